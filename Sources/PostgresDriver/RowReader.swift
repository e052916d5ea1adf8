/// Reads the columns of a row, one after the other.
///
/// Whether a column's type is one that a Swift type can be decoded from is asked once for a result, not
/// for every row.
public struct RowReader {
  // The generic parts are inlinable, for the decoding in `Scripts/bench runtime`: without the types of the caller the
  // look-up of their metadata costs more than the decoding.

  /// A column as the server describes it.
  private struct ColumnType {
    let type: UInt32
    /// The Swift type that was last found to be decodable from it.
    var accepted: ObjectIdentifier?
  }

  private let result: PostgresResult
  private let columnCount: Int32
  /// The columns, where more than one row is read.
  private var types: [ColumnType]
  private var row: Int32
  private var column: Int32 = 0

  /// Stands before the first column of a row.
  ///
  /// - Parameters:
  ///   - result: what holds the row.
  ///   - row: the row, from 0.
  ///   - isFirstOfMany: whether `move` leads on to other rows.
  init(result: PostgresResult, row: Int32, isFirstOfMany: Bool) {
    self.result = result
    self.row = row
    columnCount = result.columnCount
    types =
      isFirstOfMany
      ? (0..<columnCount).map { ColumnType(type: result.columnType($0), accepted: nil) } : []
  }

  /// Goes to the first column of another row.
  mutating func move(to row: Int32) {
    self.row = row
    column = 0
  }

  /// Reads the next column, which must not be NULL.
  ///
  /// - Throws: `PostgresError.Code.decoding`, which names the column.
  @inlinable
  public mutating func next<Value: PostgresDecodable>(
    _ type: Value.Type = Value.self
  ) throws(PostgresError) -> Value {
    let cell = try nextCell(for: ObjectIdentifier(Value.self))
    if !cell.isAccepted {
      try accept(Value.accepts(cell.type), Value.self)
    }
    guard let bytes = cell.bytes else { throw error("it is NULL and should not be") }
    do throws(DecodingFailure) {
      return try Value.decode(bytes, type: cell.type)
    } catch {
      throw self.error(error.cause)
    }
  }

  /// Reads the next column, or nil when it is NULL.
  ///
  /// - Throws: `PostgresError.Code.decoding`, which names the column.
  @inlinable
  public mutating func next<Value: PostgresDecodable>(
    _ type: Value?.Type = Value?.self
  ) throws(PostgresError) -> Value? {
    let cell = try nextCell(for: ObjectIdentifier(Value.self))
    if !cell.isAccepted {
      try accept(Value.accepts(cell.type), Value.self)
    }
    guard let bytes = cell.bytes else { return nil }
    do throws(DecodingFailure) {
      return try Value.decode(bytes, type: cell.type)
    } catch {
      throw self.error(error.cause)
    }
  }

  /// A value of a column.
  @usableFromInline
  struct Cell {
    /// The bytes, or nil for NULL; they live as long as the result.
    @usableFromInline let bytes: UnsafeRawBufferPointer?
    /// The server's type.
    @usableFromInline let type: UInt32
    /// Whether the Swift type was found to be decodable from the server's in an earlier row.
    @usableFromInline let isAccepted: Bool

    init(bytes: UnsafeRawBufferPointer?, type: UInt32, isAccepted: Bool) {
      self.bytes = bytes
      self.type = type
      self.isAccepted = isAccepted
    }
  }

  /// Goes behind the next column and gives what stands in it.
  @usableFromInline
  mutating func nextCell(for type: ObjectIdentifier) throws(PostgresError) -> Cell {
    let column = column
    guard column < columnCount else {
      throw .decoding("\(column + 1)", "the statement returns only \(columnCount) columns")
    }
    self.column = column + 1
    let bytes = result.bytes(row, column)
    guard !types.isEmpty else {
      return Cell(bytes: bytes, type: result.columnType(column), isAccepted: false)
    }
    let known = types[Int(column)]
    return Cell(bytes: bytes, type: known.type, isAccepted: known.accepted == type)
  }

  /// Notes that the last column can be decoded as a Swift type, or throws when it cannot.
  @usableFromInline
  mutating func accept(_ isAccepted: Bool, _ type: Any.Type) throws(PostgresError) {
    let column = column - 1
    guard isAccepted else {
      throw error("the server's type with OID \(result.columnType(column)) is no \(type)")
    }
    if !types.isEmpty { types[Int(column)].accepted = ObjectIdentifier(type) }
  }

  /// The error that the last column cannot be decoded.
  @usableFromInline
  func error(_ cause: String) -> PostgresError {
    .decoding(result.columnName(column - 1), cause)
  }

  /// Requires that every column was read.
  func requireEnd() throws(PostgresError) {
    guard column == columnCount else {
      throw .decoding(
        result.columnName(column),
        "it was not expected: \(column) columns were read"
      )
    }
  }
}
