import Catalog
import ConfigurationFile
import EphemeralPostgres
import Foundation
import Logging
import PostgresDriver
import SchemaIntrospection
import SchemaMigration
import Terminal

/// Reads the schema of every database of a project.
struct SchemaReader {
  let project: Project

  /// The schemas by the names of their databases.
  func schemas() async throws -> [String: DatabaseSchema] {
    let needsServer = project.databases.contains { url(of: $0) == nil }
    guard needsServer else { return try await schemas(on: nil) }
    Terminal.progress("Starting a throw-away Postgres …")
    return try await EphemeralPostgres.withServer { server in try await schemas(on: server) }
  }

  private func schemas(on server: EphemeralPostgres?) async throws -> [String: DatabaseSchema] {
    var schemas: [String: DatabaseSchema] = [:]
    for database in project.databases {
      let connectionString = try await connectionString(of: database, on: server)
      schemas[database.name] = try await introspect(connectionString, database)
    }
    return schemas
  }

  private func connectionString(
    of database: Configuration.Database,
    on server: EphemeralPostgres?
  ) async throws -> String {
    if let url = url(of: database) {
      Terminal.progress("Reading \(database.name) from its URL …")
      return url
    }
    guard let server else { return "" }
    let migrations = try MigrationFolder(path: database.migrations, below: project.root)
    Terminal.progress("Reading \(database.name) from \(migrations.files.count) migrations …")
    try await server.createDatabase(database.name)
    let connectionString = server.connectionString(database: database.name)
    try await withClient(connectionString) { client in
      _ = try await Migrator(client: client, database: database).apply(migrations)
    }
    return connectionString
  }

  private func introspect(
    _ connectionString: String,
    _ database: Configuration.Database
  ) async throws -> DatabaseSchema {
    try await withClient(connectionString) { client in
      try await DatabaseSchema(introspecting: client)
    }
  }

  /// The URL in the environment variable that the configuration names, if that is set.
  private func url(of database: Configuration.Database) -> String? {
    guard let variable = database.urlVariable,
      let url = ProcessInfo.processInfo.environment[variable], !url.isEmpty
    else { return nil }
    return url
  }
}
