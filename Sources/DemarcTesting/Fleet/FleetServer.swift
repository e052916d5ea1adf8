import Catalog
import ConfigurationFile
import Demarc
import EphemeralPostgres
import Foundation
import Logging
import PostgresDriver
import SchemaMigration

/// The throw-away server of a process, with a migrated database of each kind, of which each fleet gets copies.
actor FleetServer {
  static let shared = FleetServer()
  /// Each fleet has a few connections, and is rarely waited for by more than one core.
  static let turns = Turns(2 * ProcessInfo.processInfo.activeProcessorCount)
  /// What is wrong reaches the test as an error.
  static let logger = Logger(label: "demarc.testing") { _ in SwiftLogNoOpLogHandler() }

  private var starting: Task<EphemeralPostgres, any Error>?
  private var administrator: PostgresClient?
  private var templates: [String: Task<String, any Error>] = [:]
  private var databaseCount = 0

  /// Makes a copy of a project's database and gives its name.
  func copy(
    of database: Configuration.Database,
    configurationPath: String
  ) async throws -> String {
    let key = "\(configurationPath) \(database.name)"
    let template =
      templates[key] ?? Task { try await makeTemplate(of: database, below: configurationPath) }
    templates[key] = template
    return try await create(template: try await template.value)
  }

  /// Removes a database.
  func drop(_ name: String) async {
    // What is left goes with the server.
    _ = try? await run("drop database if exists \(quotedIdentifier(name)) with (force)")
  }

  /// Tells a copy which cluster it is: no two have the same identity, so the template has none.
  func identify(_ name: String, as cluster: ClusterID) async throws {
    try await PostgresClient.withClient(configuration(of: name), logger: Self.logger) { client in
      _ = try await client.execute(
        Statement(
          "insert into demarc.cluster_identity (cluster_id) values ($1)",
          Parameters(cluster.rawValue),
          access: .write
        )
      )
    }
  }

  /// How the superuser connects to a database.
  func configuration(of name: String) async throws -> PostgresConfiguration {
    try PostgresConfiguration(
      await connectionString(of: name, user: EphemeralPostgres.superuser)
    )
  }

  /// How a role connects to a database.
  func connectionString(of name: String, user: String) async throws -> String {
    try await server().connectionString(database: name, user: user)
  }

  // MARK: Steps

  private func server() async throws -> EphemeralPostgres {
    let task =
      starting ?? Task { try await EphemeralPostgres.start(settings: ["max_connections": "500"]) }
    starting = task
    return try await task.value
  }

  private func makeTemplate(
    of database: Configuration.Database,
    below configurationPath: String
  ) async throws -> String {
    let name = try await create(template: "template0")
    let migrations = try MigrationFolder(
      path: database.migrations,
      below: URL(fileURLWithPath: configurationPath).deletingLastPathComponent().path
    )
    try await PostgresClient.withClient(configuration(of: name), logger: Self.logger) { client in
      _ = try await Migrator(client: client, database: database).apply(migrations)
    }
    return name
  }

  private func create(template: String) async throws -> String {
    databaseCount += 1
    let name = "fleet_\(databaseCount)"
    try await run(
      "create database \(quotedIdentifier(name)) template \(quotedIdentifier(template))"
    )
    return name
  }

  private func run(_ sql: String) async throws {
    let client: PostgresClient
    if let administrator {
      client = administrator
    } else {
      client = PostgresClient(try await configuration(of: "postgres"), logger: Self.logger)
      // Another call may have been quicker.
      if let administrator { return try await run(sql, administrator) }
      administrator = client
    }
    try await run(sql, client)
  }

  private func run(_ sql: String, _ client: PostgresClient) async throws {
    try await client.withConnection { connection in try await connection.executeScript(sql) }
  }
}
