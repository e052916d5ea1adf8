import ConfigurationFile
import EphemeralPostgres
import Foundation
import PostgresDriver
import SchemaMigration
import TestServers

/// An empty database and a folder of migrations that a test writes.
struct MigrationScene: Sendable {
  let client: PostgresClient
  let database: Configuration.Database
  private let root: String

  /// Lends a scene and removes it.
  static func withScene(
    _ plane: Configuration.Plane = .control,
    _ body: (MigrationScene) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("demarc-migrations-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: "\(folder)/schema",
      withIntermediateDirectories: true
    )
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await Turns.shared.withTurn {
      try await TestServer.withClient { client in
        try await body(MigrationScene(client: client, database: database(plane), root: folder))
      }
    }
  }

  private static func database(_ plane: Configuration.Plane) -> Configuration.Database {
    var database = Configuration.Database(
      name: "test",
      plane: plane,
      migrations: "schema",
      module: "Test",
      output: "generated"
    )
    if plane == .data { database.roles = Configuration.Roles(application: "app", fleet: "fleet") }
    return database
  }

  /// Writes a migration.
  func write(_ name: String, _ sql: String) throws {
    try Data(sql.utf8).write(to: URL(fileURLWithPath: "\(root)/schema/\(name)"))
  }

  /// Removes a migration.
  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(root)/schema/\(name)")
  }

  /// Applies the migrations and gives the names of those that were applied.
  func migrate(
    as cluster: String? = nil,
    with client: PostgresClient? = nil,
    lockTimeout: Duration? = nil
  ) async throws -> [String] {
    try await Migrator(
      client: client ?? self.client,
      database: database,
      cluster: cluster,
      lockTimeout: lockTimeout
    ).apply(folder())
  }

  /// The migrations as they are now.
  func folder() throws -> MigrationFolder {
    try MigrationFolder(path: "schema", below: root)
  }

  /// The names of the user's tables.
  func tables() async throws -> [String] {
    try await client.values(
      "select tablename::text from pg_tables where schemaname = 'public' order by 1"
    )
  }

  /// The names in the ledger.
  func ledger() async throws -> [String] {
    try await client.values("select name from demarc.migration order by 1")
  }
}
