import EphemeralPostgres
import Foundation
import Logging
import PostgresDriver
import Subprocess

/// The server that all cases work on, with a hundred thousand rows as a table of the control plane and as one
/// of a tenant.
struct BenchmarkServer {
  /// Where libpq, and whoever reads its environment, finds the server.
  private let environment: Environment

  /// Starts a server, lends it to a closure, and removes it.
  static func withServer<Result>(
    _ programs: Programs,
    _ body: (BenchmarkServer) async throws -> Result
  ) async throws -> Result {
    let settings = ["shared_buffers": "1GB", "max_connections": "200"]
    return try await EphemeralPostgres.withServer(settings: settings) { server in
      for name in ["control", "data"] {
        try await prepare(name, name, items: items, on: server, programs)
        // Where rows are inserted, none are read.
        try await prepare("insertions_\(name)", name, items: "", on: server, programs)
      }
      return try await body(
        BenchmarkServer(
          environment: .inherit.updating([
            "PGHOST": server.socketFolder, "PGPORT": "5432", "PGUSER": EphemeralPostgres.superuser,
            "PGDATABASE": "control",
          ])
        )
      )
    }
  }

  /// Runs a command, or several of it at the same time, and reads its figures.
  func run(_ command: [String], copies: Int) async throws -> Figures {
    let figures = try await withThrowingTaskGroup(of: Figures.self) { group in
      for _ in 0..<copies {
        group.addTask { Figures(text: try await output(of: command, environment)) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    return Figures(together: figures)
  }

  // MARK: Preparing

  private static func prepare(
    _ name: String,
    _ schema: String,
    items: String,
    on server: EphemeralPostgres,
    _ programs: Programs
  ) async throws {
    try await server.createDatabase(name)
    let url = server.connectionString(database: name)
    let cluster = schema == "data" ? ["--cluster", "benchmark"] : []
    _ = try await output(
      of: [programs.demarc, "migrate", schema, "--url", url] + cluster,
      .inherit
    )
    try await PostgresClient.withClient(
      try PostgresConfiguration(url),
      logger: Logger(label: "benchmark")
    ) { client in
      try await client.withConnection { connection in
        try await connection.executeScript((schema == "data" ? tenants : "") + items)
      }
    }
  }

  /// The tenant that has the items, and others that have a fence alone.
  private static let tenants = """
    set session_replication_role = replica;
    insert into demarc.tenant_fence (client_id, account_id, epoch, state)
    select lpad(to_hex(n), 32, '0')::uuid, lpad(to_hex(n), 32, '0')::uuid, 1, 'active'
    from generate_series(1, \(Stores.count)) n;
    analyze demarc.tenant_fence;
    insert into stores values
      ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000001');

    """

  private static let items = """
    insert into items
    select '00000000-0000-0000-0000-000000000001', lpad(to_hex(n), 32, '0')::uuid, 'item ' || n, n, true,
      now(), n / 100.0, '{"colour": "red", "size": 42}', '{one,two,three}', null, n / 3.0
    from generate_series(0, 99999) n;
    analyze items;
    """
}

/// What a command prints.
private func output(of command: [String], _ environment: Environment) async throws -> String {
  let result = try await Subprocess.run(
    // It finds a program by its name or by its path.
    .name("env"),
    arguments: Arguments(command),
    environment: environment,
    output: .string(limit: 1 << 20),
    error: .string(limit: 1 << 20)
  )
  guard result.terminationStatus.isSuccess else {
    throw CommandFailure(command: command, text: result.standardError)
  }
  return result.standardOutput
}

private struct CommandFailure: Error, CustomStringConvertible {
  let command: [String]
  let text: String
  var description: String { "'\(command.joined(separator: " "))' has failed: \(text)" }
}
