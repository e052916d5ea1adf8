import ContractData
import Demarc
import NovaVisionContract
import PostgresDriver
import TestClusters
import TestServers
import Testing

/// Three stores whose copies are what their accounts say, until a test changes something.
struct ContractScene {
  let clusters: TestClusters
  let transforms = NovaVisionTransforms { sealed in
    Secret(String(sealed.reveal().dropFirst("sealed:".count)))
  }
  let reconciler: ContractReconciler<NovaVisionTransforms>

  private init(_ clusters: TestClusters) {
    self.clusters = clusters
    reconciler = ContractReconciler(clusters.admin, transforms: transforms, buckets: 16)
  }

  /// Lends a scene.
  static func withScene(_ body: (ContractScene) async throws -> Void) async throws {
    var options = TestClusters.Options()
    options.router.fleet = FleetLogin(role: "fleet")
    try await TestClusters.withClusters(options) { clusters in
      let scene = ContractScene(clusters)
      for store in TestStore.all { try await scene.synchronize(store) }
      try await body(scene)
    }
  }

  /// Changes an account as a program does that forgets to announce it.
  func changeAccount(_ store: TestStore = .farma, _ assignments: String) async throws {
    try await clusters.adminClient.run(
      "update nv_accounts set \(assignments) where id = $1",
      Parameters(store.account)
    )
  }

  /// Changes a copy by hand.
  func changeCopy(_ store: TestStore = .farma, _ assignments: String) async throws {
    try await clusters.superuser(of: store.cluster).run(
      "update clients set \(assignments) where nv_account_id = $1",
      Parameters(store.account)
    )
  }

  /// Announces what an account is now.
  @discardableResult
  func announce(
    _ event: ContractEvent = .accountUpdated,
    of store: TestStore = .farma
  ) async throws -> ContractProjection {
    try await ContractOutbox(clusters.admin).announce(
      event,
      of: store.account,
      using: transforms
    )
  }

  /// Announces what an account is now, brings its copy up to it, and ends the event.
  func synchronize(_ store: TestStore = .farma) async throws {
    let projection = try await announce(of: store)
    let outcome = try await writer(of: store).apply(projection)
    try #require(outcome == .applied)
    try await endEvents()
  }

  /// Marks every event as applied.
  func endEvents() async throws {
    try await clusters.adminClient.run("update account_sync_outbox set status = 'completed'")
  }

  /// Writes the copy of a store.
  func writer(of store: TestStore = .farma) async throws -> ContractWriter {
    ContractWriter(try await clusters.context(of: store))
  }

  /// What an account is now.
  func projection(of store: TestStore = .farma) async throws -> ContractProjection {
    let source = try #require(
      try await ContractSources(clusters.admin).find(store.account)
    )
    return try ContractProjection(source, using: transforms)
  }

  /// Compares the copies on a cluster.
  func report(on cluster: ClusterID = .first) async throws -> ContractReport {
    let fleet = try await clusters.router.fleetContext(of: cluster, reason: "a test compares")
    return try await reconciler.report(on: fleet)
  }

  /// Repairs what has drifted in a store's copy.
  func repair(
    _ drifts: [ContractDrift],
    of store: TestStore = .farma
  ) async throws -> ContractOutcome {
    try await reconciler.repair(drifts, in: clusters.context(of: store))
  }
}
