import PostgresDriver

/// The statements that set the tenant for one implicit transaction, in the same round trip as the
/// statement that they guard.
///
/// They always set something: where the fence is closed or of another epoch, the empty text, under which
/// every policy raises an error. So no statement ever runs under the tenant of a neighbour in the same
/// Sync.
struct TenantPrelude: Sendable {
  let read: Prelude
  let write: Prelude

  /// Makes the preludes of a tenant whose fence must be in `state` and of `epoch`.
  init(tenant: TenantID, epoch: Int64, state: TenantFence.State, cluster: ClusterID) {
    let parameters = Parameters(tenant.rawValue, epoch, state.rawValue)
    let check: @Sendable (PostgresResult) throws -> Void = { result in
      let setting = try result.one { row in try row.next(String.self) }
      guard setting == tenant.description else {
        throw RoutingError.stalePlacement(tenant, cluster: cluster)
      }
    }
    read = Prelude(Statement(Self.readSQL, parameters, access: .read), check: check)
    write = Prelude(Statement(Self.writeSQL, parameters, access: .write), check: check)
  }

  /// The prelude before a statement.
  func before(_ access: Access) -> Prelude {
    switch access {
    case .read: read
    case .write: write
    }
  }

  /// Sets the tenant for reads, which lock nothing.
  static let readSQL: String = """
    select set_config('demarc.tenant', coalesce((
      select client_id::text from demarc.tenant_fence
      where client_id = $1 and epoch = $2 and state = $3
    ), ''), true)
    """

  /// Sets the tenant for writes behind a lock on the fence.
  ///
  /// The lock is load-bearing, and so is that it is taken apart from `set_config`: in one select, a fence that
  /// closes at the same moment is noticed only after `set_config` has run, and the write goes through a closed
  /// fence. `materialized` says what Postgres does with a `for share` anyway.
  static let writeSQL: String = """
    with fence as materialized (
      select client_id from demarc.tenant_fence
      where client_id = $1 and epoch = $2 and state = $3
      for share
    )
    select set_config('demarc.tenant', coalesce((select client_id::text from fence), ''), true)
    """
}
