public import PostgresDriver

/// Collects the values of drafts that give the same columns, in the form in which an insert sends them.
///
/// For generated code, which calls one method for each column. They are inlined there: a call for each of a
/// million values, through tables of witnesses, would take longer than Postgres takes for the rows.
public struct RowWriter {
  /// How values are laid out.
  enum Layout {
    /// One row behind the other, each with the number of its values before it, as a binary COPY takes them.
    case rows
    /// One column behind the other, as `unnest` takes arrays.
    case columns
    /// As `rows`, for a single row, of which no NULL is sent: the column's default will do.
    case singleRow
  }

  /// What every value of a column, or every value of all, is appended to.
  @usableFromInline
  struct Buffer {
    @usableFromInline var bytes: [UInt8] = []
    /// Where the last row begins.
    var rowStart = 0
  }

  let layout: Layout
  /// One for each column, or one for all.
  @usableFromInline var buffers: [Buffer]
  @usableFromInline let hasBufferForEach: Bool
  @usableFromInline let omitsNull: Bool
  /// The OIDs of the columns' values.
  @usableFromInline var types: [UInt32]
  /// Which columns the rows give.
  @usableFromInline var given: [Bool]
  /// The column whose turn it is.
  @usableFromInline var column = 0
  /// Whether the first row is written, which decides what columns are given.
  @usableFromInline var isFirst = true
  /// Whether the row that is written gives other columns than those before.
  @usableFromInline var differs = false
  /// The first column of the row that is written whose text holds U+0000.
  @usableFromInline var columnWithNUL: Int?
  /// How many rows there are.
  private(set) var count = 0

  init(columns: Int, _ layout: Layout) {
    self.layout = layout
    hasBufferForEach = layout == .columns
    omitsNull = layout == .singleRow
    buffers = Array(repeating: Buffer(), count: layout == .columns ? columns : 1)
    types = Array(repeating: 0, count: columns)
    given = Array(repeating: true, count: columns)
  }

  // MARK: Values

  /// Appends the value of a column.
  @inlinable
  public mutating func append<Value: PostgresEncodable>(_ value: Value) {
    if isFirst { types[column] = hasBufferForEach ? Value.listedType : Value.postgresType }
    if value.holdsNUL, columnWithNUL == nil { columnWithNUL = column }
    if hasBufferForEach {
      buffers[column].append { value.encodeListed(into: &$0) }
    } else {
      buffers[0].append { value.encode(into: &$0) }
    }
    column += 1
  }

  /// Appends the value of a column that is NULL where none is given.
  @inlinable
  public mutating func appendOrNull<Value: PostgresEncodable>(_ value: Value?) {
    if let value { return append(value) }
    if omitsNull { return appendOrDefault(value) }
    if isFirst { types[column] = hasBufferForEach ? Value.listedType : Value.postgresType }
    buffers[hasBufferForEach ? column : 0].appendNull()
    column += 1
  }

  /// Appends the value of a column that has its default where none is given.
  ///
  /// No value stands for a default, so a statement leaves out the column for all of its rows or for none.
  @inlinable
  public mutating func appendOrDefault<Value: PostgresEncodable>(_ value: Value?) {
    if isFirst {
      given[column] = value != nil
    } else if given[column] != (value != nil) {
      differs = true
    }
    if let value { append(value) } else { column += 1 }
  }

  // MARK: Rows

  /// Begins a row.
  mutating func beginRow() {
    column = 0
    differs = false
    columnWithNUL = nil
    isFirst = count == 0
    for index in buffers.indices { buffers[index].rowStart = buffers[index].bytes.count }
    // The number of values is known at the end.
    if layout == .rows { buffers[0].bytes += [0, 0] }
  }

  /// Ends a row and tells whether it was taken: one that gives other columns than those before was not.
  mutating func endRow() -> Bool {
    guard !differs else {
      for index in buffers.indices {
        buffers[index].bytes.removeSubrange(buffers[index].rowStart...)
      }
      return false
    }
    if layout == .rows {
      let number = UInt16(given.count { $0 }).bigEndian
      buffers[0].store(number, at: buffers[0].rowStart)
    }
    count += 1
    return true
  }

  /// Forgets the rows, and keeps their room.
  mutating func removeAll() {
    for index in buffers.indices { buffers[index].bytes.removeAll(keepingCapacity: true) }
    for index in given.indices { given[index] = true }
    count = 0
  }

  /// How much the rows take.
  var byteCount: Int { buffers.reduce(0) { $0 + $1.bytes.count } }

  /// The positions of the columns that the rows give.
  var givenColumns: [Int] { given.indices.filter { given[$0] } }
}

extension RowWriter.Buffer {
  /// Appends what a closure appends, with its length before it.
  @inlinable
  mutating func append(_ encode: (inout [UInt8]) -> Void) {
    let start = bytes.count
    appendNull()
    encode(&bytes)
    store(Int32(truncatingIfNeeded: bytes.count - start - 4).bigEndian, at: start)
  }

  /// Appends the length that stands for NULL.
  @inlinable
  mutating func appendNull() {
    bytes.append(0xFF)
    bytes.append(0xFF)
    bytes.append(0xFF)
    bytes.append(0xFF)
  }

  /// Overwrites bytes.
  @inlinable
  mutating func store<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: number, toByteOffset: offset, as: Number.self)
    }
  }
}
