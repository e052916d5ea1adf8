/// A date and a time of day of no particular place, as `timestamp` holds them.
public struct TimestampWithoutZone: Sendable, Hashable, Comparable {
  /// Microseconds since 2000-01-01 00:00; the largest and the smallest value are infinity.
  public let microsecondsSince2000: Int64

  /// Makes a value of microseconds since 2000-01-01 00:00.
  public init(microsecondsSince2000: Int64) {
    self.microsecondsSince2000 = microsecondsSince2000
  }

  /// After every other value.
  public static let infinity: TimestampWithoutZone = TimestampWithoutZone(
    microsecondsSince2000: .max
  )
  /// Before every other value.
  public static let minusInfinity: TimestampWithoutZone = TimestampWithoutZone(
    microsecondsSince2000: .min
  )

  /// Whether a value is before another.
  public static func < (left: Self, right: Self) -> Bool {
    left.microsecondsSince2000 < right.microsecondsSince2000
  }
}

extension TimestampWithoutZone: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// ISO 8601 without a zone, with ` BC` behind it before the year 1, or `infinity` or `-infinity`.
  public var description: String {
    switch self {
    case .infinity: "infinity"
    case .minusInfinity: "-infinity"
    default: WallClock.text(microsecondsSince2000, zone: "")
    }
  }

  /// Reads what `description` writes.
  public init?(_ description: String) {
    switch description {
    case "infinity": self = .infinity
    case "-infinity": self = .minusInfinity
    default:
      guard let value = WallClock.microseconds(description, zone: "") else { return nil }
      self.init(microsecondsSince2000: value)
    }
  }

  /// Reads the description.
  public init(from decoder: any Decoder) throws { self = try decodeText(decoder) }

  /// Writes the description.
  public func encode(to encoder: any Encoder) throws { try encodeText(self, to: encoder) }
}

extension TimestampWithoutZone: PostgresEncodable, PostgresDecodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { OID.timestamp }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: microsecondsSince2000) }

  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.timestamp }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> TimestampWithoutZone {
    TimestampWithoutZone(microsecondsSince2000: try WallClock.decode(bytes))
  }
}
