import ContractData
import Demarc
import PostgresDriver
import TestClusters
import TestServers
import Testing

/// A drift that a test makes by hand: what the account is, and what somebody does to the copy.
struct DriftCase: Sendable, CustomStringConvertible {
  let check: ContractCheck
  let field: ContractField
  /// What the account is first; its copy takes that over.
  var account: String?
  /// What is done to the copy.
  let copy: String

  var description: String { "\(check.rawValue) in \(field.rawValue): \(copy)" }

  /// What the account is when a case says nothing else.
  static let usualAccount = """
    status = 'live', mp_connected = false, mp_access_token_encrypted = null
    """

  static let all: [DriftCase] = [
    DriftCase(
      check: .d1,
      field: .activity,
      copy: "publication_status = 'paused', paused_reason = 'manual'"
    ),
    DriftCase(check: .d1, field: .activity, copy: "publication_status = 'draft'"),
    DriftCase(
      check: .d2,
      field: .activity,
      account: "status = 'suspended'",
      copy: "publication_status = 'published', is_active = true, paused_reason = null"
    ),
    DriftCase(check: .d3, field: .slug, copy: "slug = 'otra'"),
    DriftCase(
      check: .d4,
      field: .activity,
      copy: "publication_status = 'paused', paused_reason = 'subscription_past_due'"
    ),
    DriftCase(
      check: .d5,
      field: .mpAccessToken,
      account: "mp_connected = true, mp_access_token_encrypted = 'sealed:APP_USR-1'",
      copy: "mp_access_token = null"
    ),
    DriftCase(check: .d7, field: .plan, copy: "plan_key = 'pro'"),
    DriftCase(check: .d7, field: .plan, copy: "plan = 'pro'"),
    DriftCase(check: .d8, field: .activity, copy: "is_active = false"),
    DriftCase(
      check: .d8,
      field: .mpAccessToken,
      account: "mp_connected = true, mp_access_token_encrypted = 'sealed:APP_USR-1'",
      copy: "mp_access_token = 'APP_USR-2'"
    ),
    DriftCase(check: .d8, field: .fee, copy: "monthly_fee = 10.01"),
    DriftCase(check: .d8, field: .billingPeriod, copy: "billing_period = 'annual'"),
    DriftCase(check: .d8, field: .mpPublicKey, copy: "mp_public_key = 'other'"),
    DriftCase(check: .d8, field: .entitlements, copy: #"entitlements = '{"products": 1}'"#),
    DriftCase(check: .d8, field: .country, copy: "country = 'PE'"),
    DriftCase(check: .d8, field: .locale, copy: "locale = 'es-PE'"),
    DriftCase(check: .d8, field: .locale, copy: "timezone = 'America/Lima'"),
    DriftCase(check: .d8, field: .email, copy: "email_admin = 'other@farma.example'"),
    DriftCase(check: .d8, field: .phones, copy: "phone = '1'"),
    DriftCase(check: .d8, field: .phones, copy: "phone_full = '1'"),
    DriftCase(check: .d8, field: .billingEmail, copy: "billing_email = 'other@farma.example'"),
    DriftCase(check: .d8, field: .name, copy: "name = ''"),
    DriftCase(check: .d8, field: .legal, copy: "persona_type = 'other'"),
    DriftCase(check: .d8, field: .legal, copy: "legal_name = 'other'"),
    DriftCase(check: .d8, field: .legal, copy: "fiscal_id = 'other'"),
    DriftCase(check: .d8, field: .legal, copy: "fiscal_id_type = 'other'"),
    DriftCase(check: .d8, field: .legal, copy: "fiscal_category = 'other'"),
    DriftCase(check: .d8, field: .legal, copy: "fiscal_address = 'other'"),
    DriftCase(check: .d8, field: .legal, copy: "subdivision_code = 'other'"),
    DriftCase(check: .d8, field: .domain, copy: "custom_domain = 'other.example'"),
  ]
}

struct ContractDriftTests {
  @Test func `copies that are what their accounts say cost a digest each bucket`() async throws {
    try await ContractScene.withScene { scene in
      // Blanks, zeros and the order of keys are no difference.
      try await scene.changeCopy(.farma, "monthly_fee = 10.0, entitlements = '{  }'")
      for cluster in [ClusterID.first, .second] {
        let report = try await scene.report(on: cluster)
        #expect(report.accounts == (cluster == .first ? 2 : 1))
        #expect(report.differingBuckets == 0)
        #expect(report.drifts == [])
      }
    }
  }

