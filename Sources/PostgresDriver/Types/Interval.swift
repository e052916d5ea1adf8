/// A length of time, as `interval` holds it: months, days and microseconds, which do not convert into
/// each other.
public struct Interval: Sendable, Hashable, Codable {
  /// Whole months.
  public var months: Int32
  /// Whole days.
  public var days: Int32
  /// Microseconds.
  public var microseconds: Int64

  /// Makes a length of time.
  public init(months: Int32 = 0, days: Int32 = 0, microseconds: Int64 = 0) {
    self.months = months
    self.days = days
    self.microseconds = microseconds
  }
}

extension Interval: PostgresEncodable, PostgresDecodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { OID.interval }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) {
    bytes.append(bigEndian: microseconds)
    bytes.append(bigEndian: days)
    bytes.append(bigEndian: months)
  }

  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.interval }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> Interval {
    try bytes.requireCount(16)
    return Interval(
      months: try bytes.integer(at: 12),
      days: try bytes.integer(at: 8),
      microseconds: try bytes.integer(at: 0)
    )
  }
}
