package import EphemeralPostgres
package import PostgresDriver
import Synchronization

/// The throw-away server that all tests of a run share.
package actor TestServer {
  /// The one server of this process.
  package static let shared: TestServer = TestServer()

  private var starting: Task<EphemeralPostgres, any Error>?
  private var databaseCount = 0

  /// The server, started when it is first asked for; it goes when the process ends.
  package func server() async throws -> EphemeralPostgres {
    let task =
      starting
      ?? Task {
        // Enough for every test that runs at the same time.
        try await EphemeralPostgres.start(settings: ["max_connections": "400"])
      }
    starting = task
    return try await task.value
  }

  /// Lends the connection string of a fresh database and removes the database afterwards.
  package static func withDatabase<Result>(
    template: String = "template0",
    _ body: (String) async throws -> Result
  ) async throws -> Result {
    let server = try await shared.server()
    let name = await shared.nextName()
    try await server.createDatabase(name, template: template)
    do {
      let result = try await body(server.connectionString(database: name))
      try await server.dropDatabase(name)
      return result
    } catch {
      try await server.dropDatabase(name)
      throw error
    }
  }

  /// Lends the connection strings of several fresh databases.
  package static func withDatabases<Result>(
    _ count: Int,
    _ body: ([String]) async throws -> Result
  ) async throws -> Result {
    guard count > 0 else { return try await body([]) }
    return try await withDatabase { first in
      try await withDatabases(count - 1) { others in try await body([first] + others) }
    }
  }

  /// Runs SQL without parameters in a database.
  package static func execute(_ sql: String, at connectionString: String) async throws {
    try await TestServers.withClient(PostgresConfiguration(connectionString)) { client in
      try await client.withConnection { connection in try await connection.executeScript(sql) }
    }
  }

  /// Lends a client of a fresh database.
  package static func withClient<Result>(
    _ configure: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (PostgresClient) async throws -> Result
  ) async throws -> Result {
    try await withDatabase { connectionString in
      var configuration = try PostgresConfiguration(connectionString)
      configure(&configuration)
      return try await TestServers.withClient(configuration, body)
    }
  }

  private func nextName() -> String {
    databaseCount += 1
    return "test_\(databaseCount)"
  }
}

extension Turns {
  /// The turns of everything that opens several databases of the shared server.
  package static let shared: Turns = Turns(4)
}
