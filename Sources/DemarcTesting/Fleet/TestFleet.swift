import ConfigurationFile
public import Demarc
import EphemeralPostgres
import Foundation
import Logging
import PostgresDriver

/// The databases of one test: a control plane and clusters of its own, empty but for what migrations put there.
///
/// ```swift
/// @Test func `a patient is found by e-mail`() async throws {
///   try await TestFleet.withFleet(.clinics) { fleet in
///     let patients = PatientRepository(try await fleet.tenant())
/// ```
///
/// All fleets of a process live on one throw-away server and are copies of databases that were migrated once, by
/// the project's own `demarc.yml`. They are removed when the closure ends, and the server when the process does,
/// even when it is killed.
public final class TestFleet: Sendable {
  /// The clusters.
  public let clusters: [ClusterID]
  /// Routes to the tenants of `tenant(_:on:)`.
  public let router: ClusterRouter
  private let plan: FleetPlan
  private let placements: FleetPlacements
  private let controlContext: AdminContext?

  /// Makes databases, lends them to a closure, and removes them.
  ///
  /// Tests may run in parallel: each waits for its turn, and has databases of its own. Do not nest fleets.
  ///
  /// - Parameters:
  ///   - plan: what they are like.
  ///   - clusterCount: how many clusters there are.
  ///   - body: the test.
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws, `TestFleetError`, or what kept the databases from being made.
  public static func withFleet<Result>(
    _ plan: FleetPlan,
    clusters clusterCount: Int = 1,
    _ body: (TestFleet) async throws -> Result
  ) async throws -> Result {
    // Before any client is made.
    StatementLog.enable()
    return try await FleetServer.turns.withTurn {
      try await SampleNumbers.beginningAnew {
        let databases = try await FleetDatabases(plan, clusters: clusterCount)
        do {
          let result = try await lend(databases, plan, body)
          await databases.remove()
          return result
        } catch {
          await databases.remove()
          throw error
        }
      }
    }
  }

  private static func lend<Result>(
    _ databases: FleetDatabases,
    _ plan: FleetPlan,
    _ body: (TestFleet) async throws -> Result
  ) async throws -> Result {
    let placements = FleetPlacements(databases.registrations)
    return try await ClusterRouter.withRouter(
      registry: placements,
      directory: placements,
      options: plan.options,
      logger: FleetServer.logger
    ) { router in
      guard let control = databases.control else {
        return try await body(TestFleet(databases, plan, placements, router, control: nil))
      }
      return try await AdminContext.withDatabase(control, logger: FleetServer.logger) { context in
        try await body(TestFleet(databases, plan, placements, router, control: context))
      }
    }
  }

  private init(
    _ databases: FleetDatabases,
    _ plan: FleetPlan,
    _ placements: FleetPlacements,
    _ router: ClusterRouter,
    control: AdminContext?
  ) {
    self.plan = plan
    self.placements = placements
    self.router = router
    clusters = databases.registrations.map(\.id)
    controlContext = control
  }

  // MARK: Ways in

  /// Reaches the control plane.
  ///
  /// - Throws: `TestFleetError` when `demarc.yml` has none.
  public var control: AdminContext {
    get throws {
      guard let controlContext else {
        throw TestFleetError(
          "demarc.yml has no database with 'plane: control', so the fleet has no control plane."
        )
      }
      return controlContext
    }
  }

  /// The clusters as a registry of the product's own would have them, for a test of that.
  public var registrations: [ClusterRegistration] { placements.registrations }

  /// Makes a tenant with the rows that the plan gives it, and gives its context.
  ///
  /// - Parameters:
  ///   - slug: the name by which `router` finds it; nil is a new one.
  ///   - cluster: where it lives; nil is the first cluster.
  /// - Returns: the tenant's context, as a request would get it.
  /// - Throws: `RoutingError`, or what the plan's closure throws.
  public func tenant(
    _ slug: String? = nil,
    on cluster: ClusterID? = nil
  ) async throws -> ClusterContext {
    let account = AccountID(rawValue: SampleValue.uuid())
    let cluster = cluster ?? clusters[0]
    placements.place(account, slug: slug ?? SampleValue.text("tenant"), on: cluster)
    let context = try await router.provisioningContext(account: account, cluster: cluster)
    try await plan.makeTenant(context)
    try await router.activate(context)
    return try await router.context(for: account)
  }

  // MARK: What is sent

  /// Runs a closure and gives what it sent to the databases, so that a test can count it.
  ///
  /// ```swift
  /// let sent = try await fleet.recording { try await page.load() }
  /// #expect(sent.statements.count == 2)
  /// ```
  ///
  /// Tasks below the closure's count, detached ones do not. What a connection sends to become ready is left out, and
  /// so are parameters, which may be secrets.
  ///
  /// - Throws: what the closure throws.
  public func recording(_ body: () async throws -> Void) async throws -> SentStatements {
    SentStatements(try await StatementLog.noting(body))
  }
}
