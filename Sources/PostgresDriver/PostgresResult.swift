import CLibpq

/// What a statement returned.
///
/// The rows are decoded when they are asked for.
public final class PostgresResult: @unchecked Sendable {
  // Unchecked because a PGresult is never changed after libpq handed it out, and is freed by `deinit`
  // alone, when nobody reads it any more.
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) {
    self.handle = handle
  }

  deinit {
    PQclear(handle)
  }

  /// The number of rows.
  public var count: Int { Int(PQntuples(handle)) }

  /// The number of rows that the statement inserted, changed or removed.
  public var affectedRows: Int {
    PQcmdTuples(handle).flatMap { Int(String(cString: $0)) } ?? 0
  }

  /// The names of the columns.
  public var columnNames: [String] { (0..<PQnfields(handle)).map(columnName) }

  /// Decodes every row.
  ///
  /// - Throws: what the closure throws, or `PostgresError.Code.decoding` when it reads fewer columns than
  ///   there are.
  public func map<Value>(_ decode: (inout RowReader) throws -> Value) throws -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(count)
    var reader = RowReader(result: self, row: 0, isFirstOfMany: count > 1)
    for row in 0..<PQntuples(handle) {
      reader.move(to: row)
      values.append(try decode(&reader))
      try reader.requireEnd()
    }
    return values
  }

  /// Decodes the only row, or gives nil when there is none.
  ///
  /// - Throws: as `map(_:)`, and `PostgresError.Code.unexpectedRowCount` when there are more.
  public func optional<Value>(_ decode: (inout RowReader) throws -> Value) throws -> Value? {
    guard count <= 1 else {
      throw PostgresError(
        .unexpectedRowCount,
        "The statement returned \(count) rows where at most one was expected."
      )
    }
    if count == 0 { return nil }
    var reader = RowReader(result: self, row: 0, isFirstOfMany: false)
    let value = try decode(&reader)
    try reader.requireEnd()
    return value
  }

  /// Decodes the only row.
  ///
  /// - Throws: as `map(_:)`, and `PostgresError.Code.unexpectedRowCount` when there is another number.
  public func one<Value>(_ decode: (inout RowReader) throws -> Value) throws -> Value {
    guard let value = try optional(decode) else {
      throw PostgresError(
        .unexpectedRowCount,
        "The statement returned no row where exactly one was expected."
      )
    }
    return value
  }

  /// What a statement takes and returns, where the result describes one.
  var shape: StatementShape {
    StatementShape(
      parameterTypes: (0..<PQnparams(handle)).map { PQparamtype(handle, $0) },
      columns: (0..<columnCount).map { column in
        StatementShape.Column(
          name: columnName(column),
          type: columnType(column),
          relation: PQftable(handle, column),
          attribute: Int16(truncatingIfNeeded: PQftablecol(handle, column))
        )
      }
    )
  }

  // MARK: Cells

  var columnCount: Int32 { PQnfields(handle) }

  func columnName(_ column: Int32) -> String {
    PQfname(handle, column).map { String(cString: $0) } ?? "\(column + 1)"
  }

  func columnType(_ column: Int32) -> UInt32 { PQftype(handle, column) }

  /// The bytes of a cell, which live as long as the result, or nil for NULL.
  func bytes(_ row: Int32, _ column: Int32) -> UnsafeRawBufferPointer? {
    let length = Int(PQgetlength(handle, row, column))
    // NULL has no length either.
    if length == 0, PQgetisnull(handle, row, column) == 1 { return nil }
    return UnsafeRawBufferPointer(start: PQgetvalue(handle, row, column), count: length)
  }
}
