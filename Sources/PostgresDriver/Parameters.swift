/// The parameters of a statement, in Postgres' binary form.
public struct Parameters: Sendable, Hashable, Codable {
  /// One parameter.
  struct Value: Sendable, Hashable, Codable {
    /// The type's OID; 0 lets the server infer it.
    let type: UInt32
    /// The bytes, or nil for NULL.
    let bytes: [UInt8]?
  }

  private(set) var values: [Value] = []

  /// No parameters.
  public init() {}

  /// Parameters in the order of `$1`, `$2`, ….
  public init<each Element: PostgresEncodable>(_ values: repeat each Element) {
    repeat append(each values)
  }

  /// How many there are.
  public var count: Int { values.count }

  /// Appends a value.
  public mutating func append<Element: PostgresEncodable>(_ value: Element) {
    var bytes: [UInt8] = []
    value.encode(into: &bytes)
    values.append(Value(type: Element.postgresType, bytes: bytes))
  }

  /// Appends a value, or NULL.
  public mutating func append<Element: PostgresEncodable>(_ value: Element?) {
    if let value {
      append(value)
    } else {
      values.append(Value(type: Element.postgresType, bytes: nil))
    }
  }

  /// Appends other parameters.
  public mutating func append(contentsOf other: Parameters) {
    values += other.values
  }
}
