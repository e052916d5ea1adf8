/// Reads the rows of all tenants of one cluster.
///
/// For work that has to see them together, such as comparing every copy with its source. It is made by
/// `ClusterRouter.fleetContext(of:reason:)` alone, which logs who asked for it and why, and it can change nothing:
/// the fleet's role may read, and each write goes through the context of its tenant.
public struct FleetContext: Sendable {
  /// The cluster.
  public let clusterID: ClusterID
  /// Why somebody looks at all tenants.
  public let reason: String
  private let link: ClusterLink

  init(_ link: ClusterLink, reason: String) {
    self.link = link
    clusterID = link.cluster
    self.reason = reason
  }

  var session: Session { Session(client: link.client) }
}
