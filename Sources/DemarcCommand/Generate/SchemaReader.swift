import Catalog
import ConfigurationFile
import EphemeralPostgres
import Foundation
import GenerationLock
import Logging
import PostgresDriver
import RepositoryGeneration
import SchemaIntrospection
import SchemaMigration
import Terminal

/// Reads the schema of every database of a project, and has it describe the project's queries.
struct SchemaReader {
  let project: Project

  /// What was read of a database.
  struct Reading: Sendable {
    let schema: DatabaseSchema
    /// The project's queries of the database.
    let queries: [QueryFile]
    /// What Postgres says of their statements.
    let descriptions: StatementDescriptions
    /// What the newest migrations changed, as a file; nil where the schema was not made of migrations.
    var changeLog: String?
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
        readings[database.name] = try await introspect(database, url)
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
    let looked = changeLog.known(of: migrations)
    let trial = MigrationTrial(database: database, configuration: project.configuration)
    let steps = try await trial.steps(
      of: migrations,
      after: known.files.isEmpty ? looked : min(looked, known.files.count),
      serving: known.files.count,
      // Without a snapshot that can be read, nothing is known of callers.
      code: try? GeneratedCode(of: database, in: project),
      on: url
    )
    for step in steps { changeLog.append(step, configuration: project.configuration) }
    var reading = try await introspect(database, url)
    reading.changeLog = changeLog.text(of: migrations)
    reading.findings = steps.flatMap(\.findings)
    return reading
  }

  private func introspect(
    _ database: Configuration.Database,
    _ connectionString: String
  ) async throws -> Reading {
    let queries = try project.queries(of: database)
    return try await withClient(connectionString) { client in
      let schema = try await DatabaseSchema(introspecting: client)
      let generator = RepositoryGenerator(
        database: database,
        configuration: project.configuration
      )
      return Reading(
        schema: schema,
        queries: queries,
        descriptions: try await describe(
          generator.statements(of: queries, in: schema).map(\.sql),
          on: client
        )
      )
    }
  }

  /// Whether a database is read from a server that is there, and not from its migrations.
  var readsServers: Bool { project.databases.contains { url(of: $0) != nil } }

  /// The URL in the environment variable that the configuration names, if that is set.
  private func url(of database: Configuration.Database) -> String? {
    guard let variable = database.urlVariable,
      let url = ProcessInfo.processInfo.environment[variable], !url.isEmpty
    else { return nil }
    return url
  }
}

extension Project {
  /// The files of named queries of a database.
  func queries(of database: Configuration.Database) throws -> [QueryFile] {
    if let folder = database.queries, !files.exists(folder) {
      throw UsageError(
        """
        \(configuration.path): 'databases.\(database.name).queries' names \(folder), and there is no such \
        folder. Make it, or take the line out.
        """
      )
    }
    return try GenerationLock.queries(of: database, in: files).map { path in
      guard let text = String(validating: try files.read(path), as: UTF8.self) else {
        throw UsageError("\(path): the file is not UTF-8 text. Save it as UTF-8.")
      }
      return QueryFile(path: path, text: text)
    }
  }
}
