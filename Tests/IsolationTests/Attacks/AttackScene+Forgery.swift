@testable import Demarc
import Logging
import PostgresDriver
import TestClusters
import TestServers

/// Contexts that no router gives.
extension AttackScene {
  /// A context of the attacker's tenant that leads to the other cluster.
  func contextOnOtherCluster() async throws -> ClusterContext {
    let (registration, snapshot) = try await clusters.router.registry
      .registration(of: stranger.clusterID)
    let link = try await clusters.router.connections.link(
      to: registration,
      answer: snapshot.number
    )
    return try await context(over: link)
  }

  /// Lends a context whose cluster is registered under the address of the other one, where the tenant's fence is
  /// open all the same, as on a copy.
  func withContextOnMisregisteredCluster<Result>(
    _ body: (ClusterContext) async throws -> Result
  ) async throws -> Result {
    let superuser = try clusters.superuser(of: stranger.clusterID)
    try await superuser.run(
      """
      insert into demarc.tenant_fence (client_id, account_id, epoch, state)
      values ($1, $2, $3, 'active') on conflict do nothing
      """,
      Parameters(own.tenantID, own.accountID, own.epoch)
    )
    var options = ClusterRouterOptions(isolation: nil, requirements: nil)
    // Each attempt is to meet the handshake, not the pause after those that failed.
    options.failuresBeforePause = .max
    let connections = ClusterConnections(options: options, logger: Logger(label: "attack"))
    let link = try await connections.link(
      to: ClusterRegistration(
        id: own.clusterID,
        connectionString: try clusters.registration(of: stranger.clusterID).connectionString,
        weight: 1,
        isActive: true,
        status: .ready
      )
    )
    let result = try await body(context(over: link))
    await connections.shutdown()
    return result
  }

  /// Lends a context whose statements run in a transaction on a leased connection of the cluster, with no prelude
  /// before them.
  ///
  /// - Parameters:
  ///   - user: whoever uses the same connection before.
  ///   - body: uses the context.
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws, or an error of connecting.
  func withContextWithoutTenant<Result>(
    after user: ClusterContext? = nil,
    _ body: (ClusterContext) async throws -> Result
  ) async throws -> Result {
    let pid = try await user?.transaction { try await backend($0) }
    let (registration, snapshot) = try await clusters.router.registry
      .registration(of: own.clusterID)
    let link = try await clusters.router.connections.link(
      to: registration,
      answer: snapshot.number
    )
    let route = try await route(over: link)
    return try await link.client.withTransaction { connection in
      let scope = TransactionScope(connection)
      let context = ClusterContext(route, in: scope)
      if let pid, let own = try await backend(context), own != pid {
        throw TestProjectError(description: "The connection is not the one that was used before.")
      }
      return try await body(context)
    }
  }

  private func context(over link: ClusterLink) async throws -> ClusterContext {
    ClusterContext(try await route(over: link))
  }

  /// A route of the attacker's tenant, as its own cluster has its fence.
  private func route(over link: ClusterLink) async throws -> TenantRoute {
    let fence = try await clusters.superuser(of: own.clusterID)
      .execute(TenantFence.statement(of: own.accountID))
      .one { row in try TenantFence(row: &row) }
    return TenantRoute(fence: fence, account: own.accountID, state: .active, link: link)
  }
}
