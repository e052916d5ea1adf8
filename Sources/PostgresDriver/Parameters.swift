/// The parameters of a statement, in Postgres' binary form.
public struct Parameters: Sendable, Hashable, Codable {
  /// Where a parameter stands in `bytes`.
  struct Cell: Sendable, Hashable, Codable {
    /// The type's OID; 0 lets the server infer it.
    let type: UInt32
    /// The number of bytes; -1 for NULL.
    let length: Int32
  }

  private struct Refusal: Sendable, Hashable, Codable {
    /// Which parameter it is, from 1.
    let position: Int
    /// Why, without the value.
    let cause: String
  }

  /// The values, one behind the other.
  private(set) var bytes: [UInt8] = []
  private(set) var cells: [Cell] = []
  /// The first parameter that the server would refuse, and why.
  private var refusal: Refusal?

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
    if refusal == nil, let cause = value.refusal {
      refusal = Refusal(position: count, cause: cause)
    }
  }

  /// Appends a value, or NULL.
  public mutating func append<Element: PostgresEncodable>(_ value: Element?) {
    if let value {
      append(value)
    } else {
      cells.append(Cell(type: Element.postgresType, length: -1))
    }
  }

  /// Appends other parameters.
  public mutating func append(contentsOf other: Parameters) {
    if refusal == nil, let later = other.refusal {
      refusal = Refusal(position: count + later.position, cause: later.cause)
    }
    bytes += other.bytes
    cells += other.cells
  }

  /// Requires that Postgres can hold every value, so that no statement is sent in vain.
  ///
  /// - Throws: `PostgresError.Code.invalidParameter`, which names the parameter.
  package func requireSendable() throws(PostgresError) {
    if let refusal { throw .invalidParameter(refusal.position, refusal.cause) }
  }
}
