import BenchmarkSupport
import EphemeralPostgres
import Foundation
import Logging
import PostgresDriver

/// What the runs over a schema of some size took, a value for each round.
struct GenerationFigures {
  let tables: Int
  var first: [Run] = []
  var second: [Run] = []
  /// The same where the schema is made of migrations, as it is by default.
  var firstOfMigrations: [Run] = []
  var secondOfMigrations: [Run] = []
  var peer: [Run] = []
}

/// Introspects and generates schemas of several sizes, in turn with sqlacodegen on the same databases.
struct GenerationRuns {
  let programs: Programs
  let server: EphemeralPostgres

  func run(rounds: Int) async throws -> [GenerationFigures] {
    var all = [60, 500, 2000].map { GenerationFigures(tables: $0) }
    for figures in all {
      let name = "tables_\(figures.tables)"
      try await server.createDatabase(name)
      try await makeTables(figures.tables, in: server.connectionString(database: name))
    }
    // Folders stay to the end: ext4 makes no file in the place of one that was just removed, and looks at all of those
    // first.
    var folders: [String] = []
    defer { for folder in folders { Project.remove(folder) } }
    for round in 1...rounds {
      FileHandle.standardError.write(Data("generate: round \(round) of \(rounds)\n".utf8))
      for position in all.indices {
        let folder = try Project.make()
        folders.append(folder)
        try run(&all[position], in: folder)
        let other = try Project.make()
        folders.append(other)
        try runMigrations(&all[position], in: other)
      }
    }
    return all
  }

  private func makeTables(_ count: Int, in database: String) async throws {
    let configuration = try PostgresConfiguration(database)
    try await PostgresClient.withClient(configuration, logger: Logger(label: "benchmark")) {
      client in
      try await client.withConnection { connection in
        for number in 0..<count { try await connection.executeScript(Self.table(number)) }
      }
    }
  }

  private func run(_ figures: inout GenerationFigures, in folder: String) throws {
    let url = server.connectionString(database: "tables_\(figures.tables)")
    let environment = ["BENCHMARK_URL": url]
    figures.first.append(
      try Run(programs.demarc, ["generate"], in: folder, environment: environment)
    )
    figures.second.append(
      try Run(programs.demarc, ["generate"], in: folder, environment: environment)
    )
    guard let python = programs.python else { return }
    // The words of a connection string are what the peer takes as the parameters of a URL.
    let query = url.replacing("'", with: "").replacing(" ", with: "&")
    let peerURL = "postgresql+psycopg2://?\(query)"
    figures.peer.append(
      try Run(python, ["-m", "sqlacodegen", "--outfile", "models.py", peerURL], in: folder)
    )
  }

  private func runMigrations(_ figures: inout GenerationFigures, in folder: String) throws {
    try (0..<figures.tables).map(Self.table).joined(separator: "\n")
      .write(toFile: "\(folder)/migrations/0001.sql", atomically: true, encoding: .utf8)
    figures.firstOfMigrations.append(try Run(programs.demarc, ["generate"], in: folder))
    figures.secondOfMigrations.append(try Run(programs.demarc, ["generate"], in: folder))
  }

  /// A table as products have them: a key, references, text, numbers, moments and an index.
  static func table(_ number: Int) -> String {
    let target = number == 0 ? 0 : number / 2
    return """
      create table relation_\(number) (
        id uuid primary key default gen_random_uuid(),
        parent_id uuid references relation_\(target) (id),
        name text not null, note text, state text not null default 'open' check (state <> ''),
        price numeric(12, 2) not null default 0, amount integer not null, tags text[] not null default '{}',
        data jsonb, created_at timestamptz not null default now(), updated_at timestamptz,
        unique (name, amount)
      );
      create index on relation_\(number) (parent_id);
      create index on relation_\(number) (created_at);
      comment on table relation_\(number) is 'What number \(number) holds.';
      """
  }
}
