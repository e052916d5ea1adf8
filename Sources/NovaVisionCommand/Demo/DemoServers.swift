import ConfigurationFile
import Demarc
import EphemeralPostgres
import Foundation
import PostgresDriver
import SchemaMigration
import Terminal

/// The servers of the demo: one Admin database and two clusters, each migrated.
struct DemoServers: Sendable {
  /// The names of the clusters.
  static let clusters: [ClusterID] = ["01", "02"].map { number in
    // demarc:allow hardcoded-cluster until 2027-12-31: the demo makes these clusters; no store knows them
    ClusterID(rawValue: "cluster_shared_\(number)")
  }

  /// Where the Admin DB is.
  let adminURL: String
  /// Where each cluster is, for the application's role.
  let clusterURLs: [ClusterID: Secret<String>]
  /// The key of the clusters' credentials: a new one for each demo.
  let key: Secret<String>

  /// Starts the servers, lends them to a closure, and removes them.
  static func withServers(
    _ configuration: Configuration,
    root: String,
    _ body: (DemoServers) async throws -> Void
  ) async throws {
    Demo.heading("Starting an Admin DB and \(clusters.count) clusters, each on a server of its own")
    try await EphemeralPostgres.withServer { adminServer in
      try await EphemeralPostgres.withServer { first in
        try await EphemeralPostgres.withServer { second in
          try await body(
            DemoServers(configuration, root: root, adminServer: adminServer, [first, second])
          )
        }
      }
    }
  }

  private init(
    _ configuration: Configuration,
    root: String,
    adminServer: EphemeralPostgres,
    _ clusterServers: [EphemeralPostgres]
  ) async throws {
    key = Secret(UUID().uuidString)
    var clusterURLs: [ClusterID: Secret<String>] = [:]
    var adminURL = ""
    for database in configuration.databases.values.sorted(by: { $0.name < $1.name }) {
      let migrations = try MigrationFolder(path: database.migrations, below: root)
      switch database.plane {
      case .control:
        adminURL = try await Self.migrate(adminServer, database, nil, migrations)
      case .data:
        for (cluster, server) in zip(Self.clusters, clusterServers) {
          _ = try await Self.migrate(server, database, cluster, migrations)
          let role = database.roles?.application ?? EphemeralPostgres.superuser
          clusterURLs[cluster] = Secret(
            server.connectionString(database: database.name, user: role)
          )
        }
      }
    }
    self.adminURL = adminURL
    self.clusterURLs = clusterURLs
  }

  private static func migrate(
    _ server: EphemeralPostgres,
    _ database: Configuration.Database,
    _ cluster: ClusterID?,
    _ migrations: MigrationFolder
  ) async throws -> String {
    try await server.createDatabase(database.name)
    let url = server.connectionString(database: database.name)
    // demarc:allow direct-connection until 2027-12-31: migrates a database that serves nobody yet
    try await PostgresClient.withClient(PostgresConfiguration(url), logger: quietLogger) { client in
      let migrator = Migrator(client: client, database: database, cluster: cluster?.rawValue)
      let count = try await migrator.apply(migrations).count
      let name = cluster?.rawValue ?? database.name
      print("  \(name): PostgreSQL \(server.version), \(count) migrations applied")
    }
    return url
  }
}
