import PostgresDriver
import SchemaMigration
import TestServers
import Testing

struct InterruptionTests {
  /// Kills the backend at its first statement, its second and so on, until a run comes through.
  @Test func `a run that is killed at any statement goes on where it was`() async throws {
    var kills = 0
    var isThrough = false
    while !isThrough {
      try await MigrationScene.withScene { scene in
        try scene.write("0001_a.sql", "create table a (n int primary key);")
        _ = try await scene.migrate()
        try await scene.installExecutioner(at: kills + 1)
        try scene.write(
          "0002_b.sql",
          "create table b (n int references a); comment on table b is 'b';"
        )
        try scene.write(
          "0003_c.sql",
          "-- demarc:no-transaction\ncreate index concurrently c on b (n);"
        )
        try scene.write("0004_d.sql", "alter table a add m int; create table d (n int);")
        do {
          _ = try await scene.migrateAnew()
          isThrough = true
        } catch {
          #expect("\(error)".contains(#/was lost|administrator command/#), "\(error)")
          kills += 1
        }
        try await scene.removeExecutioner()
        _ = try await scene.migrateAnew()
        #expect(try await scene.tables() == ["a", "b", "d"], "killed at \(kills)")
        #expect(
          try await scene.ledger() == ["0001_a.sql", "0002_b.sql", "0003_c.sql", "0004_d.sql"],
          "killed at \(kills)"
        )
        #expect(try await scene.validIndexes() == ["a_pkey", "c"], "killed at \(kills)")
        #expect(try await scene.attempts() == [], "killed at \(kills)")
      }
    }
    // The commands of the ledger, each statement's start and end, each line of the ledger and its commit.
    #expect(kills > 20)
  }

  @Test func `an index that was half-made is made anew`() async throws {
    try await MigrationScene.withScene { scene in
      try scene.write("0001_a.sql", "create table a (n int);")
      _ = try await scene.migrate()
      try scene.write(
        "0002_b.sql",
        "-- demarc:no-transaction\ncreate index concurrently if not exists b on a (n);"
      )
      // The build waits for the end of this transaction, with an index that is not valid yet.
      try await scene.client.withTransaction { connection in
        _ = try await connection.execute(Statement("insert into a values (1)", access: .write))
        async let run = scene.migrateAnew()
        try await eventually("there is an index that is not valid") {
          try await scene.client.value("select count(*) > 0 from pg_index where not indisvalid")
        }
        try await scene.client.run(
          """
          select pg_terminate_backend(pid) from pg_stat_progress_create_index
          where datname = current_database()
          """
        )
        do {
          _ = try await run
          Issue.record("the run was killed, and came through")
        } catch {
          #expect("\(error)".contains(#/was lost|administrator command/#), "\(error)")
        }
      }
      #expect(try await scene.validIndexes() == [])
      #expect(try await scene.attempts() == ["0002_b.sql"])
      #expect(try await scene.migrateAnew() == ["0002_b.sql"])
      #expect(try await scene.validIndexes() == ["b"])
      #expect(try await scene.attempts() == [])
    }
  }

  @Test func `an index that cannot be built leaves nothing, and its migration can be corrected`()
    async throws
  {
    try await MigrationScene.withScene { scene in
      try scene.write("0001_a.sql", "create table a (n int); insert into a values (1), (1);")
      try scene.write(
        "0002_b.sql",
        "-- demarc:no-transaction\ncreate unique index concurrently b on a (n);"
      )
      let error = await #expect(throws: MigrationError.self) { _ = try await scene.migrate() }
      #expect(
        error?.description.contains("schema/0002_b.sql: could not create unique index") == true
      )
      #expect(try await scene.attempts() == [])
      let halfMade: Int64 = try await scene.client.value(
        "select count(*) from pg_index where not indisvalid"
      )
      #expect(halfMade == 0)
      try scene.write(
        "0002_b.sql",
        "-- demarc:no-transaction\ncreate index concurrently b on a (n);"
      )
      #expect(try await scene.migrate() == ["0002_b.sql"])
    }
  }

  @Test func `of two runs at once one builds the index, and neither waits for the other forever`()
    async throws
  {
    try await MigrationScene.withScene { scene in
      try scene.write("0001_a.sql", "create table a (n int);")
      try scene.write(
        "0002_b.sql",
        "-- demarc:no-transaction\ncreate index concurrently b on a (n);"
      )
      async let first = scene.migrateAnew()
      async let second = scene.migrateAnew()
      let applied = try await [first, second]
      #expect(applied.map(\.count).sorted() == [0, 2])
    }
  }

  @Test func `what cannot run in a transaction is told to have a migration of its own`()
    async throws
  {
    try await MigrationScene.withScene { scene in
      try scene.write("0001_a.sql", "create table a (n int); create index concurrently b on a (n);")
      let error = await #expect(throws: MigrationError.self) { _ = try await scene.migrate() }
      #expect(error?.description.contains("begins with '-- demarc:no-transaction'") == true)
      try scene.write(
        "0001_a.sql",
        "-- demarc:no-transaction\ncreate table a (n int); create index concurrently b on a (n);"
      )
      let several = await #expect(throws: MigrationError.self) { _ = try await scene.migrate() }
      #expect(several?.description.contains("must be one statement") == true)
      #expect(try await scene.tables() == [])
    }
  }

  @Test func `a statement does not wait for a lock, and others behind it, longer than it may`()
    async throws
  {
    try await MigrationScene.withScene { scene in
      try scene.write("0001_a.sql", "create table a (n int);")
      _ = try await scene.migrate()
      try scene.write("0002_a.sql", "alter table a add m int;")
      try await scene.client.withTransaction { connection in
        _ = try await connection.execute(Statement("insert into a values (1)", access: .write))
        let error = await #expect(throws: MigrationError.self) {
          _ = try await scene.migrate(lockTimeout: .milliseconds(50))
        }
        #expect(error?.description.contains("--lock-timeout") == true)
      }
      #expect(try await scene.migrate(lockTimeout: .milliseconds(50)) == ["0002_a.sql"])
    }
  }
}

