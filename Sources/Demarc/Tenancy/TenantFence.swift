import PostgresDriver

/// The tenant's row in `demarc.tenant_fence` on its cluster, which says whether and under which epoch
/// the tenant is served there.
struct TenantFence: Sendable {
  /// The states of a tenant on a cluster.
  enum State: String, Sendable {
    case provisioning
    case active
    case draining
    case moved
    case suspended
  }

  let tenant: TenantID
  let epoch: Int64
  let state: String

  /// Reads the fence of an account's tenant.
  ///
  /// The table has no row security, so that a context can be made before any protected row is read.
  static func statement(of account: AccountID) -> Statement {
    Statement(
      "select client_id, epoch, state from demarc.tenant_fence where account_id = $1",
      Parameters(account.rawValue),
      access: .read
    )
  }

  /// Begins a tenant of an account unless it has one, and gives the fence that the account has now.
  static func beginning(_ tenant: TenantID, of account: AccountID, epoch: Int64) -> Statement {
    Statement(
      "select client_id, epoch, state from demarc.begin_tenant($1, $2, $3)",
      Parameters(tenant.rawValue, account.rawValue, epoch),
      access: .write
    )
  }

  /// Opens the fence of a tenant that is being provisioned; true when it is open now.
  static func activation(of tenant: TenantID, epoch: Int64) -> Statement {
    Statement(
      "select demarc.activate_tenant($1, $2)",
      Parameters(tenant.rawValue, epoch),
      access: .write
    )
  }

  init(row: inout RowReader) throws {
    tenant = TenantID(rawValue: try row.next())
    epoch = try row.next()
    state = try row.next()
  }
}
