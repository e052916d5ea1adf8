extension PostgresClient {
  /// Runs a statement on a leased connection and lends its rows to a closure one by one.
  ///
  /// The server sends no faster than the closure reads, so that any number of rows takes little memory.
  /// When the closure leaves before the last row, the server is told to stop.
  ///
  /// - Parameters:
  ///   - statement: what returns the rows.
  ///   - prelude: runs before it, in the same transaction.
  ///   - body: reads the rows.
  /// - Returns: what the closure returns.
  /// - Throws: what the closure or the prelude's check throws, or `PostgresError`.
  public func withRows<Result>(
    of statement: Statement,
    after prelude: Prelude? = nil,
    _ body: (PostgresRows) async throws -> Result
  ) async throws -> Result {
    guard let prelude else {
      return try await withConnection { try await $0.withRows(of: statement, body) }
    }
    if statement.access == .write {
      return try await withTransaction(prelude: prelude) {
        try await $0.withRows(of: statement, body)
      }
    }
    return try await withConnection { connection in
      try await connection.begin(.readWrite, prelude: prelude)
      do {
        let result = try await connection.withRows(of: statement, body)
        // There is nothing to commit, and a reader that left early has ended the transaction.
        await connection.rollBack()
        return result
      } catch {
        await connection.rollBack()
        throw error
      }
    }
  }
}
