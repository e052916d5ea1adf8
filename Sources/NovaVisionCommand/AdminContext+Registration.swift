import AdminData
import Demarc
import PostgresDriver

extension AdminContext {
  /// Stores a registration and its credentials, both or neither.
  func register(
    _ registration: ClusterRegistration,
    name: String,
    key: Secret<String>
  ) async throws {
    try await transaction { context in
      _ = try await BackendClusterRepository(context).upsert(
        BackendCluster.Draft(
          clusterID: BackendCluster.ID(registration.id.rawValue),
          displayName: name,
          status: registration.status.rawValue,
          weight: Int32(registration.weight)
        )
      )
      try await Functions(context).setBackendClusterCredentials(
        clusterID: registration.id.rawValue,
        key: key,
        dbURL: registration.connectionString
      )
    }
  }
}
