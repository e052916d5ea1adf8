import Foundation
import PostgresDriver
import TestPrograms
import TestServers
import Testing

struct VerifyCommandTests {
  @Test func `the control plane and each cluster get a verdict of their own`() async throws {
    try await SmallProject.withFleet { project, urls, environment in
      let fine = try await project.demarc("verify", environment: environment)
      #expect(fine.status == 0, "\(fine.errors)\(fine.output)")
      #expect(fine.output.matches(#/stores +cluster_a +identical/#))

      try await TestServer.execute(
        "alter table orders add note text; create table extra (id int)",
        at: urls[1]
      )
      try await TestServer.execute("alter table orders rename total to amount", at: urls[2])
      try await TestServer.execute(
        "insert into clusters values ('cluster_d', 'postgres://u:hidden@127.0.0.1:1/x')",
        at: urls[0]
      )
      let mixed = try await project.demarc("verify", environment: environment)
      #expect(mixed.status == 1)
      let lines = mixed.output.split(separator: "\n").map(String.init)
      #expect(lines.contains { $0.matches(#/stores +cluster_a +compatible +2 differences/#) })
      #expect(lines.contains { $0.matches(#/stores +cluster_b +breaking .*/#) })
      #expect(lines.contains { $0.matches(#/stores +cluster_c +identical */#) })
      #expect(lines.contains { $0.matches(#/stores +cluster_d +unknown +could not .*/#) })
      #expect(mixed.output.contains("  orders.total: it does not exist\n"))
      #expect(
        mixed.output.contains(
          "    OrderRepository: find, page, pages, withRows, insert, update, upsert\n"
        ),
        "\(mixed.output)"
      )
      #expect(mixed.errors.contains("error: cluster_d: No connection to database 'x'"))
      #expect(!(mixed.errors + mixed.output).contains("hidden"))
    }
  }

  @Test func `a cluster that is down is incomplete, with status 3, and JSON says so`() async throws
  {
    try await SmallProject.withFleet { project, urls, environment in
      try await TestServer.execute(
        "insert into clusters values ('cluster_d', 'postgres://127.0.0.1:1/x')",
        at: urls[0]
      )
      let outcome = try await project.demarc("verify", "--json", environment: environment)
      #expect(outcome.status == 3)
      let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
      #expect(
        report.databases.map(\.cluster) == [
          nil, "cluster_a", "cluster_b", "cluster_c", "cluster_d",
        ]
      )
      #expect(
        report.databases.map(\.verdict) == [
          "identical", "identical", "identical", "identical", nil,
        ]
      )
      #expect(report.databases.last?.error?.contains("No connection") == true)
    }
  }

  @Test func `a cluster that does not answer keeps nobody waiting longer than it may`() async throws
  {
    try await SmallProject.withFleet { project, urls, environment in
      try await withClient(try PostgresConfiguration(urls[1])) { client in
        try await client.withTransaction { connection in
          // Whoever looks at policies waits.
          _ = try await connection.execute(
            Statement("lock table pg_catalog.pg_policy in access exclusive mode", access: .write)
          )
          let outcome = try await project.demarc(
            "verify",
            "--timeout",
            "15",
            environment: environment
          )
          #expect(outcome.status == 3)
          #expect(outcome.output.contains(#/cluster_a +unknown/#))
          #expect(outcome.output.contains(#/cluster_b +identical/#))
        }
      }
    }
  }

  @Test func `a database that is another cluster, or lacks migrations, is told`() async throws {
    try await SmallProject.withFleet { project, urls, environment in
      try project.folder.write(
        "alter table orders add note text;\n",
        to: "db/stores/0002_note.sql"
      )
      _ = try await project.demarc("generate")
      try await TestServer.execute(
        "update clusters set name = 'cluster_x' where name = 'cluster_a'",
        at: urls[0]
      )
      let outcome = try await project.demarc("verify", "stores", environment: environment)
      #expect(outcome.status == 1)
      #expect(
        outcome.output.contains("cluster cluster_x: the database says that it is 'cluster_a'")
      )
      #expect(outcome.output.matches(#/cluster_b +breaking .*1 migration behind/#))
      #expect(outcome.output.contains("  orders.note: it does not exist\n"))
    }
  }

  @Test
  func `a query that a cluster does not take, and a privilege that it does not give, break it`()
    async throws
  {
    try await SmallProject.withFleet { project, urls, environment in
      let configuration = SmallProject.configuration.replacing(
        "migrations: db/stores",
        with: "migrations: db/stores\n    queries: db/queries"
      )
      try project.folder.write(configuration, to: "demarc.yml")
      try project.folder.write(
        "-- name: totals :many\nselect total from orders where store_id = :tenant;\n",
        to: "db/queries/orders.sql"
      )
      let generated = try await project.demarc("generate")
      #expect(generated.status == 0, "\(generated.errors)")
      try await TestServer.execute("alter table orders rename total to amount", at: urls[1])
      try await TestServer.execute("revoke delete on orders from app", at: urls[2])
      let outcome = try await project.demarc("verify", environment: environment)
      #expect(outcome.status == 1)
      #expect(
        outcome.output.contains("  db/queries/orders.sql: totals: column \"total\" does not exist"),
        "\(outcome.output)"
      )
      #expect(
        outcome.output.contains(
          "  orders: the role 'app' may not delete\n    OrderRepository: delete\n"
        )
      )
    }
  }

  @Test func `a query breaks where a cluster has another type for what it takes or gives`()
    async throws
  {
    try await SmallProject.withFleet { project, urls, environment in
      let configuration = SmallProject.configuration.replacing(
        "migrations: db/stores",
        with: "migrations: db/stores\n    queries: db/queries"
      )
      try project.folder.write(configuration, to: "demarc.yml")
      try project.folder.write(
        """
        -- name: doubles :many
        select total * 2 as double from orders where store_id = :tenant and total > :least;

        """,
        to: "db/queries/orders.sql"
      )
      #expect(try await project.demarc("generate").status == 0)
      #expect(try await project.demarc("verify", environment: environment).status == 0)
      try await TestServer.execute(
        "alter table orders alter total type double precision",
        at: urls[1]
      )
      let outcome = try await project.demarc("verify", environment: environment)
      #expect(outcome.status == 1)
      let shapes = outcome.output.firstMatch(
        of: #/doubles: it is \((.*)\) here, and the code was generated for \((.*)\)/#
      )
      #expect(
        shapes?.1 == "uuid, float8 -> double float8",
        "\(outcome.output)"
      )
      #expect(shapes?.2.hasPrefix("uuid, ") == true && shapes?.2 != shapes?.1)
    }
  }

  @Test func `a table of tenants that nobody isolated breaks its cluster`() async throws {
    try await SmallProject.withFleet { project, urls, environment in
      try await TestServer.execute(
        "create table leaks (store_id uuid not null, id int, primary key (store_id, id))",
        at: urls[1]
      )
      let outcome = try await project.demarc("verify", "stores", "--url", urls[1])
      #expect(outcome.status == 1)
      #expect(outcome.output.matches(#/stores +cluster_a +breaking/#))
      #expect(
        outcome.output.contains(
          "relation leaks: its row security is disabled; a router refuses the whole cluster"
        )
      )
    }
  }

  // MARK: Releases

  @Test
  func `an earlier release that works on the new schema passes, and one that does not is named`()
    async throws
  {
    try await SmallProject.withProject { project in
      _ = try await project.demarc("generate")
      try FileManager.default.copyItem(
        at: project.folder.appendingPathComponent("schema"),
        to: project.folder.appendingPathComponent("released")
      )
      try project.folder.write(
        "alter table orders add note text;\n",
        to: "db/stores/0002_note.sql"
      )
      _ = try await project.demarc("generate")
      let rolling = try await project.demarc("verify", "--against", "released")
      #expect(rolling.status == 0)
      #expect(rolling.output.matches(#/stores +compatible/#))
      try project.folder.write(
        "alter table orders drop total;\n",
        to: "db/stores/0003_total.sql"
      )
      _ = try await project.demarc("generate")
      let broken = try await project.demarc("verify", "--against", "released")
      #expect(broken.status == 1)
      #expect(broken.output.contains("  orders.total: it does not exist\n"))
      let one = try await project.demarc(
        "verify",
        "--against",
        "released/control.snapshot.json",
        "--json"
      )
      #expect(one.status == 0)
      let missing = try await project.demarc("verify", "--against", "v0.0.0")
      #expect(missing.status == 3)
      #expect(missing.errors.contains("Git has no snapshot at 'v0.0.0'."))
    }
  }

  private struct Report: Decodable {
    struct Entry: Decodable {
      let cluster: String?
      let verdict: String?
      let error: String?
    }

    let databases: [Entry]
  }
}

extension String {
  /// Whether a pattern stands anywhere in the text.
  fileprivate func matches(_ pattern: some RegexComponent) -> Bool { contains(pattern) }
}
