import Catalog
import Foundation
import PostgresDriver
import SQLLanguage
import TestServers

/// A database in which a tenant has the same rows as in another world, and its neighbour others.
struct World {
  let client: PostgresClient

  /// The schema of every world.
  static let schema: KnownSchema = KnownSchema(
    relations: ["a", "b", "c"].map { relation($0, .tenant(column: "client_id"), ["client_id"]) }
      + [relation("g", .everybody, [])],
    hasTenants: true
  )

  private static func relation(
    _ name: String,
    _ owner: KnownRelation.Owner,
    _ columns: [String]
  ) -> KnownRelation {
    KnownRelation(
      name: QualifiedName(schema: "public", name: name),
      owner: owner,
      columns: (columns + ["id", "x"]).map { KnownRelation.Column(name: $0, isNullable: true) }
    )
  }

  /// The tenant that asks.
  private static let tenant: UUID = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1))
  private static let neighbour = "00000000-0000-0000-0000-000000000002"

  /// Lends two worlds that differ in the neighbour's rows alone.
  static func withTwo<Result>(_ body: (World, World) async throws -> Result) async throws -> Result
  {
    try await TestServer.withClient { first in
      try await TestServer.withClient { second in
        let worlds = (World(client: first), World(client: second))
        try await worlds.0.fill(neighbour: "(0, 0), (1, 1), (2, 2), (3, null)")
        try await worlds.1.fill(neighbour: "(1, 2), (4, 0)")
        return try await body(worlds.0, worlds.1)
      }
    }
  }

  private func fill(neighbour rows: String) async throws {
    let tables = ["a", "b", "c"].map { name in
      """
      create table \(name) (client_id uuid, id int, x int, primary key (client_id, id));
      insert into \(name) select '\(Self.tenant)', * from (values (0, 1), (1, 0), (2, null)) as v(id, x)
        where id <> \(name == "b" ? 1 : 9);
      insert into \(name) select '\(Self.neighbour)', * from (values \(rows)) as v(id, x);
      """
    }
    let script = """
      \(tables.joined())
      create table g (id int primary key, x int);
      insert into g values (0, 0), (1, 2), (7, null);
      """
    try await client.withConnection { connection in try await connection.executeScript(script) }
  }

  /// What a statement gives, and what the tables hold after it; nil for what Postgres refuses.
  func outcome(of sql: String, isWrite: Bool) async throws -> Outcome? {
    struct Undo: Error {}
    var outcome: Outcome?
    do {
      try await client.withTransaction { connection in
        let statement = Statement(sql, Parameters(Self.tenant), access: .write)
        let rows = try await connection.execute(statement).map { try $0.next(String?.self) ?? "" }
        outcome = Outcome(rows: rows.sorted())
        if isWrite {
          outcome?.own = try await digest("=", on: connection)
          outcome?.foreign = try await digest("<>", on: connection)
        }
        throw Undo()
      }
    } catch is Undo {
      return outcome
    } catch let error as PostgresError where error.code == .server {
      return nil
    }
    return nil
  }

  /// The rows of the neighbour, as a text.
  func neighbourRows() async throws -> String {
    try await client.withConnection { connection in try await digest("<>", on: connection) }
  }

  private func digest(_ sign: String, on connection: PostgresConnection) async throws -> String {
    let tables = ["a", "b", "c"].map { name in
      "select '\(name)' || t::text as row from \(name) t where client_id \(sign) '\(Self.tenant)'"
    }
    let sql =
      "select string_agg(row, ' ' order by row) from (\(tables.joined(separator: " union all "))) rows"
    return try await connection.execute(Statement(sql, access: .read)).one {
      try $0.next(String?.self) ?? ""
    }
  }

  /// What a statement did.
  struct Outcome: Equatable {
    /// The rows that it gave, in one order.
    let rows: [String]
    /// The rows of the tenant afterwards.
    var own = ""
    /// The rows of the neighbour afterwards.
    var foreign = ""
  }
}
