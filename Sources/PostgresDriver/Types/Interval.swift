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

extension Interval: CustomStringConvertible {
  /// The length as Postgres prints it: `1 year 2 mons -3 days +04:05:06.789`.
  public var description: String {
    var text = ""
    var isBehindNegative = false
    for (value, unit) in [(months / 12, "year"), (months % 12, "mon"), (days, "day")]
    where value != 0 {
      let sign = isBehindNegative && value > 0 ? "+" : ""
      text += "\(text.isEmpty ? "" : " ")\(sign)\(value) \(unit)\(value == 1 ? "" : "s")"
      isBehindNegative = value < 0
    }
    guard microseconds != 0 || text.isEmpty else { return text }
    let sign = microseconds < 0 ? "-" : isBehindNegative ? "+" : ""
    return text + (text.isEmpty ? "" : " ") + sign + clockText
  }

  /// Hours, minutes and seconds without a sign; as many hours as there are.
  private var clockText: String {
    let (seconds, fraction) = microseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let clock =
      "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    guard fraction != 0 else { return clock }
    let digits = padded(fraction, 6)
    return "\(clock).\(digits.prefix(digits.count - digits.reversed().prefix { $0 == "0" }.count))"
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
