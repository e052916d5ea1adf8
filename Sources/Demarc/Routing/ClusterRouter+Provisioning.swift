import PostgresDriver

extension ClusterRouter {
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
      throw RouteKey.account(account).unknownTenant
    }
    guard placement.cluster == cluster else { throw RoutingError.notPlaced(account) }
    let (registration, snapshot) = try await registry.registration(of: cluster)
    guard registration.takesTenants else {
      throw RoutingError.clusterTakesNoTenants(registration)
    }
    let link = try await connections.link(to: registration, answer: snapshot.number)
    let fence = try await link.execute(
      TenantFence.beginning(TenantID.random(), of: account, epoch: placement.epoch)
    ).one { row in try TenantFence(row: &row) }
    guard fence.state == TenantFence.State.provisioning.rawValue, fence.epoch == placement.epoch
    else {
      throw RoutingError.tenantExists(account, state: fence.state, cluster: cluster)
    }
    return ClusterContext(
      TenantRoute(fence: fence, account: account, state: .provisioning, link: link)
    )
  }

  /// Opens the fence of a tenant that was provisioned, so that it is routed from now on.
  ///
  /// - Parameter context: the context that `provisioningContext(account:cluster:)` gave.
  /// - Throws: `RoutingError` when the tenant is not being provisioned under this context.
  public func activate(_ context: ClusterContext) async throws {
    let (registration, snapshot) = try await registry.registration(of: context.clusterID)
    let link = try await connections.link(to: registration, answer: snapshot.number)
    let isActive = try await link.execute(
      TenantFence.activation(of: context.tenantID, epoch: context.epoch)
    ).one { row in try row.next(Bool.self) }
    guard isActive else {
      throw RoutingError.stalePlacement(context.tenantID, cluster: context.clusterID)
    }
  }

  /// Chooses the cluster of a new tenant among those that are active and ready, by their weights.
  ///
  /// The choice depends on nothing but the account and these clusters: asking again gives the same cluster, and
  /// when one more is ready or one less, no account moves between two of the others.
  ///
  /// - Parameter account: the account that will own the tenant.
  /// - Returns: the cluster on which the account should be placed.
  /// - Throws: `RoutingError.Code.noClusterReady`, which names each cluster and its state, or the
  ///   registry's error.
  public func chooseCluster(for account: AccountID) async throws -> ClusterID {
    let clusters = try await registry.snapshot().registrations.values
    let weights = clusters.filter(\.takesTenants).map { ($0.id, weight: $0.weight) }
    guard let cluster = WeightedRendezvous.choose(for: account, among: weights) else {
      throw RoutingError.noClusterReady(Array(clusters))
    }
    return cluster
  }
}
