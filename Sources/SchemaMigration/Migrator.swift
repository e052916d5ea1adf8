import Catalog
package import ConfigurationFile
package import PostgresDriver

/// Brings a database up to its migrations, and keeps a ledger of them in it.
///
/// Each migration is applied in a transaction of its own together with its line in the ledger, so a run that
/// was broken off goes on where it ended. In the data plane Demarc's own schema comes first, and everything
/// is made as the owner's role, so that the application owns nothing.
package struct Migrator: Sendable {
  private let client: PostgresClient
  private let database: Configuration.Database
  private let cluster: String?

  /// Makes a migrator of one database.
  ///
  /// - Parameters:
  ///   - client: reaches the database, as a role that may create roles and objects.
  ///   - database: which of the project's databases it is.
  ///   - cluster: the name of the cluster that a database of the data plane is; nil leaves it without.
  package init(client: PostgresClient, database: Configuration.Database, cluster: String? = nil) {
    self.client = client
    self.database = database
    self.cluster = cluster
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
        let pending = try await pending(migrations, on: connection)
        for file in pending {
          onApply(file.name)
          try await apply(file, on: connection)
        }
        return pending.map(\.name)
      }
    }
  }

  // MARK: Support

  private func installSupport(on connection: PostgresConnection) async throws {
    do {
      if let roles = database.roles {
        try await connection.executeScript(SupportSQL.roles(roles))
        try await asOwner("\(SupportSQL.ledger)\n\(SupportSQL.cluster(roles))", on: connection)
      } else {
        try await connection.executeScript(SupportSQL.ledger)
      }
    } catch let error as PostgresError where error.code == .server {
      throw MigrationError(
        """
        Demarc's own schema cannot be installed in \(client.configuration): \(error). Migrate as a role \
        that may create roles and schemas.
        """
      )
    }
    if let cluster { try await identify(as: cluster, on: connection) }
  }

  /// Tells the database which cluster it is, once.
  private func identify(as cluster: String, on connection: PostgresConnection) async throws {
    let found = try await connection.execute(
      Statement(
        """
        with made as (
          insert into demarc.cluster_identity (cluster_id) values ($1)
          on conflict do nothing
          returning cluster_id
        )
        select cluster_id from made union all select cluster_id from demarc.cluster_identity limit 1
        """,
        Parameters(cluster),
        access: .write
      )
    ).one { row in try row.next(String.self) }
    guard found == cluster else {
      throw MigrationError(
        """
        \(client.configuration) is the cluster '\(found)', and was to be migrated as '\(cluster)'; \
        nothing was changed. Correct the URL or the cluster's name: a database keeps its identity.
        """
      )
    }
  }

  // MARK: Ledger

  /// The migrations that the ledger does not know.
  private func pending(
    _ migrations: MigrationFolder,
    on connection: PostgresConnection
  ) async throws -> [MigrationFolder.File] {
    let lines = try await ledger(migrations, on: connection)
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
  private func ledger(
    _ migrations: MigrationFolder,
    on connection: PostgresConnection
  ) async throws -> [String: Bool] {
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

  private func apply(_ file: MigrationFolder.File, on connection: PostgresConnection) async throws {
    let digest = Statement(
      """
      insert into demarc.migration (name, digest)
      values ($1, encode(sha256(convert_to($2, 'UTF8')), 'hex'))
      """,
      Parameters(file.name, file.sql),
      access: .write
    )
    try await inTransaction(on: connection) {
      try await setOwner(on: connection)
      try await command("savepoint demarc_migration", on: connection)
      try await run(file, on: connection)
      _ = try await connection.execute(digest)
    }
  }

  /// Runs a migration behind the savepoint, which is gone exactly when the migration ended the transaction
  /// that it runs in; what it committed itself cannot be taken back.
  private func run(_ file: MigrationFolder.File, on connection: PostgresConnection) async throws {
    do {
      try await connection.executeScript(file.sql)
      try await command("release savepoint demarc_migration", on: connection)
    } catch let error as PostgresError where error.code == .server {
      do {
        try await command("rollback to savepoint demarc_migration", on: connection)
      } catch let lost as PostgresError where lost.code == .server {
        throw MigrationError(
          """
          \(file.path): it ends the transaction that it is applied in. Take out its commit or rollback; \
          what it committed itself may have stayed.
          """
        )
      }
      throw MigrationError(file, error)
    }
  }

  // MARK: Steps

  /// One run at a time: a second one waits, and then finds nothing to do.
  private func withLock<Result>(
    on connection: PostgresConnection,
    _ body: () async throws -> Result
  ) async throws -> Result {
    try await command("select pg_advisory_lock(hashtext('demarc.migration'))", on: connection)
    do {
      let result = try await body()
      try await command("select pg_advisory_unlock_all()", on: connection)
      return result
    } catch {
      // When this fails too, the connection is lost, and the lock with it.
      _ = try? await command("select pg_advisory_unlock_all()", on: connection)
      throw error
    }
  }

  private func inTransaction(
    on connection: PostgresConnection,
    _ body: () async throws -> Void
  ) async throws {
    try await command("begin", on: connection)
    do {
      try await body()
      try await command("commit", on: connection)
    } catch {
      // A rollback that fails means a lost connection, which rolls back too.
      _ = try? await command("rollback", on: connection)
      throw error
    }
  }

  private func asOwner(_ script: String, on connection: PostgresConnection) async throws {
    try await inTransaction(on: connection) {
      try await setOwner(on: connection)
      try await connection.executeScript(script)
    }
  }

  private func setOwner(on connection: PostgresConnection) async throws {
    guard let owner = database.roles?.owner else { return }
    try await command("set local role \(quotedIdentifier(owner))", on: connection)
  }

  private func command(_ sql: String, on connection: PostgresConnection) async throws {
    _ = try await connection.execute(Statement(sql, access: .write))
  }
}
