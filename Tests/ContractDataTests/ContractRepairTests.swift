import ContractData
import Demarc
import TestClusters
import Testing

struct ContractRepairTests {
  @Test func `a copy that changed since it was seen is left alone`() async throws {
    try await ContractScene.withScene { scene in
      try await scene.changeCopy(
        .farma,
        "publication_status = 'paused', paused_reason = 'subscription_past_due'"
      )
      let drifts = try await scene.report().drifts
      try await scene.changeCopy(.farma, "paused_reason = 'manual'")
      let version = try await scene.projection().version
      #expect(try await scene.repair(drifts) == .stale(version: version))
      #expect(try await scene.report().drifts.map(\.check) == [.d1])
    }
  }

  @Test func `an account that changed since it was read is left for the next time`() async throws {
    try await ContractScene.withScene { scene in
      try await scene.changeCopy(.farma, "slug = 'otra'")
      let drifts = try await scene.report().drifts
      let projection = try await scene.announce()
      #expect(try await scene.repair(drifts) == .stale(version: projection.version))
    }
  }

  @Test func `a repair writes its own field and no other`() async throws {
    try await ContractScene.withScene { scene in
      try await scene.changeCopy(.farma, "publication_status = 'draft', slug = 'otra'")
      let drifts = try await scene.report().drifts
      #expect(Set(drifts.map(\.check)) == [.d1, .d3])
      let always = drifts.filter { $0.check.repair == .always }
      #expect(try await scene.repair(always) == .applied)
      #expect(try await scene.report().drifts.map(\.check) == [.d3])
    }
  }

  @Test func `several drifts of an account are repaired together`() async throws {
    try await ContractScene.withScene { scene in
      try await scene.changeCopy(
        .farma,
        "publication_status = 'draft', slug = 'otra', plan_key = 'pro', phone = '1'"
      )
      let drifts = try await scene.report().drifts
      #expect(drifts.count == 4)
      #expect(try await scene.repair(drifts) == .applied)
      #expect(try await scene.report().drifts == [])
    }
  }

  @Test func `a drift of one account is not repaired in the context of another`() async throws {
    try await ContractScene.withScene { scene in
      try await scene.changeCopy(.farma, "slug = 'otra'")
      let drifts = try await scene.report().drifts
      await #expect(throws: ContractError.self) {
        _ = try await scene.repair(drifts, of: .libros)
      }
    }
  }

  @Test func `neither a secret nor what is personal stands in a drift's text`() async throws {
    try await ContractScene.withScene { scene in
      try await scene.changeAccount(
        .farma,
        "mp_connected = true, mp_access_token_encrypted = 'sealed:APP_USR-1', phone = '11-5555'"
      )
      try await scene.synchronize()
      try await scene.changeCopy(
        .farma,
        "mp_access_token = 'APP_USR-2', phone = '22-6666', slug = 'otra'"
      )
      let drifts = try await scene.report().drifts
      let texts = drifts.map(\.description).joined(separator: "\n")
      for hidden in ["APP_USR", "11-5555", "22-6666"] { #expect(!texts.contains(hidden)) }
      #expect(texts.contains("slug is 'otra' and should be 'farma'."))
      let secret = try #require(drifts.first { $0.field == .mpAccessToken }?.differences.first)
      #expect(secret.expected == "present")
      #expect(secret.actual == "present")
    }
  }
}
