import PostgresDriver

extension PostgresConnection {
  /// Runs a command without parameters.
  func command(_ sql: String) async throws {
    _ = try await execute(Statement(sql, access: .write))
  }

  /// Makes the session what it was when it began.
  ///
  /// A migration may have set a role, an encoding or a path, or made a temporary table. The lock of the run and
  /// the driver's prepared statements stay.
  func resetSession() async throws {
    try await command("set session authorization default")
    try await command("reset all")
    try await command("discard temp")
  }

  /// Runs a closure in a transaction.
  func inTransaction(_ body: () async throws -> Void) async throws {
    try await command("begin")
    do {
      try await body()
      try await command("commit")
    } catch {
      // A rollback that fails means a lost connection, which rolls back too.
      _ = try? await command("rollback")
      throw error
    }
  }
}
