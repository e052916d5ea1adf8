import ConfigurationFile
package import Demarc
package import EphemeralPostgres
import PostgresDriver
import SchemaMigration
import TestServers

extension TestClusters {
  /// Moves a cluster with its stores to a server of its own, which a test can stop.
  package func withOwnServer<Result>(
    of cluster: ClusterID,
    _ options: EphemeralPostgres.Options = EphemeralPostgres.Options(),
    _ body: (EphemeralPostgres) async throws -> Result
  ) async throws -> Result {
    try await EphemeralPostgres.withServer(options) { server in
      try await server.createDatabase("backend")
      let connectionString = server.connectionString(database: "backend")
      try await withClient(PostgresConfiguration(connectionString)) { client in
        let database = try TestProject.database("backend")
        _ = try await Migrator(client: client, database: database)
          .apply(MigrationFolder(path: database.migrations, below: TestProject.root))
        try await client.run(
          "insert into demarc.cluster_identity (cluster_id) values ($1)",
          Parameters(cluster.rawValue)
        )
      }
      try await register("\(connectionString) user='app'", as: cluster)
      router.invalidate()
      for store in TestStore.all where store.cluster == cluster { try await provision(store) }
      return try await body(server)
    }
  }
}
