/// The rows of a statement, which arrive as fast as they are read.
public struct PostgresRows: AsyncSequence, Sendable {
  let connection: PostgresConnection

  /// Reads rows one after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    let connection: PostgresConnection
    private var rows: [PostgresResult] = []
    private var index = 0

    init(connection: PostgresConnection) {
      self.connection = connection
    }

    /// Waits for the next row.
    ///
    /// - Returns: the row, or nil after the last.
    /// - Throws: `PostgresError`, or `CancellationError`.
    public mutating func next() async throws -> PostgresRow? {
      if index == rows.count {
        // What was read is freed before more arrives.
        rows = []
        index = 0
        rows = try await connection.nextRows()
      }
      guard index < rows.count else { return nil }
      defer { index += 1 }
      return PostgresRow(result: rows[index])
    }
  }

  /// Begins to read.
  ///
  /// - Returns: the reader, of which there should be one.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(connection: connection) }
}

/// One row of a statement.
public struct PostgresRow: Sendable {
  let result: PostgresResult

  /// Decodes the row.
  ///
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws, or `PostgresError.Code.decoding` when it reads fewer columns than
  ///   there are.
  public func decode<Value>(_ decode: (inout RowReader) throws -> Value) throws -> Value {
    try result.one(decode)
  }
}
