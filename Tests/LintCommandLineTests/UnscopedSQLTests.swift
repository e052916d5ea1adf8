import Catalog
import Foundation
import Testing

/// `unscoped-sql` on files of every language, against the snapshot of a data plane.
@Suite struct UnscopedSQLTests {
  static let configuration = """
    databases:
      stores:
        plane: data
        migrations: db/stores
        queries: db/queries
        module: StoreData
        output: generated/StoreData
        tenant: { root: clients, key: id, account: account_id, column: client_id }
        global: [fees]
        roles: { application: app, fleet: fleet }
    lint:
      fleet: [Maintenance]
      sql: [Sources, Maintenance]
    """

  static func snapshot() throws -> String {
    func table(_ name: String, _ columns: String...) -> Relation {
      Relation(
        name: QualifiedName(schema: "public", name: name),
        kind: .table,
        columns: columns.map { column in
          Column(
            name: column,
            type: TypeReference(
              name: QualifiedName(schema: "pg_catalog", name: "uuid"),
              isArray: false,
              sql: "uuid"
            ),
            isNullable: false
          )
        },
        primaryKey: Key(name: "\(name)_pkey", columns: Array(columns.prefix(2)))
      )
    }
    let schema = DatabaseSchema(
      extensions: [],
      enums: [],
      relations: [
        table("clients", "id", "account_id", "slug"),
        table("orders", "client_id", "id", "status", "total"),
        table("order_items", "client_id", "id", "order_id"),
        table("fees", "country", "kind"),
      ],
      routines: []
    )
    return String(decoding: try schema.snapshot(), as: UTF8.self)
  }

  /// The lines of a file that must be found say so at their end.
  private func check(_ path: String, _ text: String) throws {
    let files = [
      "demarc.yml": Self.configuration, "schema/stores.snapshot.json": try Self.snapshot(),
      path: text,
    ]
    try Folder.with(files) { folder in
      let result = try folder.lint("--format", "json", path)
      let report = try JSONDecoder().decode(Output.self, from: Data(result.output.utf8))
      let found = report.findings.filter { $0.rule == "unscoped-sql" }.map(\.line)
      let expected = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        .filter { $0.element.hasSuffix("!!") }.map { $0.offset + 1 }
      #expect(Set(found).sorted() == expected, "\(result.output)\(result.errors)")
    }
  }

  private struct Output: Decodable {
    let findings: [Found]
  }

  private struct Found: Decodable {
    let rule: String
    let line: Int
  }

