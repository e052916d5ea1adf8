/// Why no context could be made, or why one is refused.
public struct RoutingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The kinds of refusal.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Value: String {
      case unknownTenant
      case notPlaced
      case unknownCluster
      case clusterNotReady
      case clusterUnavailable
      case noClusterReady
      case isolationNotProven
      case schemaMismatch
      case wrongCluster
      case privilegedRole
      case notProvisioned
      case tenantNotActive
      case stalePlacement
      case tenantExists
      case contextEnded
      case fleetRefused
    }

    private let value: Value

    /// The kind's name.
    public var description: String { value.rawValue }

    /// No account owns the slug, domain or id.
    public static let unknownTenant: Code = Code(value: .unknownTenant)
    /// The account has no cluster yet.
    public static let notPlaced: Code = Code(value: .notPlaced)
    /// The registry has no such cluster.
    public static let unknownCluster: Code = Code(value: .unknownCluster)
    /// The registry says that the cluster serves nobody now.
    public static let clusterNotReady: Code = Code(value: .clusterNotReady)
    /// The cluster could not be connected to a moment ago, and is left alone until it is tried again.
    public static let clusterUnavailable: Code = Code(value: .clusterUnavailable)
    /// No cluster takes new tenants.
    public static let noClusterReady: Code = Code(value: .noClusterReady)
    /// The cluster's tables do not keep its tenants apart by themselves.
    public static let isolationNotProven: Code = Code(value: .isolationNotProven)
    /// A table of the cluster is not the one that the repository's code was generated from; others serve.
    public static let schemaMismatch: Code = Code(value: .schemaMismatch)
    /// The database says that it is another cluster, or none.
    public static let wrongCluster: Code = Code(value: .wrongCluster)
    /// The role could get past row security.
    public static let privilegedRole: Code = Code(value: .privilegedRole)
    /// The cluster has no tenant for the account.
    public static let notProvisioned: Code = Code(value: .notProvisioned)
    /// The tenant's fence is not open.
    public static let tenantNotActive: Code = Code(value: .tenantNotActive)
    /// The context is out of date: the control plane and the tenant's fence disagree on the epoch, the fence
    /// closed, or the cluster got another address meanwhile.
    public static let stalePlacement: Code = Code(value: .stalePlacement)
    /// The account has a tenant already, in another state or epoch.
    public static let tenantExists: Code = Code(value: .tenantExists)
    /// The transaction that the context belongs to is over.
    public static let contextEnded: Code = Code(value: .contextEnded)
    /// Nobody may see all tenants of a cluster, or not without a reason.
    public static let fleetRefused: Code = Code(value: .fleetRefused)
  }

  /// The kind of refusal.
  public let code: Code
  /// What was refused, why, and the next step.
  public let description: String
  /// How long until it makes sense to try again, where that is known.
  public internal(set) var retryAfter: Duration?
}

extension RoutingError {
  static func unknownTenant(_ kind: String, _ name: String) -> RoutingError {
    RoutingError(
      code: .unknownTenant,
      description: """
        No account has the \(kind) '\(name)'. Check the spelling, or create the account first; there is \
        no default tenant.
        """
    )
  }

  static func notPlaced(_ account: AccountID) -> RoutingError {
    RoutingError(
      code: .notPlaced,
      description: """
        Account \(account) has no cluster yet. Wait until it is provisioned, or look at its \
        provisioning job; there is no default cluster.
        """
    )
  }

  static func notProvisioned(_ account: AccountID, cluster: ClusterID) -> RoutingError {
    RoutingError(
      code: .notProvisioned,
      description: """
        Cluster '\(cluster)' has no tenant of account \(account). Provision the account there, or \
        correct its placement.
        """
    )
  }

  static func tenantNotActive(_ tenant: TenantID, state: String, cluster: ClusterID) -> RoutingError
  {
    RoutingError(
      code: .tenantNotActive,
      description: """
        Tenant \(tenant) on cluster '\(cluster)' is \(state), and only an active tenant is served. Wait \
        until the operation on it has ended.
        """
    )
  }

  static func stalePlacement(_ tenant: TenantID, cluster: ClusterID) -> RoutingError {
    RoutingError(
      code: .stalePlacement,
      description: """
        The placement of tenant \(tenant) on cluster '\(cluster)' is out of date: the tenant was moved, \
        suspended or placed anew. Take a fresh context from the router and try again.
        """
    )
  }

  static func staleAddress(of cluster: ClusterID) -> RoutingError {
    RoutingError(
      code: .stalePlacement,
      description: """
        The way to cluster '\(cluster)' was closed: the cluster has another address now, or the router was \
        shut down. Nothing was sent. Take a fresh context from the router and try again.
        """
    )
  }

  static func tenantExists(_ account: AccountID, state: String, cluster: ClusterID) -> RoutingError
  {
    RoutingError(
      code: .tenantExists,
      description: """
        Account \(account) has a tenant on cluster '\(cluster)' already, which is \(state). Take a \
        context for it instead of provisioning it again.
        """
    )
  }

  static let contextEnded: RoutingError = RoutingError(
    code: .contextEnded,
    description: """
      The transaction of this context is over. Use a context from within its transaction's closure \
      only, and do not keep it.
      """
  )
}
