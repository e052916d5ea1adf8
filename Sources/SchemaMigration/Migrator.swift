import Catalog
package import ConfigurationFile
package import PostgresDriver

/// Brings a database up to its migrations, and keeps a ledger of them in it.
///
/// Each migration is applied in a transaction of its own together with its line in the ledger, so a run that
/// was broken off goes on where it ended; `UnguardedMigration` says how the others do. In the data plane Demarc's
/// own schema comes first, and everything is made as the owner's role, so that the application owns nothing.
package struct Migrator: Sendable {
  let client: PostgresClient
  let database: Configuration.Database
  let cluster: String?
  private let lockTimeout: Duration?

  /// Makes a migrator of one database.
  ///
  /// - Parameters:
  ///   - client: reaches the database, as a role that may create roles and objects.
  ///   - database: which of the project's databases it is.
  ///   - cluster: the name of the cluster that a database of the data plane is; nil leaves it without.
  ///   - lockTimeout: how long a statement may wait for a lock on a table, and all who come after it with it; nil
  ///     lets it wait.
  package init(
    client: PostgresClient,
    database: Configuration.Database,
    cluster: String? = nil,
    lockTimeout: Duration? = nil
  ) {
    self.client = client
    self.database = database
    self.cluster = cluster
    self.lockTimeout = lockTimeout
  }

  /// The migrations that the database lacks, by a look that changes nothing.
  ///
  /// - Throws: `MigrationError` when ledger and folder contradict each other, or `PostgresError`.
  package func pending(_ migrations: MigrationFolder) async throws -> [MigrationFolder.File] {
    try await client.withConnection { connection in
      let hasLedger = try await connection.execute(
        Statement("select to_regclass('demarc.migration') is not null", access: .read)
      ).one { row in try row.next(Bool.self) }
      guard hasLedger else { return migrations.files }
      return try await MigrationLedger(connection).pending(migrations)
    }
  }

  /// Applies every migration that the ledger does not know.
  ///
  /// - Parameters:
  ///   - migrations: all migrations of the database.
  ///   - onApply: called before each one is applied.
  /// - Returns: the names of those that were applied.
  /// - Throws: `MigrationError`, or `PostgresError` when the database cannot be reached.
  package func apply(
    _ migrations: MigrationFolder,
    onApply: (String) -> Void = { _ in }
  ) async throws -> [String] {
    try await client.withConnection { connection in
      try await withLock(on: connection) {
        try await installSupport(on: connection)
        let pending = try await MigrationLedger(connection).pending(migrations)
        for (position, file) in pending.enumerated() {
          onApply(file.name)
          try await apply(file, before: pending[(position + 1)...], on: connection)
        }
        return pending.map(\.name)
      }
    }
  }

  // MARK: One migration

  private func apply(
    _ file: MigrationFolder.File,
    before others: ArraySlice<MigrationFolder.File>,
    on connection: PostgresConnection
  ) async throws {
    guard file.directives.runsInTransaction else {
      try await UnguardedMigration(file: file, owner: database.roles?.owner).apply(on: connection)
      return
    }
    try await connection.inTransaction {
      try await setOwner(on: connection)
      if let lockTimeout {
        try await connection.command("set local lock_timeout = \(lockTimeout.milliseconds)")
      }
      try await connection.command("savepoint demarc_migration")
      try await run(file, before: others, on: connection)
      try await connection.resetSession()
      try await setOwner(on: connection)
      try await MigrationLedger(connection).enter(file)
    }
  }

  /// Runs a migration behind the savepoint, which is gone exactly when the migration ended the transaction
  /// that it runs in; what it committed itself cannot be taken back.
  private func run(
    _ file: MigrationFolder.File,
    before others: ArraySlice<MigrationFolder.File>,
    on connection: PostgresConnection
  ) async throws {
    do {
      try await connection.executeScript(file.script)
      try await connection.command("release savepoint demarc_migration")
    } catch let error as PostgresError where error.code == .server {
      do {
        try await connection.command("rollback to savepoint demarc_migration")
      } catch let lost as PostgresError where lost.code == .server {
        throw MigrationError(endsTransaction: file, besides: others)
      }
      throw MigrationError(file, error)
    }
  }

  // MARK: Steps

  /// One run at a time: a second one waits, and then finds nothing to do.
  ///
  /// It asks again and again rather than once: a statement that waits holds a snapshot, for whose end
  /// `create index concurrently` of the first run would wait in turn.
  private func withLock<Result>(
    on connection: PostgresConnection,
    _ body: () async throws -> Result
  ) async throws -> Result {
    let lock = Statement(
      "select pg_try_advisory_lock(hashtext('demarc.migration'))",
      access: .write
    )
    while try await !connection.execute(lock).one({ row in try row.next(Bool.self) }) {
      try await Task.sleep(for: .milliseconds(100))
    }
    do {
      let result = try await body()
      try await connection.command("select pg_advisory_unlock_all()")
      return result
    } catch {
      // When this fails too, the connection is lost, and the lock with it.
      _ = try? await connection.command("select pg_advisory_unlock_all()")
      throw error
    }
  }

  func setOwner(on connection: PostgresConnection) async throws {
    guard let owner = database.roles?.owner else { return }
    try await connection.command("set local role \(quotedIdentifier(owner))")
  }
}

extension Duration {
  fileprivate var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