extension MigrationScene {
  /// Migrates over a client of its own, whose connection may be lost.
  fileprivate func migrateAnew() async throws -> [String] {
    try await withClient(client.configuration) { client in try await migrate(with: client) }
  }

  /// Has the backend that runs the given step killed: a step is the start or the end of a command that
  /// defines something, a change of Demarc's tables, and the commit of one.
  fileprivate func installExecutioner(at step: Int) async throws {
    try await client.withConnection { connection in
      try await connection.executeScript(
        """
        create schema killer;
        create sequence killer.steps;
        create function killer.step() returns void language plpgsql security definer as $$
          begin
            if nextval('killer.steps') = \(step) then
              perform pg_terminate_backend(pg_backend_pid());
              perform pg_sleep(1);
            end if;
          end
        $$;
        create function killer.command() returns event_trigger language plpgsql as
          $$ begin perform killer.step(); end $$;
        create function killer.change() returns trigger language plpgsql as
          $$ begin perform killer.step(); return coalesce(new, old); end $$;
        create trigger change before insert or delete on demarc.migration
          for each row execute function killer.change();
        create constraint trigger ending after insert on demarc.migration
          deferrable initially deferred for each row execute function killer.change();
        create trigger change before insert or delete on demarc.migration_attempt
          for each row execute function killer.change();
        create event trigger killer_start on ddl_command_start execute function killer.command();
        create event trigger killer_end on ddl_command_end execute function killer.command();
        """
      )
    }
  }

  fileprivate func removeExecutioner() async throws {
    try await client.withConnection { connection in
      try await connection.executeScript(
        """
        alter event trigger killer_start disable;
        alter event trigger killer_end disable;
        drop schema killer cascade;
        """
      )
    }
  }

  fileprivate func validIndexes() async throws -> [String] {
    try await client.values(
      """
      select c.relname::text from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indisvalid and c.relnamespace = 'public'::regnamespace order by 1
      """
    )
  }

  fileprivate func attempts() async throws -> [String] {
    try await client.values("select name from demarc.migration_attempt")
  }
}
