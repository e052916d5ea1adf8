package import Catalog
package import ConfigurationFile
package import PostgresDriver
import SchemaIntrospection
import SchemaMigration
import TestServers

/// A fresh database of the shared server that has the migrations of a configured database.
package struct MigratedDatabase: Sendable {
  /// Reaches the database as its superuser.
  package let client: PostgresClient
  /// How the superuser connects.
  package let connectionString: String

  /// The structure of the database.
  package func schema() async throws -> DatabaseSchema {
    try await DatabaseSchema(introspecting: client)
  }

  /// What the server says of statements.
  package func descriptions(of statements: [String]) async throws -> StatementDescriptions {
    try await describe(statements, on: client)
  }

  /// Lends a database and removes it afterwards.
  ///
  /// - Parameters:
  ///   - database: which of the project's databases it is.
  ///   - root: the folder of its `demarc.yml`.
  ///   - cluster: the name of the cluster that it becomes, if any.
  ///   - body: uses the database.
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws.
  package static func with<Result>(
    _ database: Configuration.Database,
    below root: String,
    cluster: String? = nil,
    _ body: (MigratedDatabase) async throws -> Result
  ) async throws -> Result {
    if let roles = database.roles {
      try await RolesOfTheServer.shared.prepare(roles, for: database, below: root)
    }
    return try await withClient { client, connectionString in
      let migrations = try MigrationFolder(path: database.migrations, below: root)
      _ = try await Migrator(client: client, database: database, cluster: cluster).apply(migrations)
      return try await body(
        MigratedDatabase(client: client, connectionString: connectionString)
      )
    }
  }

  /// Lends a client of a fresh database.
  fileprivate static func withClient<Result>(
    _ body: (PostgresClient, String) async throws -> Result
  ) async throws -> Result {
    try await TestServer.withDatabase { connectionString in
      try await TestServers.withClient(PostgresConfiguration(connectionString)) { client in
        try await body(client, connectionString)
      }
    }
  }
}

/// Makes the roles of the shared server before tests migrate in parallel: a server that is asked twice at
/// the same moment to alter a role gives one of them an error.
private actor RolesOfTheServer {
  static let shared = RolesOfTheServer()

  private var preparations: [Configuration.Roles: Task<Void, any Error>] = [:]

  func prepare(
    _ roles: Configuration.Roles,
    for database: Configuration.Database,
    below root: String
  ) async throws {
    let task =
      preparations[roles]
      ?? Task {
        try await MigratedDatabase.withClient { client, _ in
          let migrations = try MigrationFolder(path: database.migrations, below: root)
          _ = try await Migrator(client: client, database: database).apply(migrations)
        }
      }
    preparations[roles] = task
    try await task.value
  }
}
