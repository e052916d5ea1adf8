package import PostgresDriver

/// Finds out what migrations do to the tables that a database has already, by watching Postgres do it.
///
/// For a database on a throw-away server: the tables are empty there, and so everything is quick; but what is
/// dropped, written anew, or read whole under which lock does not depend on the rows.
package struct MigrationWatch: Sendable {
  private let client: PostgresClient

  /// Watches a database, whose tables of this moment are those that serve.
  ///
  /// - Parameter client: reaches the database as a superuser.
  /// - Throws: `PostgresError`.
  package init(_ client: PostgresClient) async throws {
    self.client = client
    try await client.withConnection { connection in
      try await connection.executeScript(SupportSQL.watch)
    }
  }

  /// What has happened since the last call, as findings about the migration that was applied meanwhile.
  package func findings(of file: MigrationFolder.File) async throws -> [MigrationFinding] {
    let effects = try await client.execute(Self.effects).map { row in
      Effect(
        kind: try row.next(),
        command: try row.next(),
        object: try row.next(),
        lock: try row.next(String?.self)
      )
    }
    var findings: [MigrationFinding] = []
    for effect in effects {
      let finding = effect.finding(in: file)
      if !findings.contains(finding) { findings.append(finding) }
    }
    return findings
  }

  /// The effects that were noted, which are forgotten with it, and the tables whose storage is another
  /// without a note: those that were truncated, clustered, or vacuumed in full.
  private static let effects = Statement(
    """
    with noted as (
      delete from demarc.watched_effect returning position, effect, command, object, relation, lock
    ),
    changed as (
      update demarc.watched_table w set file_node = pg_catalog.pg_relation_filenode(w.relation)
      where pg_catalog.pg_relation_filenode(w.relation) <> w.file_node and w.kind = 'r'
      returning w.relation, w.name
    )
    select effect, command, object, lock from (
      select position, effect, command, object, lock from noted
      where effect <> 'scan' or relation not in (select relation from noted where effect = 'rewrite')
      union all
      select null, 'replace', case when exists (
        select from pg_catalog.pg_index i where i.indrelid = changed.relation and i.indisclustered
      ) then 'CLUSTER' else 'TRUNCATE' end, name, null
      from changed where relation not in (select relation from noted where effect = 'rewrite')
    ) effects
    order by position
    """,
    access: .write
  )
}

/// What a command did to a table.
private struct Effect {
  let kind: String
  /// The command's tag, such as `ALTER TABLE`.
  let command: String
  let object: String
  /// The strongest lock that others wait for.
  let lock: String?

  func finding(in file: MigrationFolder.File) -> MigrationFinding {
    switch kind {
    case "drop":
      MigrationFinding(
        .dropsData,
        in: file,
        object: object,
        cause: "it is dropped with all that is in it",
        advice: "Release code that does without it first, and drop it in a later migration."
      )
    case "replace": replacement(in: file)
    case "rewrite":
      MigrationFinding(
        .rewritesTable,
        in: file,
        object: object,
        cause: "\(command) writes it anew, and nobody can read or write it meanwhile",
        advice: """
          Add a column beside it, fill that in batches, and change over; a default that is the same for \
          all rows writes nothing anew.
          """
      )
    default: scan(in: file)
    }
  }

  private func replacement(in file: MigrationFolder.File) -> MigrationFinding {
    guard file.directives.runsInTransaction, command == "TRUNCATE" else {
      return MigrationFinding(
        .rewritesTable,
        in: file,
        object: object,
        cause: "it is written anew, and nobody can read or write it meanwhile",
        advice: "Leave it to autovacuum, or do it outside of migrations when nobody is served."
      )
    }
    return MigrationFinding(
      .dropsData,
      in: file,
      object: object,
      cause: "it is emptied",
      advice: "Delete what must go in batches, outside of migrations."
    )
  }

  private func scan(in file: MigrationFolder.File) -> MigrationFinding {
    let lock = lock ?? "a lock"
    let harm =
      lock == "AccessExclusiveLock" ? "nobody can read or write it" : "nobody can write it"
    return MigrationFinding(
      .blocksTable,
      in: file,
      object: object,
      cause: "\(command) reads it whole under \(lock), and \(harm) meanwhile",
      advice: command == "CREATE INDEX"
        ? """
        Create the index concurrently, alone in a migration that begins with '-- demarc:no-transaction'.
        """
        : """
        Add the constraint 'not valid' (for 'set not null' a check that it is not null), and validate it \
        in a migration of its own.
        """
    )
  }
}
