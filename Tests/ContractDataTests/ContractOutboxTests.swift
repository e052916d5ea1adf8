import AdminData
import ContractData
import Demarc
import Foundation
import PostgresDriver
import TestClusters
import Testing

struct ContractOutboxTests {
  @Test(arguments: ContractEvent.allCases)
  func `an event carries its fields, and no secret`(event: ContractEvent) async throws {
    try await ContractScene.withScene { scene in
      try await scene.changeAccount(
        .farma,
        "mp_connected = true, mp_access_token_encrypted = 'sealed:APP_USR-1'"
      )
      let projection = try await scene.announce(event)
      let key = "\(TestStore.farma.account):\(event.rawValue):\(projection.version)"
      let row = try #require(
        try await AccountSyncOutboxRepository(scene.clusters.admin).find(byEventKey: key)
      )
      #expect(row.eventType == event.rawValue)
      #expect(row.version == projection.version)
      #expect(!row.payload.text.contains("APP_USR"))
      #expect(!row.payload.text.contains("sealed"))
      let object = try JSONSerialization.jsonObject(with: Data(row.payload.text.utf8))
      let payload = try #require(object as? [String: Any])
      let keys = payload.keys
      #expect(payload["entitlements"] == nil || payload["entitlements"] is [String: Any])
      let columns = event.fields.flatMap(\.columns).map(\.rawValue)
      #expect(Set(keys).isSubset(of: Set(columns + ["version"])))
      for column in event.fields.flatMap(\.columns) where !column.isOptional {
        #expect(keys.contains(column.rawValue))
      }
    }
  }

  @Test func `each change counts the version up, and is announced once`() async throws {
    try await ContractScene.withScene { scene in
      let first = try await scene.announce()
      let second = try await scene.announce()
      #expect(second.version == first.version + 1)
    }
  }

  @Test func `a change that cannot be announced is not made`() async throws {
    try await ContractScene.withScene { scene in
      let before = try await scene.projection()
      await #expect(throws: (any Error).self) {
        try await scene.clusters.admin.transaction { context in
          _ = try await AccountRepository(context).update(
            Account.ID(TestStore.farma.account.rawValue),
            Account.Patch(country: .some("US"))
          )
          _ = try await ContractOutbox(context).announce(
            .settingsSynced,
            of: TestStore.farma.account,
            using: scene.transforms
          )
        }
      }
      #expect(try await scene.projection() == before)
    }
  }

  @Test func `an account that does not exist announces nothing`() async throws {
    try await ContractScene.withScene { scene in
      await #expect(throws: ContractError.self) {
        try await ContractOutbox(scene.clusters.admin).announce(
          .accountUpdated,
          of: AccountID(rawValue: UUID()),
          using: scene.transforms
        )
      }
    }
  }
}

extension ContractColumn {
  /// Whether the column may be empty, and is left out of JSON then.
  fileprivate var isOptional: Bool {
    ![
      .plan, .planKey, .monthlyFee, .billingPeriod, .isActive, .publicationStatus, .slug,
      .entitlements, .emailAdmin, .mpAccessToken,
    ].contains(self)
  }
}
