public import PostgresDriver

/// The rows of a search, which arrive as fast as they are read.
public struct Rows<Row: DecodableRow>: AsyncSequence, Sendable {
  let rows: PostgresRows

  /// Begins to read.
  ///
  /// - Returns: the reader, of which there should be one.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rows: rows.makeAsyncIterator()) }

  /// Reads one row after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    var rows: PostgresRows.AsyncIterator

    /// Waits for the next row.
    ///
    /// - Returns: the row, or nil after the last.
    /// - Throws: `PostgresError`, or `CancellationError`.
    public mutating func next() async throws -> Row? {
      try await rows.next()?.decode { row in try Row(row: &row) }
    }
  }
}

extension RepositorySession {
  /// Lends the rows that a statement returns to a closure, one by one.
  ///
  /// The statement has a connection of its own for as long as the closure runs, or that of the transaction.
  ///
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws, or an error of the statement.
  public func withRows<Row: DecodableRow, Result>(
    of statement: Statement,
    _ body: (Rows<Row>) async throws -> Result
  ) async throws -> Result {
    try await session.withRows(of: statement) { rows in try await body(Rows(rows: rows)) }
  }
}
