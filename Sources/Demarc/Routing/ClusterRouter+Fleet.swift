import Logging

extension ClusterRouter {
  /// Gives the context that reads the rows of all tenants of a cluster.
  ///
  /// - Parameters:
  ///   - cluster: the cluster.
  ///   - reason: why one tenant does not do, in words that an operator understands; it is logged.
  /// - Returns: the context, which can change nothing.
  /// - Throws: `RoutingError` when no reason is given, the options name no role for it, or the cluster cannot be
  ///   reached.
  public func fleetContext(of cluster: ClusterID, reason: String) async throws -> FleetContext {
    guard reason.contains(where: \.isLetter) else { throw RoutingError.noFleetReason(cluster) }
    guard let login = options.fleet else { throw RoutingError.noFleetLogin(cluster) }
    let (registration, snapshot) = try await registry.registration(of: cluster)
    guard registration.servesTenants else { throw RoutingError.clusterNotReady(registration) }
    let link = try await fleetConnections.link(
      to: registration.asking(login.connectionString(at: registration.connectionString)),
      answer: snapshot.number
    )
    try link.admit()
    logger.notice(
      "All tenants of a cluster are read",
      metadata: ["cluster.id": "\(cluster)", "reason": "\(reason)"]
    )
    return FleetContext(link, reason: reason)
  }
}
