import PostgresDriver

/// Reaches one tenant on one cluster.
///
/// Only `ClusterRouter` makes one: there is no public initialiser and no coding, so nothing but a route
/// that was resolved and checked leads to a tenant's rows. Repositories of the data plane are constructed
/// with it and speak for its tenant alone.
///
/// A context belongs to one request. Do not keep it: when the tenant moves, it is refused.
public struct ClusterContext: Sendable {
  /// The cluster on which the tenant lives.
  public let clusterID: ClusterID
  /// The tenant.
  public let tenantID: TenantID
  /// The account that owns the tenant.
  public let accountID: AccountID
  /// The placement under which the context was made.
  public let epoch: Int64

  let session: Session

  /// Reaches the tenant to which a route leads.
  init(_ route: TenantRoute) {
    self.init(
      clusterID: route.link.cluster,
      tenantID: route.tenant,
      accountID: route.account,
      epoch: route.epoch,
      session: Session(route: route)
    )
  }

  private init(
    clusterID: ClusterID,
    tenantID: TenantID,
    accountID: AccountID,
    epoch: Int64,
    session: Session
  ) {
    self.clusterID = clusterID
    self.tenantID = tenantID
    self.accountID = accountID
    self.epoch = epoch
    self.session = session
  }

  /// Runs a closure in one transaction, which is committed when the closure returns and rolled back
  /// when it throws.
  ///
  /// Within a transaction it is a savepoint.
  ///
  /// - Throws: the closure's error untouched, `RoutingError` when the tenant is no longer served under
  ///   this context, or `PostgresError` when the transaction cannot be begun or committed.
  public func transaction<Result>(
    _ body: (ClusterContext) async throws -> Result
  ) async throws -> Result {
    try await session.transaction { session in
      try await body(
        ClusterContext(
          clusterID: clusterID,
          tenantID: tenantID,
          accountID: accountID,
          epoch: epoch,
          session: session
        )
      )
    }
  }
}
