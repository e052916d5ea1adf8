import PostgresDriver
import SchemaMigration
import TestServers
import Testing

struct MigrationWatchTests {
  /// A migration of a database that has tables, and what is found.
  struct Case: Sendable, CustomTestStringConvertible {
    let sql: String
    let findings: [String]

    var testDescription: String { sql }

    init(_ sql: String, _ findings: String...) {
      self.sql = sql
      self.findings = findings
    }
  }

  @Test(arguments: [
    Case("alter table a drop column m", "drops-data a.m: it is dropped with all that is in it"),
    Case("drop table b", "drops-data b: it is dropped with all that is in it"),
    Case("drop table a cascade", "drops-data a: it is dropped with all that is in it"),
    Case("drop type mood cascade", "drops-data a.state: it is dropped with all that is in it"),
    Case("truncate a", "drops-data a: it is emptied"),
    Case(
      "alter table a alter n type bigint",
      "rewrites-table a: ALTER TABLE writes it anew, and nobody can read or write it meanwhile"
    ),
    Case(
      "alter table a add c uuid default gen_random_uuid()",
      "rewrites-table a: ALTER TABLE writes it anew, and nobody can read or write it meanwhile"
    ),
    Case(
      "-- demarc:no-transaction\nvacuum full a",
      "rewrites-table a: it is written anew, and nobody can read or write it meanwhile"
    ),
    Case(
      "cluster a using a_pkey",
      "rewrites-table a: it is written anew, and nobody can read or write it meanwhile"
    ),
    Case(
      "create index i on a (m)",
      "blocks-table a: CREATE INDEX reads it whole under ShareLock, and nobody can write it meanwhile"
    ),
    Case(
      "alter table a alter m set not null",
      """
      blocks-table a: ALTER TABLE reads it whole under AccessExclusiveLock, and nobody can read or write \
      it meanwhile
      """
    ),
    Case(
      "alter table a add check (m <> '')",
      """
      blocks-table a: ALTER TABLE reads it whole under AccessExclusiveLock, and nobody can read or write \
      it meanwhile
      """
    ),
    Case(
      "alter table b add foreign key (n) references a",
      """
      blocks-table b: ALTER TABLE reads it whole under ShareRowExclusiveLock, and nobody can write it \
      meanwhile
      """
    ),
    Case(
      "alter table a add constraint c check (m <> '') not valid; alter table a validate constraint c",
      """
      blocks-table a: ALTER TABLE reads it whole under AccessExclusiveLock, and nobody can read or write \
      it meanwhile
      """
    ),
    Case(
      "alter table p attach partition b for values from (1) to (9)",
      """
      blocks-table b: ALTER TABLE reads it whole under AccessExclusiveLock, and nobody can read or write \
      it meanwhile
      """
    ),
  ])
  func `what a migration does to tables that serve is found`(_ change: Case) async throws {
    try await expect(change)
  }

  @Test(arguments: [
    "alter table a add c text", "alter table a add c int not null default 7",
    "alter table a alter m type text", "alter table a rename m to o", "comment on table a is 'a'",
    "alter table a add check (m <> '') not valid",
    "alter table b add foreign key (n) references a not valid", "create view v as select n from a",
    "-- demarc:no-transaction\ncreate index concurrently i on a (m)",
    "alter table a validate constraint filled", "alter table a alter k set not null",
    "create table c (n int references a); create index on c (n); drop table c",
    "create table c (n int); alter table c add foreign key (n) references a",
    "alter table a add c int; alter table a drop c",
  ])
  func `what does no harm is not reported`(sql: String) async throws {
    try await expect(Case(sql))
  }

  @Test func `a rule that the migration accepts is marked`() async throws {
    try await MigrationScene.withWatchedScene { scene, watch in
      try scene.write(
        "0002.sql",
        """
        -- demarc:accept drops-data, blocks-table: nobody has written m since 2025
        alter table a drop m;
        alter table a alter n type bigint;
        """
      )
      _ = try await scene.migrate()
      let findings = try await watch.findings(of: try scene.lastFile())
      #expect(findings.map(\.isAccepted) == [true, false])
    }
  }

  @Test(arguments: [
    ("-- demarc:accept drops-date: typo", "the comment accepts nothing"),
    ("-- demarc:accept drops-data", "the comment accepts nothing"),
    ("-- demarc:notransaction", "there is no directive 'demarc:notransaction'"),
  ])
  func `a directive that is not understood is refused`(comment: String, cause: String) async throws
  {
    try await MigrationScene.withScene { scene in
      try scene.write("0001.sql", "\n\(comment)\nselect 1;")
      let error = #expect(throws: MigrationError.self) { _ = try scene.folder() }
      #expect(
        error?.description.hasPrefix("schema/0001.sql:2: \(cause)") == true,
        "\(error as Any)"
      )
    }
  }

  private func expect(_ change: Case) async throws {
    try await MigrationScene.withWatchedScene { scene, watch in
      try scene.write("0002.sql", change.sql)
      _ = try await scene.migrate()
      let findings = try await watch.findings(of: try scene.lastFile())
      #expect(
        findings.map { "\($0.rule.rawValue) \($0.object): \($0.cause)" }.sorted() == change.findings
      )
    }
  }
}

extension MigrationScene {
  /// Lends a scene whose database has tables and is watched.
  fileprivate static func withWatchedScene(
    _ body: (MigrationScene, MigrationWatch) async throws -> Void
  ) async throws {
    try await withScene { scene in
      try scene.write(
        "0001.sql",
        """
        create type mood as enum ('good');
        create table a (n int primary key, m varchar(9), k int, state mood,
          constraint filled check (k is not null));
        create table b (n int, constraint whole check (n is not null));
        create table p (n int) partition by range (n);
        """
      )
      _ = try await scene.migrate()
      try await body(scene, try await MigrationWatch(scene.client))
    }
  }

  fileprivate func lastFile() throws -> MigrationFolder.File {
    try #require(folder().files.last)
  }
}
