import ConfigurationFile
import EphemeralPostgres
import PostgresDriver
import SchemaMigration
import TestServers
import Testing

struct MigratorTests {
  // MARK: Applying

  @Test func `a fresh database gets every migration in the order of their names`() async throws {
    try await MigrationScene.withScene { scene in
      try scene.write("0002_b.sql", "create table b (n int references a);")
      try scene.write("0001_a.sql", "create table a (n int primary key);")
      try scene.write("README.md", "no migration")
      #expect(try await scene.migrate() == ["0001_a.sql", "0002_b.sql"])
      #expect(try await scene.tables() == ["a", "b"])
      #expect(try await scene.ledger() == ["0001_a.sql", "0002_b.sql"])
    }
  }

  @Test func `a second run applies nothing, and a new file applies only itself`() async throws {
    try await MigrationScene.withScene { scene in
      try scene.write("0001_a.sql", "create table a (n int);")
      _ = try await scene.migrate()
      #expect(try await scene.migrate() == [])
      try scene.write("0002_b.sql", "create table b (n int);")
      #expect(try await scene.migrate() == ["0002_b.sql"])
      #expect(try await scene.migrate() == [])
    }
  }

  @Test func `each migration is announced before it is applied`() async throws {
    try await MigrationScene.withScene { scene in
      try scene.write("0001_a.sql", "create table a (n int);")
      try scene.write("0002_b.sql", "nonsense;")
      var announced: [String] = []
      await #expect(throws: MigrationError.self) {
        _ = try await Migrator(client: scene.client, database: scene.database)
          .apply(try scene.folder()) { announced.append($0) }
      }
      #expect(announced == ["0001_a.sql", "0002_b.sql"])
    }
  }

  @Test func `what pg_dump tells psql alone is left out`() async throws {
    try await MigrationScene.withScene { scene in
      try scene.write(
        "0001_a.sql",
        "\\restrict k3Y\ncreate table a (n int);\n\\unrestrict k3Y\n"
      )
      #expect(try await scene.migrate() == ["0001_a.sql"])
      #expect(try await scene.tables() == ["a"])
      #expect(try await scene.migrate() == [])
    }
  }

  @Test(arguments: [
    ("create table b (n int);\n\\i other.sql\n", "is a command of psql"),
    ("set moon_phase = 1;", "does not know the setting"),
  ])
  func `what only psql or another server knows is said to be so`(
    sql: String,
    advice: String
  ) async throws {
    try await MigrationScene.withScene { scene in
      try scene.write("0001_a.sql", sql)
      let error = await #expect(throws: MigrationError.self) { try await scene.migrate() }
      #expect(error?.description.contains(advice) == true, "\(String(describing: error))")
    }
  }

  @Test func `of two migrators at once each file is applied once`() async throws {
    try await MigrationScene.withScene(.data) { scene in
      for number in 1...5 {
        try scene.write("000\(number).sql", "create table t\(number) (n int);")
      }
      async let first = scene.migrate(as: "cluster_shared_01")
      async let second = scene.migrate(as: "cluster_shared_01")
      let applied = try await [first, second]
      #expect(applied.map(\.count).sorted() == [0, 5])
      #expect(try await scene.ledger().count == 5)
    }
  }

  // MARK: Failures

  @Test func `SQL that fails names file, line, column and the server's words, and changes nothing`()
    async throws
  {
    try await MigrationScene.withScene { scene in
      try scene.write("0001_a.sql", "create table a (n int);")
      try scene.write("0002_b.sql", "create table b (n int);\n\n-- ñandú\nselect nope from b;")
      let error = await #expect(throws: MigrationError.self) { _ = try await scene.migrate() }
      #expect(
        error?.description == """
          schema/0002_b.sql:4:8: column "nope" does not exist (SQLSTATE 42703)
            Nothing of this migration was applied; those before it were. Correct the file and migrate again.
          """
      )
      #expect(try await scene.tables() == ["a"])
      #expect(try await scene.ledger() == ["0001_a.sql"])
    }
  }

  @Test func `a corrected run goes on where the broken one ended`() async throws {
    try await MigrationScene.withScene { scene in
      try scene.write("0001_a.sql", "create table a (n int);")
      try scene.write("0002_b.sql", "create table b (n int); select 1/0;")
      await #expect(throws: MigrationError.self) { _ = try await scene.migrate() }
      try scene.write("0002_b.sql", "create table b (n int);")
      #expect(try await scene.migrate() == ["0002_b.sql"])
      #expect(try await scene.tables() == ["a", "b"])
    }
  }

  @Test(arguments: [
    "create table b (n int); commit;", "create table b (n int); commit; begin;",
    "create table b (n int); rollback;", "commit; create table b (n int);",
    "commit; select 1/0;",
  ])
  func `a migration that ends its transaction is refused`(sql: String) async throws {
    try await MigrationScene.withScene(.data) { scene in
      try scene.write("0001_a.sql", "create table a (n int);")
      try scene.write("0002_b.sql", sql)
      try scene.write("0003_c.sql", "create table c (n int);")
      try scene.write("0004_d.sql", "begin;\ncreate table d (n int);\nCOMMIT;\n")
      let error = await #expect(throws: MigrationError.self) { _ = try await scene.migrate() }
      #expect(
        error?.description.hasPrefix(
          "schema/0002_b.sql: it ends the transaction that it is applied in."
        ) == true,
        "\(String(describing: error))"
      )
      // Whoever wrote one such file wrote more.
      #expect(error?.description.hasSuffix(" So do, it seems, 0004_d.sql.") == true)
      #expect(try await scene.ledger() == ["0001_a.sql"])
    }
  }

  // MARK: The session

  @Test(arguments: [
    "set client_encoding = latin1", "set search_path = elsewhere",
    "create role demarc_stranger; set role demarc_stranger",
    "create role demarc_other; set session authorization demarc_other",
    "create temp table ñandú (n int); set standard_conforming_strings = off",
  ])
  func `what a migration sets in its session ends with it`(sql: String) async throws {
    try await MigrationScene.withScene { scene in
      try scene.write(
        "0001_a.sql",
        "create schema elsewhere; create table a (n int); -- ñandú\n\(sql);"
      )
      try scene.write("0002_b.sql", "create table ñandú (n text default 'ñandú\\');")
      #expect(try await scene.migrate() == ["0001_a.sql", "0002_b.sql"])
      #expect(try await scene.tables() == ["a", "ñandú"])
      let defaults: [String] = try await scene.client.values(
        "select column_default from information_schema.columns where table_name = 'ñandú'"
      )
      #expect(defaults == [#"'ñandú\'::text"#])
      // The ledger has the digests of what is in the files.
      #expect(try await scene.migrate() == [])
      _ = try await scene.client.execute(
        Statement("drop role if exists demarc_stranger, demarc_other", access: .write)
      )
    }
  }

  // MARK: The ledger

  @Test func `a file that was changed after it was applied is refused`() async throws {
    try await MigrationScene.withScene { scene in
      try scene.write("0001_a.sql", "create table a (n int);")
      _ = try await scene.migrate()
      try scene.write("0001_a.sql", "create table a (n bigint);")
      try scene.write("0002_b.sql", "create table b (n int);")
      try await scene.expectRefusal(
        "schema/0001_a.sql: it was changed after the database had applied it."
      )
      #expect(try await scene.tables() == ["a"])
    }
  }

  @Test func `a file that is missing is refused`() async throws {
    try await MigrationScene.withScene { scene in
      try scene.write("0001_a.sql", "create table a (n int);")
      try scene.write("0002_b.sql", "create table b (n int);")
      _ = try await scene.migrate()
      try scene.remove("0001_a.sql")
      try await scene.expectRefusal(
        "schema: the database has the migration '0001_a.sql', and the folder does not."
      )
    }
  }

  @Test func `a file that comes before an applied one is refused`() async throws {
    try await MigrationScene.withScene { scene in
      try scene.write("0002_b.sql", "create table b (n int);")
      _ = try await scene.migrate()
      try scene.write("0001_a.sql", "create table a (n int);")
      try scene.write("0003_c.sql", "create table c (n int);")
      try await scene.expectRefusal(
        "schema/0001_a.sql: it comes before '0002_b.sql', which the database has already."
      )
      #expect(try await scene.tables() == ["b"])
    }
  }

  @Test func `a folder without migrations is refused`() async throws {
    try await MigrationScene.withScene { scene in
      try await scene.expectRefusal("schema: the folder holds no .sql file.")
    }
  }

  // MARK: The data plane

  @Test func `a cluster keeps its identity`() async throws {
    try await MigrationScene.withScene(.data) { scene in
      try scene.write("0001_a.sql", "create table a (n int);")
      _ = try await scene.migrate(as: "cluster_shared_01")
      try scene.write("0002_b.sql", "create table b (n int);")
      let error = await #expect(throws: MigrationError.self) {
        _ = try await scene.migrate(as: "cluster_shared_02")
      }
      #expect(error?.description.contains("is the cluster 'cluster_shared_01'") == true)
      #expect(error?.description.contains("migrated as 'cluster_shared_02'") == true)
      #expect(try await scene.tables() == ["a"])
      #expect(try await scene.migrate(as: "cluster_shared_01") == ["0002_b.sql"])
    }
  }

  @Test func `everything that a migration makes belongs to the owner`() async throws {
    try await MigrationScene.withScene(.data) { scene in
      try scene.write(
        "0001_a.sql",
        """
        create table a (n int primary key);
        create type color as enum ('red');
        create function f() returns int language sql as 'select 1';
        create view v as select n from a;
        """
      )
      _ = try await scene.migrate(as: "cluster_shared_01")
      let owners: [String] = try await scene.client.values(
        """
        select distinct owner::regrole::text from (
          select relowner, relnamespace from pg_class
          union all select proowner, pronamespace from pg_proc
          union all select typowner, typnamespace from pg_type
        ) o(owner, namespace)
        where namespace in ('public'::regnamespace, 'demarc'::regnamespace)
        """
      )
      #expect(owners == ["demarc_owner"])
    }
  }

  @Test func `a migration cannot write the ledger for others`() async throws {
    try await MigrationScene.withScene(.data) { scene in
      try scene.write("0001_a.sql", "create table a (n int);")
      _ = try await scene.migrate(as: "cluster_shared_01")
      let rights: [String] = try await scene.client.values(
        """
        select r from unnest(array['app', 'fleet', 'demarc_replication']) r
        where has_table_privilege(r, 'demarc.migration', 'select, insert, update, delete')
        """
      )
      #expect(rights == [])
    }
  }

  @Test func `a role that may not make roles and schemas is refused`() async throws {
    try await MigrationScene.withScene(.data) { scene in
      try scene.write("0001_a.sql", "create table a (n int);")
      let role = "migrator_\(scene.client.configuration.database)"
      try await scene.client.run("create role \(role) login")
      let server = try await TestServer.shared.server()
      let url = server.connectionString(database: scene.client.configuration.database, user: role)
      try await withClient(try PostgresConfiguration(url)) { client in
        let error = await #expect(throws: MigrationError.self) {
          _ = try await scene.migrate(with: client)
        }
        #expect(error?.description.contains("as '\(role)'") == true)
        #expect(
          error?.description.contains("Migrate as a role that may create roles and schemas.")
            == true
        )
      }
      #expect(try await scene.tables() == [])
      try await scene.client.run("drop role \(role)")
    }
  }

  @Test func `databases of one server can be migrated at the same time`() async throws {
    try await withThrowingDiscardingTaskGroup { group in
      for number in 1...4 {
        group.addTask {
          try await MigrationScene.withScene(.data) { scene in
            try scene.write("0001_a.sql", "create table a (n int);")
            #expect(try await scene.migrate(as: "cluster_\(number)") == ["0001_a.sql"])
          }
        }
      }
    }
  }

  @Test func `a server that is down is an error that names the place`() async throws {
    try await MigrationScene.withScene(.data) { scene in
      try scene.write("0001_a.sql", "create table a (n int);")
      try await withClient(try PostgresConfiguration("host=/nonexistent dbname=shop user=me")) {
        let client = $0
        let error = await #expect(throws: PostgresError.self) {
          _ = try await scene.migrate(with: client)
        }
        #expect(error?.description.contains("database 'shop' on /nonexistent as 'me'") == true)
      }
    }
  }
}

extension MigrationScene {
  fileprivate func expectRefusal(
    _ beginning: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let error = await #expect(throws: MigrationError.self, sourceLocation: sourceLocation) {
      _ = try await migrate()
    }
    #expect(
      error?.description.hasPrefix(beginning) == true,
      "\(String(describing: error))",
      sourceLocation: sourceLocation
    )
  }
}
