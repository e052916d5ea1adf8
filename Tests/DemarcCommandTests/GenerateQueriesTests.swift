import Foundation
import TestPrograms
import Testing

/// `demarc generate` over a project with named queries.
struct GenerateQueriesTests {
  private func withProject(_ body: (SmallProject) async throws -> Void) async throws {
    try await SmallProject.withProject { project in
      let configuration = SmallProject.configuration.replacing(
        "    migrations: db/stores\n",
        with: "    migrations: db/stores\n    queries: db/queries\n"
      )
      try project.folder.write(configuration, to: "demarc.yml")
      try project.folder.write(Self.queries, to: "db/queries/sales.sql")
      try await body(project)
    }
  }

  private static let queries = """
    -- name: totals :many
    -- What each order brought in.
    select id, total from orders where store_id = :tenant
      --? and total >= :least
    ;

    """

  @Test func `queries are generated, and --check names one that changed, came or went`()
    async throws
  {
    try await withProject { project in
      let first = try await project.demarc("generate")
      #expect(first.status == 0, "\(first.errors)")
      let path = "generated/StoreData/Queries/SalesQueries.swift"
      let generated = try #require(try project.folder.contents()[path])
      // The columns are those of an order, in the order of its row.
      #expect(
        String(decoding: generated, as: UTF8.self)
          .contains("public func totals(least: PostgresNumeric? = nil) async throws -> [Order]")
      )
      #expect(try await project.demarc("generate", "--check").status == 0)

      try project.folder.write(Self.queries + "\n", to: "db/queries/sales.sql")
      try project.folder.write("-- Later.\n", to: "db/queries/more.sql")
      let changed = try await project.demarc("generate", "--check")
      #expect(changed.status == 1)
      #expect(
        changed.output == """
          db/queries/more.sql: it was added since the code was generated; run 'demarc generate' and \
          commit what it writes [changed-input]
          db/queries/sales.sql: it changed since the code was generated; run 'demarc generate' and \
          commit what it writes [changed-input]

          """
      )
      try FileManager.default.removeItem(
        at: project.folder.appendingPathComponent("db/queries/sales.sql")
      )
      let gone = try await project.demarc("generate", "--check")
      #expect(
        gone.output.contains("db/queries/sales.sql: the code was generated from it, and it is gone")
      )
      // A file without queries gives a type without methods; the one that is gone takes its files along.
      let second = try await project.demarc("generate")
      #expect(second.output.contains("1 files added, 1 changed, 1 removed."), "\(second.output)")
    }
  }

  @Test
  func
    `what is not proven, and what Postgres refuses, is named by its place, and nothing is written`()
    async throws
  {
    try await withProject { project in
      _ = try await project.demarc("generate")
      let before = try project.folder.contents()
      let queries = """
        -- name: all :many
        select total
        from orders;
        -- name: wrong :many
        select id from orders where store_id = :tenant and 'ñ' = totl;

        """
      try project.folder.write(queries, to: "db/queries/sales.sql")
      let outcome = try await project.demarc("generate")
      #expect(outcome.status == 1)
      for line in [
        """
        db/queries/sales.sql:3:6: all: nothing binds 'orders' to the tenant. Add: orders.store_id = :tenant
        """,
        """
        db/queries/sales.sql:5:59: wrong: column "totl" does not exist (SQLSTATE 42703)
        """,
      ] { #expect(outcome.errors.contains(line), "\(outcome.errors)") }
      try project.folder.write(Self.queries, to: "db/queries/sales.sql")
      #expect(try project.folder.contents() == before)
    }
  }

  @Test func `a folder of queries that is not there is an error of the configuration`() async throws
  {
    try await withProject { project in
      try FileManager.default.removeItem(at: project.folder.appendingPathComponent("db/queries"))
      let outcome = try await project.demarc("generate")
      #expect(outcome.status == 2)
      #expect(
        outcome.errors.contains(
          "'databases.stores.queries' names db/queries, and there is no such folder"
        )
      )
    }
  }
}
