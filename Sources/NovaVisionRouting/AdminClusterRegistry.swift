import AdminData
public import Demarc
public import PostgresDriver

/// The clusters that the Admin DB registers, with their connection strings decrypted.
public struct AdminClusterRegistry: ClusterRegistry {
  private let functions: Functions
  private let key: Secret<String>

  /// Reads the registry of an Admin DB.
  ///
  /// - Parameters:
  ///   - context: the Admin DB.
  ///   - key: decrypts the credentials; the database never stores it.
  public init(_ context: AdminContext, key: Secret<String>) {
    functions = Functions(context)
    self.key = key
  }

  /// Every cluster that has a connection string.
  ///
  /// - Throws: `PostgresError` when the key is wrong, or `RegistryError` when a row is no registration.
  public func clusters() async throws -> [ClusterRegistration] {
    try await functions.listBackendClusters(key: key).compactMap { row in
      // A cluster is registered before its credentials are set; until then nobody can be routed to it.
      guard let connectionString = row.dbURL else { return nil }
      guard let id = row.clusterID, let weight = row.weight, let isActive = row.isActive,
        let status = row.status.flatMap(ClusterRegistration.Status.init)
      else { throw RegistryError(cluster: row.clusterID, status: row.status) }
      return ClusterRegistration(
        id: ClusterID(rawValue: id),
        connectionString: connectionString,
        weight: Int(weight),
        isActive: isActive,
        status: status
      )
    }
  }
}

/// A row of the registry that is no registration.
public struct RegistryError: Error, Sendable, CustomStringConvertible {
  let cluster: String?
  let status: String?

  /// The cluster, what is wrong, and the next step.
  public var description: String {
    """
    The registry's cluster '\(cluster ?? "")' has the status '\(status ?? "")', which this program does not \
    know. Update the program, or correct the row in backend_clusters.
    """
  }
}
