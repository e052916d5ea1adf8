import PostgresDriver

extension PostgresConnection {
  /// Runs a command without parameters.
  func command(_ sql: String) async throws {
    _ = try await execute(Statement(sql, access: .write))
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
