/// The parameters of a statement, in Postgres' binary form.
public struct Parameters: Sendable, Hashable, Codable {
  /// Where a parameter stands in `bytes`.
  struct Cell: Sendable, Hashable, Codable {
    /// The type's OID; 0 lets the server infer it.
    let type: UInt32
    /// The number of bytes; -1 for NULL.
    let length: Int32
  }

  /// The values, one behind the other.
  private(set) var bytes: [UInt8] = []
  private(set) var cells: [Cell] = []
  /// The first parameter that holds U+0000, from 1; 0 when there is none.
  private var firstWithNUL = 0

  /// No parameters.
  public init() {}

  /// Parameters in the order of `$1`, `$2`, ….
  public init<each Element: PostgresEncodable>(_ values: repeat each Element) {
    bytes.reserveCapacity(64)
    cells.reserveCapacity(4)
    repeat append(each values)
  }

  /// How many there are.
  public var count: Int { cells.count }

  /// Appends a value.
  public mutating func append<Element: PostgresEncodable>(_ value: Element) {
    let start = bytes.count
    value.encode(into: &bytes)
    cells.append(Cell(type: Element.postgresType, length: Int32(bytes.count - start)))
    if firstWithNUL == 0, value.holdsNUL { firstWithNUL = count }
  }

  /// Appends a value, or NULL.
  public mutating func append<Element: PostgresEncodable>(_ value: Element?) {
    if let value {
      append(value)
    } else {
      cells.append(Cell(type: Element.postgresType, length: -1))
    }
  }

  /// Appends a value that is in Postgres' binary form already.
  package mutating func append(encoded value: ArraySlice<UInt8>, type: UInt32, holdsNUL: Bool) {
    bytes.append(contentsOf: value)
    cells.append(Cell(type: type, length: Int32(value.count)))
    if firstWithNUL == 0, holdsNUL { firstWithNUL = count }
  }

  /// Appends an array.
  ///
  /// - Parameters:
  ///   - elements: the elements in Postgres' binary form, each behind its length, and none holding U+0000.
  ///   - count: how many there are; at least 1.
  ///   - type: the OID of their type; 0 is text.
  package mutating func append(list elements: [UInt8], count: Int, of type: UInt32) {
    let elementType = type == OID.inferred ? OID.text : type
    let start = bytes.count
    bytes.reserveCapacity(start + 20 + elements.count)
    // One dimension, of which nothing is said about NULLs; its length, and the index where it begins.
    bytes.append(bigEndian: Int32(1))
    bytes.append(bigEndian: Int32(0))
    bytes.append(bigEndian: elementType)
    bytes.append(bigEndian: Int32(count))
    bytes.append(bigEndian: Int32(1))
    bytes += elements
    cells.append(
      Cell(type: OID.arrays[elementType] ?? OID.inferred, length: Int32(bytes.count - start))
    )
  }

  /// Appends other parameters.
  public mutating func append(contentsOf other: Parameters) {
    if firstWithNUL == 0, other.firstWithNUL > 0 { firstWithNUL = count + other.firstWithNUL }
    bytes += other.bytes
    cells += other.cells
  }

  /// Requires that Postgres can hold every text, so that no statement is sent in vain.
  ///
  /// - Throws: `PostgresError.Code.invalidParameter`, which names the parameter.
  func requireSendable() throws(PostgresError) {
    if firstWithNUL > 0 { throw .textWithNUL(firstWithNUL) }
  }
}
