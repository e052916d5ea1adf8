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

  /// What was read of a database.
  struct Reading: Sendable {
    let schema: DatabaseSchema
    /// What each migration changed; nil where the schema was not made of migrations.
    var changeLog: ChangeLog?
    /// What somebody should decide on before the new migrations reach a database that serves.
    var findings: [MigrationFinding] = []
  }

  /// The schemas by the names of their databases.
  func schemas() async throws -> [String: DatabaseSchema] {
    try await read().mapValues(\.schema)
  }

  /// What is read, by the names of the databases.
  func read() async throws -> [String: Reading] {
    let needsServer = project.databases.contains { url(of: $0) == nil }
    guard needsServer else { return try await read(on: nil) }
    Terminal.progress("Starting a throw-away Postgres …")
    return try await EphemeralPostgres.withServer { server in try await read(on: server) }
  }

  private func read(on server: EphemeralPostgres?) async throws -> [String: Reading] {
    var readings: [String: Reading] = [:]
    for database in project.databases {
      if let url = url(of: database) {
        Terminal.progress("Reading \(database.name) from its URL …")
        readings[database.name] = Reading(schema: try await introspect(url))
      } else if let server {
        readings[database.name] = try await read(database, on: server)
      }
    }
    return readings
  }

  /// Applies the migrations to a throw-away server; those that are new since the last run are looked at.
  private func read(
    _ database: Configuration.Database,
    on server: EphemeralPostgres
  ) async throws -> Reading {
    let migrations = try MigrationFolder(path: database.migrations, below: project.root)
    Terminal.progress("Reading \(database.name) from \(migrations.files.count) migrations …")
    try await server.createDatabase(database.name)
    let url = server.connectionString(database: database.name)
    let known = project.unchanged(migrations, of: database)
    var changeLog = ChangeLog(of: database, in: project, upTo: known)
    let trial = MigrationTrial(database: database, configuration: project.configuration)
    let steps = try await trial.steps(
      of: migrations,
      after: changeLog.count,
      serving: known.files.count,
      // Without a snapshot that can be read, nothing is known of callers.
      code: try? GeneratedCode(of: database, in: project),
      on: url
    )
    for step in steps { changeLog.append(step, configuration: project.configuration) }
    return Reading(
      schema: try await introspect(url),
      changeLog: changeLog,
      findings: steps.flatMap(\.findings)
    )
  }

  private func introspect(_ connectionString: String) async throws -> DatabaseSchema {
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
