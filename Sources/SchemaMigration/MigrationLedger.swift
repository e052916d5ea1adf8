import PostgresDriver

/// The migrations that a database has applied, as `demarc.migration` in it says.
struct MigrationLedger {
  private let connection: PostgresConnection

  init(_ connection: PostgresConnection) {
    self.connection = connection
  }

  /// The migrations that the ledger does not know.
  ///
  /// - Throws: `MigrationError` when an applied migration was changed or is gone, or a new one comes before it.
  func pending(_ migrations: MigrationFolder) async throws -> [MigrationFolder.File] {
    let lines = try await lines(migrations)
    let known = Set(migrations.files.map(\.name))
    if let gone = lines.keys.filter({ !known.contains($0) }).sorted().first {
      throw MigrationError(
        """
        \(migrations.path): the database has the migration '\(gone)', and the folder does not. Bring the \
        file back; to undo it, add a migration that does.
        """
      )
    }
    if let changed = migrations.files.first(where: { lines[$0.name] == false }) {
      throw MigrationError(
        """
        \(changed.path): it was changed after the database had applied it. Restore it, and put the change \
        into a new migration.
        """
      )
    }
    let pending = migrations.files.filter { lines[$0.name] == nil }
    if let first = pending.first, let last = lines.keys.max(), first.name < last {
      throw MigrationError(
        """
        \(first.path): it comes before '\(last)', which the database has already. Give it a name that \
        sorts after that.
        """
      )
    }
    return pending
  }

  /// Whether each migration of the ledger is as the folder has it.
  ///
  /// Postgres itself makes the digests.
  private func lines(_ migrations: MigrationFolder) async throws -> [String: Bool] {
    let names: [String?] = migrations.files.map(\.name)
    let texts: [String?] = migrations.files.map(\.sql)
    let lines = try await connection.execute(
      Statement(
        """
        select m.name, f.sql is null or m.digest = encode(sha256(convert_to(f.sql, 'UTF8')), 'hex')
        from demarc.migration m
        left join unnest($1::text[], $2::text[]) as f(name, sql) on f.name = m.name
        """,
        Parameters(names, texts),
        access: .read
      )
    ).map { row in (try row.next(String.self), try row.next(Bool.self)) }
    return Dictionary(uniqueKeysWithValues: lines)
  }

  /// Notes that a migration is applied.
  func enter(_ file: MigrationFolder.File) async throws {
    _ = try await connection.execute(
      Statement(
        """
        insert into demarc.migration (name, digest)
        values ($1, encode(sha256(convert_to($2, 'UTF8')), 'hex'))
        """,
        Parameters(file.name, file.sql),
        access: .write
      )
    )
  }
}
