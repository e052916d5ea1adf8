import Catalog
import PostgresDriver

/// A migration of one statement that Postgres refuses to run in a transaction, such as
/// `create index concurrently`.
///
/// The statement and its line in the ledger cannot be one step, so an *attempt* is noted before and taken back
/// when the server refused the statement. An attempt that is found at the start of a run was broken off, at
/// whatever moment: what it left half-made (an invalid index) is removed, and the statement runs again; when
/// the server then says that its work is done already, it was done by that attempt.
struct UnguardedMigration {
  let file: MigrationFolder.File
  /// The role that owns what is made.
  let owner: String?

  /// Applies the migration and enters it in the ledger.
  ///
  /// - Throws: `MigrationError` when the server refuses the statement, of which then nothing stays.
  func apply(on connection: PostgresConnection) async throws {
    let attempt = try await attempt(on: connection)
    try await removeInvalidIndexes(unless: attempt.invalidIndexes, on: connection)
    do {
      try await run(on: connection)
    } catch let error as PostgresError where error.code == .server {
      try await removeInvalidIndexes(unless: attempt.invalidIndexes, on: connection)
      guard attempt.isOfThisText, error.sqlState.map(Self.saysDone.contains) == true else {
        try await endAttempt(on: connection)
        throw MigrationError(file, refusal: error)
      }
    }
    try await connection.inTransaction {
      try await MigrationLedger(connection).enter(file)
      try await endAttempt(on: connection)
    }
  }

  private func run(on connection: PostgresConnection) async throws {
    if let owner { try await connection.command("set role \(quotedIdentifier(owner))") }
    do {
      try await connection.executeScript(file.script)
    } catch {
      // When this fails too, the connection is lost, and the session with it.
      _ = try? await connection.resetSession()
      throw error
    }
    try await connection.resetSession()
  }

  // MARK: Attempts

  private struct Attempt {
    /// Whether a run before began the migration as the file is now, and was broken off.
    let isOfThisText: Bool
    /// The indexes that were invalid before the first attempt, which are somebody else's.
    let invalidIndexes: [String?]
  }

  private func attempt(on connection: PostgresConnection) async throws -> Attempt {
    let found = try await connection.execute(
      Statement(
        """
        select digest = encode(sha256(convert_to($2, 'UTF8')), 'hex'), invalid_indexes
        from demarc.migration_attempt where name = $1
        """,
        Parameters(file.name, file.sql),
        access: .read
      )
    ).optional { row in
      Attempt(isOfThisText: try row.next(Bool.self), invalidIndexes: try row.next([String?].self))
    }
    if let found { return found }
    let made = try await connection.execute(
      Statement(
        """
        insert into demarc.migration_attempt (name, digest, invalid_indexes)
        select $1, encode(sha256(convert_to($2, 'UTF8')), 'hex'),
          array(select indexrelid::text from pg_catalog.pg_index where not indisvalid)
        returning invalid_indexes
        """,
        Parameters(file.name, file.sql),
        access: .write
      )
    ).one { row in try row.next([String?].self) }
    return Attempt(isOfThisText: false, invalidIndexes: made)
  }

  private func endAttempt(on connection: PostgresConnection) async throws {
    _ = try await connection.execute(
      Statement(
        "delete from demarc.migration_attempt where name = $1",
        Parameters(file.name),
        access: .write
      )
    )
  }

  /// Removes the indexes that an attempt left half-made: they cost every write and serve no read, and
  /// `if not exists` would take them for the real ones.
  private func removeInvalidIndexes(
    unless known: [String?],
    on connection: PostgresConnection
  ) async throws {
    let names = try await connection.execute(
      Statement(
        """
        select i.indexrelid::regclass::text from pg_catalog.pg_index i
        join pg_catalog.pg_class c on c.oid = i.indexrelid
        where not i.indisvalid and c.relkind = 'i' and i.indexrelid::text <> all ($1::text[])
          and not exists (
            select from pg_catalog.pg_stat_progress_create_index p
            where p.index_relid = i.indexrelid and p.pid <> pg_catalog.pg_backend_pid()
          )
        """,
        Parameters(known),
        access: .read
      )
    ).map { row in try row.next(String.self) }
    for name in names { try await connection.command("drop index concurrently if exists \(name)") }
  }

  /// What the server says when there is already what should be made, or no longer what should go.
  private static let saysDone: Set<SQLState> = [
    SQLState(rawValue: "42P07"), SQLState(rawValue: "42710"), .undefinedTable, .undefinedObject,
  ]
}

extension MigrationError {
  /// The server refused the statement of a migration that runs outside of a transaction.
  fileprivate init(_ file: MigrationFolder.File, refusal error: PostgresError) {
    let isSeveral = error.sqlState?.rawValue == "25001"
    self.init(
      """
      \(file.path): \(error)
        \(isSeveral ? "A migration with '-- demarc:no-transaction' must be one statement. " : "")Nothing of \
      this migration stayed; those before it did. Correct the file and migrate again.
      """
    )
  }
}
