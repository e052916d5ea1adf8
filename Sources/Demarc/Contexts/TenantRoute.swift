import PostgresDriver
import Synchronization

/// The way to a tenant that a router has found, which all contexts of the tenant share until one of them
/// is refused.
final class TenantRoute: Sendable {
  // First, for a look-up reads these two and nothing else of a route.
  private let hasBeenRefused = Atomic(false)
  let link: ClusterLink
  let tenant: TenantID
  let account: AccountID
  let epoch: Int64
  private let prelude: TenantPrelude

  init(fence: TenantFence, account: AccountID, state: TenantFence.State, link: ClusterLink) {
    tenant = fence.tenant
    self.account = account
    epoch = fence.epoch
    self.link = link
    prelude = TenantPrelude(
      tenant: fence.tenant,
      epoch: fence.epoch,
      state: state,
      cluster: link.cluster
    )
  }

  /// Whether the fence refused a statement on this route.
  var isStale: Bool { hasBeenRefused.load(ordering: .relaxed) }

  /// Whether nothing speaks against using the route.
  var isUsable: Bool { !isStale && link.health.isQuiet }

  /// Lets the router look for the tenant anew.
  func markStale() {
    hasBeenRefused.store(true, ordering: .relaxed)
  }

  /// Whether another route leads to the same tenant in the same way.
  func leadsWhere(_ other: TenantRoute) -> Bool {
    link === other.link && tenant == other.tenant && epoch == other.epoch
  }

  /// Runs a statement behind the tenant's fence.
  func execute(_ statement: Statement) async throws -> PostgresResult {
    do {
      return try await link.execute(statement, after: prelude.before(statement.access))
    } catch let error as RoutingError {
      note(error)
      throw error
    }
  }

  /// Runs a closure in a transaction behind the tenant's fence.
  func withTransaction<Result>(
    _ body: (PostgresConnection) async throws -> Result
  ) async throws -> Result {
    try await noting { begin in
      try await link.client.withTransaction(prelude: prelude.write) { connection in
        begin()
        return try await body(connection)
      }
    }
  }

  /// Lends the rows of a statement behind the tenant's fence.
  func withRows<Result>(
    of statement: Statement,
    _ body: (PostgresRows) async throws -> Result
  ) async throws -> Result {
    try await noting { begin in
      try await link.client.withRows(of: statement, after: prelude.before(statement.access)) {
        begin()
        return try await body($0)
      }
    }
  }

  /// Lends a connection's use to a closure, which tells when the fence has let it through.
  private func noting<Result>(
    _ body: (_ begin: () -> Void) async throws -> Result
  ) async throws -> Result {
    try link.admit()
    var hasBegun = false
    do {
      return try await body {
        hasBegun = true
        link.health.succeed()
      }
    } catch let error as RoutingError {
      // What happens from then on may be about another tenant.
      if !hasBegun { note(error) }
      throw error
    }
  }

  private func note(_ error: RoutingError) {
    if error.code == .stalePlacement { markStale() }
  }
}
