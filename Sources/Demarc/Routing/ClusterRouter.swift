public import Logging
import PostgresDriver

/// Resolves a tenant to its cluster and makes the contexts that reach it.
///
/// A route goes from a slug, domain or account to its placement in the control plane, to the cluster's
/// registration, to the tenant's fence on that cluster. What cannot be resolved is an error that says
/// why: there is no default tenant and no default cluster.
public final class ClusterRouter: Sendable {
  private let registry: RegistryCache
  private let directory: any TenantDirectory
  private let connections: ClusterConnections

  /// Makes a router.
  ///
  /// - Parameters:
  ///   - registry: knows the clusters; asked again when its answer is older than `options` allow.
  ///   - directory: knows the placements; asked for every route.
  ///   - options: how long answers are kept and how clusters are connected to.
  ///   - logger: where connections report to.
  public init(
    registry: any ClusterRegistry,
    directory: any TenantDirectory,
    options: ClusterRouterOptions = ClusterRouterOptions(),
    logger: Logger = Logger(label: "demarc.router")
  ) {
    self.registry = RegistryCache(registry, timeToLive: options.registryTimeToLive)
    self.directory = directory
    connections = ClusterConnections(options: options, logger: logger)
  }

  /// Makes a router, lends it to a closure, and closes its connections.
  ///
  /// - Parameters:
  ///   - registry: knows the clusters.
  ///   - directory: knows the placements.
  ///   - options: how long answers are kept and how clusters are connected to.
  ///   - logger: where connections report to.
  ///   - body: uses the router.
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws.
  public static func withRouter<Result>(
    registry: any ClusterRegistry,
    directory: any TenantDirectory,
    options: ClusterRouterOptions = ClusterRouterOptions(),
    logger: Logger = Logger(label: "demarc.router"),
    _ body: (ClusterRouter) async throws -> Result
  ) async throws -> Result {
    let router = ClusterRouter(
      registry: registry,
      directory: directory,
      options: options,
      logger: logger
    )
    do {
      let result = try await body(router)
      await router.shutdown()
      return result
    } catch {
      await router.shutdown()
      throw error
    }
  }

  // MARK: Contexts

  /// The context of the tenant whose account owns a slug.
  ///
  /// - Throws: `RoutingError` when any step of the route fails, or the error of the database that could
  ///   not be asked.
  public func context(forSlug slug: String) async throws -> ClusterContext {
    guard let placement = try await directory.placement(forSlug: slug) else {
      throw RoutingError.unknownTenant("slug", slug)
    }
    return try await context(at: placement)
  }

  /// The context of the tenant whose account owns a domain.
  ///
  /// - Throws: as `context(forSlug:)`.
  public func context(forDomain domain: String) async throws -> ClusterContext {
    guard let placement = try await directory.placement(forDomain: domain) else {
      throw RoutingError.unknownTenant("domain", domain)
    }
    return try await context(at: placement)
  }

  /// The context of the tenant of an account.
  ///
  /// - Throws: as `context(forSlug:)`.
  public func context(for account: AccountID) async throws -> ClusterContext {
    guard let placement = try await directory.placement(of: account) else {
      throw RoutingError.unknownTenant("id", "\(account)")
    }
    return try await context(at: placement)
  }

  // MARK: Provisioning

  /// Begins a tenant on a cluster, or goes on with one that was begun, and gives the context in
  /// which its rows are made.
  ///
  /// Nobody is routed to the tenant before `activate(_:)`.
  ///
  /// - Parameters:
  ///   - account: the account that will own the tenant; it must be placed on the cluster.
  ///   - cluster: the cluster; it must be active and ready.
  /// - Returns: the context in which the tenant's rows are made.
  /// - Throws: `RoutingError` when the account is placed elsewhere, the cluster takes no tenants, or the
  ///   account has a tenant there that is not being provisioned.
  public func provisioningContext(
    account: AccountID,
    cluster: ClusterID
  ) async throws -> ClusterContext {
    guard let placement = try await directory.placement(of: account) else {
      throw RoutingError.unknownTenant("id", "\(account)")
    }
    guard placement.cluster == cluster else { throw RoutingError.notPlaced(account) }
    let registration = try await registry.registration(of: cluster)
    guard registration.takesTenants else {
      throw RoutingError.clusterTakesNoTenants(registration)
    }
    let client = try await connections.client(of: registration)
    let fence = try await client.execute(
      TenantFence.beginning(TenantID.random(), of: account, epoch: placement.epoch)
    ).one { row in try TenantFence(row: &row) }
    guard fence.state == TenantFence.State.provisioning.rawValue, fence.epoch == placement.epoch
    else {
      throw RoutingError.tenantExists(account, state: fence.state, cluster: cluster)
    }
    return context(of: fence, account: account, registration.id, client, state: .provisioning)
  }

  /// Opens the fence of a tenant that was provisioned, so that it is routed from now on.
  ///
  /// - Parameter context: the context that `provisioningContext(account:cluster:)` gave.
  /// - Throws: `RoutingError` when the tenant is not being provisioned under this context.
  public func activate(_ context: ClusterContext) async throws {
    let registration = try await registry.registration(of: context.clusterID)
    let client = try await connections.client(of: registration)
    let isActive = try await client.execute(
      TenantFence.activation(of: context.tenantID, epoch: context.epoch)
    ).one { row in try row.next(Bool.self) }
    guard isActive else {
      throw RoutingError.stalePlacement(context.tenantID, cluster: context.clusterID)
    }
  }

  /// Closes the connections to every cluster, after the statements that are under way.
  public func shutdown() async {
    await connections.shutdown()
  }

  // MARK: Routes

  private func context(at placement: Placement) async throws -> ClusterContext {
    guard let cluster = placement.cluster else { throw RoutingError.notPlaced(placement.account) }
    let registration = try await registry.registration(of: cluster)
    guard registration.servesTenants else { throw RoutingError.clusterNotReady(registration) }
    let client = try await connections.client(of: registration)
    let fences = try await client.execute(TenantFence.statement(of: placement.account))
      .map { row in try TenantFence(row: &row) }
    guard let fence = fences.first else {
      throw RoutingError.notProvisioned(placement.account, cluster: cluster)
    }
    guard fence.state == TenantFence.State.active.rawValue else {
      throw RoutingError.tenantNotActive(fence.tenant, state: fence.state, cluster: cluster)
    }
    guard fence.epoch == placement.epoch else {
      throw RoutingError.stalePlacement(fence.tenant, cluster: cluster)
    }
    return context(of: fence, account: placement.account, cluster, client, state: .active)
  }

  private func context(
    of fence: TenantFence,
    account: AccountID,
    _ cluster: ClusterID,
    _ client: PostgresClient,
    state: TenantFence.State
  ) -> ClusterContext {
    let prelude = TenantPrelude(
      tenant: fence.tenant,
      epoch: fence.epoch,
      state: state,
      cluster: cluster
    )
    return ClusterContext(
      clusterID: cluster,
      tenantID: fence.tenant,
      accountID: account,
      epoch: fence.epoch,
      session: Session(client: client, prelude: prelude)
    )
  }
}
