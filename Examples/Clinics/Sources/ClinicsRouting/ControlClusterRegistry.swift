import ControlData
import Demarc
import PostgresDriver

/// The clusters that the control plane registers.
public struct ControlClusterRegistry: ClusterRegistry {
  private let clusters: ClusterRepository

  /// Reads the registry of a control plane.
  public init(_ context: AdminContext) {
    clusters = ClusterRepository(context)
  }

  /// Every cluster, in use or not.
  public func clusters() async throws -> [ClusterRegistration] {
    var registrations: [ClusterRegistration] = []
    for try await page in clusters.pages(size: 100) {
      registrations += page.map(ClusterRegistration.init)
    }
    return registrations
  }
}

extension ClusterRegistration {
  /// The registration that a row of the control plane is.
  public init(_ cluster: Cluster) {
    self.init(
      id: ClusterID(rawValue: cluster.name.rawValue),
      connectionString: cluster.url,
      weight: Int(cluster.weight),
      isActive: true,
      status: Status(cluster.state)
    )
  }
}

extension ClusterRegistration.Status {
  // A switch, so that a state that a migration adds does not compile before someone has thought of it.
  fileprivate init(_ state: ClusterState) {
    self =
      switch state {
      case .ready: .ready
      case .draining: .draining
      case .maintenance: .maintenance
      case .error: .error
      }
  }
}
