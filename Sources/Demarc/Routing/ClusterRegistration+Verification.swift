public import Logging
import PostgresDriver

extension ClusterRegistration {
  /// Connects as the router would, and lets the database prove that it is this cluster and that row
  /// security holds the role.
  ///
  /// For a registration that is about to be stored.
  ///
  /// - Throws: `RoutingError`, or `PostgresError` when the database cannot be reached.
  public func verify(
    options: ClusterRouterOptions,
    logger: Logger = Logger(label: "demarc.router")
  ) async throws {
    let connections = ClusterConnections(options: options, logger: logger)
    do {
      let client = try await connections.link(to: self).client
      try await client.withConnection { _ in }
      await connections.shutdown()
    } catch {
      await connections.shutdown()
      throw error
    }
  }
}
