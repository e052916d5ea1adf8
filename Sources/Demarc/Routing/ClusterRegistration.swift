public import PostgresDriver

/// What the registry knows of a cluster.
public struct ClusterRegistration: Sendable, Hashable {
  /// Whether a cluster serves tenants.
  public enum Status: String, Sendable, Hashable, Codable {
    /// Serves its tenants and takes new ones.
    case ready
    /// Serves its tenants and takes no new ones.
    case draining
    /// Serves nobody for the time being.
    case maintenance
    /// Serves nobody until an operator looked at it.
    case error
  }

  /// The cluster's name, which the cluster's own database must confirm.
  public let id: ClusterID
  /// Where the cluster's database is, for the application's role.
  public let connectionString: Secret<String>
  /// The cluster's share of new tenants, relative to the others.
  public let weight: Int
  /// Whether the cluster is in use at all.
  public let isActive: Bool
  /// Whether the cluster serves tenants.
  public let status: Status

  /// Makes a registration.
  public init(
    id: ClusterID,
    connectionString: Secret<String>,
    weight: Int,
    isActive: Bool,
    status: Status
  ) {
    self.id = id
    self.connectionString = connectionString
    self.weight = weight
    self.isActive = isActive
    self.status = status
  }

  /// Whether the tenants of the cluster can be reached.
  var servesTenants: Bool { isActive && (status == .ready || status == .draining) }

  /// Whether the cluster takes new tenants.
  var takesTenants: Bool { isActive && status == .ready }

  /// The same cluster under another connection string.
  func asking(_ connectionString: Secret<String>) -> ClusterRegistration {
    ClusterRegistration(
      id: id,
      connectionString: connectionString,
      weight: weight,
      isActive: isActive,
      status: status
    )
  }
}
