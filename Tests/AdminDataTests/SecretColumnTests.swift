import AdminData
import Demarc
import PostgresDriver
import TestClusters
import TestServers
import Testing

struct SecretColumnTests {
  private static let token = "APP_USR-0123456789"

  /// Everything that printing and reflecting show of a value.
  private func shown(_ value: Any) -> String {
    var text = "\(value) \(String(reflecting: value))"
    dump(value, to: &text)
    func reflect(_ mirror: Mirror) {
      for child in mirror.children {
        text += " \(child.label ?? "") \(child.value)"
        reflect(Mirror(reflecting: child.value))
      }
    }
    reflect(Mirror(reflecting: value))
    return text
  }

  @Test func `a secret column is read by one method and seen by no other way`() async throws {
    try await TestClusters.withClusters { clusters in
      let accounts = AccountRepository(clusters.admin)
      let id = Account.ID(TestStore.farma.account.rawValue)
      let patch = Account.Patch(
        mpAccessTokenEncrypted: Secret(Self.token),
        mpRefreshTokenEncrypted: Secret(Self.token)
      )
      let account = try #require(try await accounts.update(id, patch))
      #expect(account.mpAccessTokenEncrypted?.reveal() == Self.token)
      let rows: [Any] = [account, patch, [account], ["key": account]]
      for value in rows {
        let text = shown(value)
        #expect(text.contains("‹redacted›"))
        #expect(!text.contains(Self.token))
      }
    }
  }

  @Test func `a secret argument is in no error of the server`() async throws {
    try await TestClusters.withClusters { clusters in
      let error = try #require(
        await #expect(throws: ConstraintViolation<Account.Constraint>.self) {
          _ = try await AccountRepository(clusters.admin).insert(
            Account.Draft(
              email: "other@farma.example",
              slug: "UPPER",
              mpAccessTokenEncrypted: Secret(Self.token)
            )
          )
        }
      )
      #expect(error.constraint == .slugCheck)
      #expect(!"\(error) \(String(reflecting: error))".contains(Self.token))
    }
  }

  @Test func `what a function returns of secrets is redacted`() async throws {
    try await TestClusters.withClusters { clusters in
      let functions = Functions(clusters.admin)
      try await functions.setBackendClusterCredentials(
        clusterID: "cluster_shared_01",
        key: TestClusters.key,
        serviceRoleKey: Secret(Self.token)
      )
      let rows = try await functions.listBackendClusters(key: TestClusters.key)
      #expect(rows.first?.serviceRoleKey?.reveal() == Self.token)
      // The connection string was not given, and stays as it was.
      #expect(rows.first?.dbURL?.reveal() == clusters.connectionStrings[.first])
      let text = shown(rows)
      #expect(text.contains("cluster_shared_01"))
      #expect(!text.contains(Self.token) && !text.contains("dbname"))
    }
  }
}
