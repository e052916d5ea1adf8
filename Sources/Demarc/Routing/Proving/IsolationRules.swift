/// What the tables of a cluster must be like, so that they keep tenants apart by themselves.
///
/// A router that is given them refuses a cluster that breaks one. They are the rules that `demarc generate` holds the
/// schema to, checked on the database that serves.
public struct IsolationRules: Sendable, Hashable {
  /// The table whose rows are the tenants, as SQL names it.
  public var root: String
  /// The column of the root that is the tenant's id.
  public var rootKey: String
  /// The column that holds the tenant's id in every other tenant table; a table that has it is one.
  public var column: String
  /// The type of the tenant's id, as Postgres prints it.
  public var type: String
  /// The role that serves tenants.
  public var applicationRole: String
  /// The role that reads all tenants of a cluster, if there is one.
  public var fleetRole: String?
  /// Functions with their owner's rights that the application may call, as `schema.name`: someone has
  /// read each and found that it keeps tenants apart.
  public var trustedFunctions: Set<String> = []

  /// Makes rules.
  public init(
    root: String,
    rootKey: String,
    column: String,
    type: String,
    applicationRole: String,
    fleetRole: String?
  ) {
    self.root = root
    self.rootKey = rootKey
    self.column = column
    self.type = type
    self.applicationRole = applicationRole
    self.fleetRole = fleetRole
  }
}
