import ConfigurationFile
import EphemeralPostgres
import PostgresDriver
import SchemaMigration
import TestServers

/// One migrated database of each kind, of which each test gets a copy: copying takes a fraction of the time
/// that migrating takes.
actor TemplateDatabases {
  static let shared = TemplateDatabases()

  private var templates: [String: Task<String, any Error>] = [:]

  /// The template of a database of `demarc.yml`, made when it is first asked for.
  func template(of database: String) async throws -> String {
    let task = templates[database] ?? Task { try await make("template_\(database)", of: database) }
    templates[database] = task
    return try await task.value
  }

  private func make(_ name: String, of database: String) async throws -> String {
    let server = try await TestServer.shared.server()
    try await server.createDatabase(name)
    let configuration = try PostgresConfiguration(server.connectionString(database: name))
    let database = try TestProject.database(database)
    // The identity is given to each copy, for no two clusters have the same.
    try await withClient(configuration) { client in
      _ = try await Migrator(client: client, database: database)
        .apply(MigrationFolder(path: database.migrations, below: TestProject.root))
    }
    return name
  }
}
