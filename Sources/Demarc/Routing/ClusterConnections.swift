import Logging
import PostgresDriver

/// The clients of the clusters, each made when it is first needed.
actor ClusterConnections {
  private struct Entry {
    let connectionString: Secret<String>
    let client: PostgresClient
  }

  private let options: ClusterRouterOptions
  private let logger: Logger
  private var entries: [ClusterID: Entry] = [:]

  init(options: ClusterRouterOptions, logger: Logger) {
    self.options = options
    self.logger = logger
  }

  /// The client of a cluster; a cluster that moved to another address gets a new one.
  func client(of cluster: ClusterRegistration) async throws -> PostgresClient {
    let entry = entries[cluster.id]
    if let entry, entry.connectionString == cluster.connectionString { return entry.client }
    let client = try makeClient(of: cluster)
    entries[cluster.id] = Entry(connectionString: cluster.connectionString, client: client)
    await entry?.client.shutdown()
    return client
  }

  /// Closes every client.
  func shutdown() async {
    let clients = entries.values.map(\.client)
    entries = [:]
    for client in clients { await client.shutdown() }
  }

  private func makeClient(of cluster: ClusterRegistration) throws -> PostgresClient {
    var configuration = try PostgresConfiguration(cluster.connectionString.reveal())
    configuration.connectTimeout = options.connectTimeout
    configuration.statementTimeout = options.statementTimeout
    configuration.sharedLanes = options.sharedLanes
    configuration.preparesStatements = options.preparesStatements
    var logger = logger
    logger[metadataKey: "cluster.id"] = "\(cluster.id)"
    let handshake = ClusterHandshake(cluster: cluster.id)
    return PostgresClient(configuration, logger: logger) { connection in
      try await handshake.verify(connection)
    }
  }
}