  @Test func `each drift is found alone, repaired, and then found no more`() async throws {
    try await ContractScene.withScene { scene in
      for drift in DriftCase.all {
        try await scene.changeAccount(.farma, DriftCase.usualAccount)
        if let account = drift.account { try await scene.changeAccount(.farma, account) }
        try await scene.synchronize()
        try await scene.changeCopy(.farma, drift.copy)

        let report = try await scene.report()
        #expect(report.drifts.map(\.check) == [drift.check], "\(drift)")
        #expect(report.drifts.map(\.field) == [drift.field], "\(drift)")
        #expect(report.drifts.map(\.account) == [TestStore.farma.account])
        #expect(report.differingBuckets == 1)
        #expect(try await scene.report(on: .second).drifts == [])

        #expect(try await scene.repair(report.drifts) == .applied, "\(drift)")
        let repaired = try await scene.report()
        #expect(repaired.drifts == [], "\(drift)")
        #expect(repaired.differingBuckets == 0)
      }
    }
  }

  @Test func `every column of the contract is in a drift that is found`() {
    let columns = Set(
      DriftCase.all.flatMap { drift in
        drift.field.columns.filter { drift.copy.contains("\($0.rawValue) =") }
      }
    )
    #expect(columns == Set(ContractColumn.allCases))
    #expect(Set(DriftCase.all.map(\.check)).union([.d6]) == Set(ContractCheck.allCases))
  }

  @Test(arguments: ["NULL", "", "{}", #"a","b"#, "\\", "'; --", "名前 🦊 e\u{301}", "a\nb"])
  func `whatever a text holds, equal is equal and other is other`(text: String) async throws {
    try await ContractScene.withScene { scene in
      for name in [text, text + "x"] {
        try await scene.clusters.adminClient.run(
          "update nv_accounts set business_name = $2 where id = $1",
          Parameters(TestStore.farma.account, name)
        )
        try await scene.synchronize()
        #expect(try await scene.report().drifts == [])
      }
      try await scene.clusters.superuser(of: .first).run(
        "update clients set name = $2 where nv_account_id = $1",
        Parameters(TestStore.farma.account, text)
      )
      #expect(try await scene.report().drifts.map(\.field) == [.name])
      try await scene.changeCopy(.farma, "name = null")
      #expect(try await scene.report().drifts.map(\.field) == [.name])
    }
  }

  @Test func `an account without a copy is reported and not repaired`() async throws {
    try await ContractScene.withScene { scene in
      try await scene.clusters.superuser(of: .first).run(
        "delete from clients where nv_account_id = $1",
        Parameters(TestStore.farma.account)
      )
      let report = try await scene.report()
      #expect(report.drifts.map(\.check) == [.d6])
      #expect(report.drifts.map(\.field) == [nil])
      #expect(try await scene.repair(report.drifts) == .missing)
      #expect(try await scene.report().drifts.count == 1)
    }
  }

  @Test func `an account that is not to have a copy yet is no drift`() async throws {
    try await ContractScene.withScene { scene in
      try await scene.changeAccount(.farma, "status = 'provisioning'")
      try await scene.clusters.superuser(of: .first).run(
        "delete from clients where nv_account_id = $1",
        Parameters(TestStore.farma.account)
      )
      #expect(try await scene.report().drifts == [])
    }
  }

  @Test func `a live account without a cluster is reported`() async throws {
    try await ContractScene.withScene { scene in
      #expect(try await scene.reconciler.unplaced() == [])
      try await scene.clusters.adminClient.run(
        "alter table nv_accounts drop constraint nv_accounts_placement_check"
      )
      try await scene.changeAccount(.farma, "backend_cluster_id = null")
      let drifts = try await scene.reconciler.unplaced()
      #expect(drifts.map(\.check) == [.d6])
      #expect(drifts.map(\.account) == [TestStore.farma.account])
      #expect(try await scene.report().strays == [TestStore.farma.account])
    }
  }

  @Test func `an event that has not arrived yet is no drift`() async throws {
    try await ContractScene.withScene { scene in
      try await scene.changeAccount(.farma, "business_name = 'Sol'")
      let projection = try await scene.announce()
      let waiting = try await scene.report()
      #expect(waiting.inFlight == [TestStore.farma.account])
      #expect(waiting.drifts == [])
      // An event that will not arrive any more is.
      try await scene.clusters.adminClient.run("update account_sync_outbox set status = 'dlq'")
      #expect(try await scene.report().drifts.map(\.field) == [.name])
      #expect(try await scene.writer().apply(projection) == .applied)
      #expect(try await scene.report().drifts == [])
    }
  }

  @Test func `a copy of a later version than its account is named`() async throws {
    try await ContractScene.withScene { scene in
      try await scene.changeAccount(.farma, "contract_version = 0, business_name = 'Old'")
      let report = try await scene.report()
      #expect(report.ahead == [TestStore.farma.account])
      #expect(report.drifts == [] && report.inFlight == [])
    }
  }

  @Test func `an account of which no copy can be made is named with the reason`() async throws {
    try await ContractScene.withScene { scene in
      try await scene.changeAccount(.farma, "mp_connected = true")
      let report = try await scene.report()
      #expect(report.drifts == [])
      #expect(
        report.failures[TestStore.farma.account]?.contains("has no access token") == true
      )
    }
  }
}
