import PostgresDriver

/// The way to one cluster: its client, and whether it can be reached.
final class ClusterLink: Sendable {
  let cluster: ClusterID
  let client: PostgresClient
  let health: ClusterHealth
  /// Which repositories the cluster cannot serve, where the router was told what they need.
  let requirements: ClusterRequirements?

  init(
    cluster: ClusterID,
    client: PostgresClient,
    health: ClusterHealth,
    requirements: ClusterRequirements? = nil
  ) {
    self.cluster = cluster
    self.client = client
    self.health = health
    self.requirements = requirements
  }

  /// Runs a statement, unless the cluster is left alone for a while.
  ///
  /// - Throws: `RoutingError.Code.clusterUnavailable`, or as `PostgresClient.execute(_:after:)`.
  func execute(
    _ statement: Statement,
    after prelude: Prelude? = nil
  ) async throws -> PostgresResult {
    try admit()
    let result = try await client.execute(statement, after: prelude)
    health.succeed()
    return result
  }

  /// Checks that the cluster may be used.
  func admit() throws {
    // The breaker decides when it is time to try again; the client's own pause would have the probe fail
    // without an attempt.
    if try health.admit() { client.endBackOff() }
  }
}
