import PostgresDriver

/// Reaches one tenant on one cluster.
///
/// Only `ClusterRouter` makes one: there is no public initialiser and no coding, so nothing but a route
/// that was resolved and checked leads to a tenant's rows. Repositories of the data plane are constructed
/// with it and speak for its tenant alone.
///
/// A context belongs to one request. Do not keep it: when the tenant moves, it is refused.
public struct ClusterContext: Sendable {
  let route: TenantRoute
  /// The transaction to which the context is bound, if it is.
  private let scope: TransactionScope?

  /// Reaches the tenant to which a route leads.
  ///
  /// It does no more than keep the route: a server makes a context for each request.
  init(_ route: TenantRoute, in scope: TransactionScope? = nil) {
    self.route = route
    self.scope = scope
  }

  /// The cluster on which the tenant lives.
  public var clusterID: ClusterID { route.link.cluster }
  /// The tenant.
  public var tenantID: TenantID { route.tenant }
  /// The account that owns the tenant.
  public var accountID: AccountID { route.account }
  /// The placement under which the context was made.
  public var epoch: Int64 { route.epoch }

  var session: Session { scope.map(Session.init(scope:)) ?? Session(route: route) }

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
      try await body(ClusterContext(route, in: session.scope))
    }
  }
}
