/// Reads the columns of a row, one after the other.
public struct RowReader {
  private let result: PostgresResult
  private let row: Int32
  private var column: Int32 = 0

  init(result: PostgresResult, row: Int32) {
    self.result = result
    self.row = row
  }

  /// Reads the next column, which must not be NULL.
  ///
  /// - Throws: `PostgresError.Code.decoding`, which names the column.
  public mutating func next<Value: PostgresDecodable>(
    _ type: Value.Type = Value.self
  ) throws(PostgresError) -> Value {
    guard let value = try next(Value?.self) else {
      throw .decoding(result.columnName(column - 1), "it is NULL and should not be")
    }
    return value
  }

  /// Reads the next column, or nil when it is NULL.
  ///
  /// - Throws: `PostgresError.Code.decoding`, which names the column.
  public mutating func next<Value: PostgresDecodable>(
    _ type: Value?.Type = Value?.self
  ) throws(PostgresError) -> Value? {
    let column = column
    guard column < result.columnCount else {
      throw .decoding("\(column + 1)", "the statement returns only \(result.columnCount) columns")
    }
    self.column += 1
    let serverType = result.columnType(column)
    guard Value.accepts(serverType) else {
      throw .decoding(
        result.columnName(column),
        "the server's type with OID \(serverType) is no \(Value.self)"
      )
    }
    do throws(DecodingFailure) {
      return try result.withCell(row, column) { bytes throws(DecodingFailure) -> Value? in
        guard let bytes else { return nil }
        return try Value.decode(bytes, type: serverType)
      }
    } catch {
      throw .decoding(result.columnName(column), error.cause)
    }
  }

  /// Requires that every column was read.
  func requireEnd() throws(PostgresError) {
    guard column == result.columnCount else {
      throw .decoding(
        result.columnName(column),
        "it was not expected: \(column) columns were read"
      )
    }
  }
}