  @Test func `statements in strings of Swift, however they are put together`() throws {
    try check(
      "Sources/Orders.swift",
      #"""
      let table = "orders"
      func work(db: Database, id: UUID, filter: String, ids: [UUID]) async throws {
        try await db.query("select * from orders where status = 'paid'") // !!
        try await db.query("select * from \(table) where status = $1") // !!
        try await db.query("update orders " + "set total = 0") // !!
        try await db.query("delete from orders where id = \(id)") // !!
        try await db.query("insert into orders (id, status) values ($1, $2)") // !!
        try await db.query("select o.id from orders o join order_items i on i.order_id = o.id where o.client_id = $1") // !!
        try await db.query("select * from orders where client_id = $1 or true") // !!
        try await db.query("select count(*) from fees, orders") // !!
        try await db.query("with all_of as (select * from orders) select * from all_of") // !!
        try await db.query("truncate table orders") // !!
        try await db.query("select * from clients where slug = $1") // !!

        try await db.query("select * from orders where client_id = $1 and status = 'paid'")
        try await db.query("select * from orders where client_id = '\(id)'")
        try await db.query("select * from orders where client_id = \(id)::uuid")
        try await db.query("select * from orders where client_id = current_setting('demarc.tenant')::uuid")
        try await db.query("insert into orders (client_id, id) values ($1, $2)")
        try await db.query("select o.id from orders o join order_items i using (client_id) where o.client_id = $1")
        try await db.query("select * from fees where country = 'AR'")
        try await db.query("select * from clients where id = $1")
        try await db.query("select * from orders where \(filter)")
        try await db.query("select * from other_orders")
        try await db.query("select 1")
        try await db.query("create index on orders (status)")
        print("orders of all stores are deleted from orders")
      }
      """#
    )
  }

  @Test func `statements in TypeScript and C`() throws {
    try check(
      "Sources/orders.ts",
      """
      export async function work(pool, id, where) {
        await pool.query("select * from orders where status = 'paid'"); // !!
        await pool.query(`select * from orders where id = ${id}`); // !!
        await pool.query("delete from orders where id = ?", [id]); // !!
        await pool.query("select * from orders where client_id = ?", [id]);
        await pool.query(`select * from orders where client_id = ${id}`);
        await pool.query(`select * from orders ${where}`);
      }
      """
    )
    for sender in ["knex.raw", "prisma.$queryRawUnsafe", "db.manyOrNone"] {
      try check(
        "Sources/more.ts",
        """
        export async function work(knex, prisma, db) {
          await \(sender)("select * from orders where status = 'paid'"); // !!
        }
        """
      )
    }
    try check(
      "Sources/orders.c",
      """
      #include <libpq-fe.h>
      void work(PGconn *c, char *sql) {
        PQexec(c, "select * from orders"); // !!
        PQexec(c, "delete from orders " "where id = 1"); // !!
        sprintf(sql, "select * from orders where id = %s", "1"); // !!
        PQexec(c, "select * from orders where client_id = $1");
        sprintf(sql, "select * from orders where client_id = '%s'", "1");
      }
      """
    )
  }

  static let script = """
    \\set client '1'
    -- select * from orders;
    select * from orders where client_id = :client; update orders set status = null; -- !!
    begin;
    delete from order_items i
      using orders o -- !!
      where o.id = i.order_id and i.client_id = :'client';
    copy orders to stdout; -- !!
    copy (select * from orders where client_id = :'client') to stdout;
    create function f() returns void language sql as $$ delete from orders $$;
    alter table orders add note text;
    commit;
    """

  @Test func `files of SQL, with the commands of psql`() throws {
    try check("scripts/repair.sql", Self.script)
  }

  @Test(arguments: [
    "select * from orders where status = ;", "delete from orders wher id = 1;",
    "select * from orders where status = 'paid", "do $$ begin delete from orders; end $$;",
    "select 1;\n\\copy orders to orders.csv",
  ])
  func `a statement about tenants that no grammar takes leaves the run incomplete`(sql: String)
    throws
  {
    let files = [
      "demarc.yml": Self.configuration, "schema/stores.snapshot.json": try Self.snapshot(),
      "scripts/broken.sql": sql, "scripts/other.sql": "select * from nothing where ;\n\\d orders\n",
    ]
    try Folder.with(files) { folder in
      let broken = try folder.lint("scripts/broken.sql").output
      #expect(broken.contains("not analysed to its end: a statement about rows of tenants"))
      #expect(try !folder.lint("scripts/other.sql").output.contains("not analysed"))
    }
  }

  @Test(arguments: ["db/stores/1.sql", "db/queries/all.sql", "Sources/Maintenance/all.sql"])
  func `migrations, queries and the work of a fleet are left out`(path: String) throws {
    try check(path, Self.script.replacing(" -- !!", with: ""))
  }

  @Test func `a finding says what is not bound and how the statement arises`() throws {
    let files = [
      "demarc.yml": Self.configuration, "schema/stores.snapshot.json": try Self.snapshot(),
      "Sources/A.swift": """
      let table = "orders"
      func work(db: Database) { db.query("select * from \\(table) o where status = 'paid'") }
      """,
    ]
    try Folder.with(files) { folder in
      let result = try folder.lint("Sources")
      #expect(result.status == 1)
      #expect(result.output.contains("nothing binds 'orders as o' to the tenant [unscoped-sql]"))
      #expect(result.output.contains("\"orders\""))
      // Another schema is another run, though no file that is linted changed.
      let other = try Self.snapshot().replacing("\"orders\"", with: "\"invoices\"")
      try folder.write(other, to: "schema/stores.snapshot.json")
      #expect(try !folder.lint("Sources").output.contains("unscoped-sql"))
    }
  }
}
