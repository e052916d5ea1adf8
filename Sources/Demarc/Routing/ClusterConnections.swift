import Logging
import PostgresDriver

/// The ways to the clusters, each made when it is first needed.
actor ClusterConnections {
  private struct Entry {
    let connectionString: Secret<String>
    /// The registry's answer that the connection string is from.
    let answer: Int
    let link: ClusterLink
  }

  private let options: ClusterRouterOptions
  private let logger: Logger
  private let now: @Sendable () -> Moment
  private var entries: [ClusterID: Entry] = [:]

  init(
    options: ClusterRouterOptions,
    logger: Logger,
    now: @escaping @Sendable () -> Moment = { .now }
  ) {
    self.options = options
    self.logger = logger
    self.now = now
  }

  /// The way to a cluster; one that moved to another address gets a new one.
  ///
  /// - Parameters:
  ///   - cluster: the cluster as the registry has it.
  ///   - answer: which of the registry's answers that is; an older one does not bring an address back.
  /// - Returns: the way, over which nothing was sent yet.
  /// - Throws: `PostgresError` when the connection string cannot be read.
  func link(to cluster: ClusterRegistration, answer: Int = 0) async throws -> ClusterLink {
    let entry = entries[cluster.id]
    if let entry, entry.connectionString == cluster.connectionString || entry.answer > answer {
      return entry.link
    }
    let link = try makeLink(to: cluster)
    entries[cluster.id] = Entry(
      connectionString: cluster.connectionString,
      answer: answer,
      link: link
    )
    await entry?.link.client.shutdown()
    return link
  }

  /// Closes every connection.
  func shutdown() async {
    let links = entries.values.map(\.link)
    entries = [:]
    for link in links { await link.client.shutdown() }
  }

  private func makeLink(to cluster: ClusterRegistration) throws -> ClusterLink {
    var configuration = try PostgresConfiguration(cluster.connectionString.reveal())
    configuration.connectTimeout = options.connectTimeout
    configuration.statementTimeout = options.statementTimeout
    configuration.sharedLanes = options.sharedLanes
    configuration.preparesStatements = options.preparesStatements
    var logger = logger
    logger[metadataKey: "cluster.id"] = "\(cluster.id)"
    let handshake = ClusterHandshake(cluster: cluster.id)
    let prover = options.isolation.map { ClusterProver(cluster: cluster.id, rules: $0) }
    let requirements = options.requirements.map {
      ClusterRequirements(of: cluster.id, $0, patience: options.unknownTimeToLive, now: now)
    }
    let health = ClusterHealth(of: cluster.id, options: options, now: now)
    let client = PostgresClient(configuration, logger: logger) { connection in
      try await handshake.verify(connection)
      try await prover?.prove(connection)
      try await requirements?.look(connection)
    } onConnectFailure: { error in
      health.failToConnect(error)
    }
    return ClusterLink(
      cluster: cluster.id,
      client: client,
      health: health,
      requirements: requirements
    )
  }
}
