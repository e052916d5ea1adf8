/// A day of the calendar, as `date` holds it, or infinitely far away.
public struct CalendarDate: Sendable, Hashable, Comparable {
  /// Days since 2000-01-01; the largest and the smallest value are infinity.
  public let daysSince2000: Int32

  /// Makes a day of days since 2000-01-01.
  public init(daysSince2000: Int32) {
    self.daysSince2000 = daysSince2000
  }

  /// Makes a day, or nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    self.init("\(padded(year, 4))-\(month)-\(day)")
  }

  /// Whether a day is before another.
  public static func < (left: Self, right: Self) -> Bool {
    left.daysSince2000 < right.daysSince2000
  }
}

extension CalendarDate: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// `year-month-day`, `infinity` or `-infinity`.
  public var description: String {
    switch daysSince2000 {
    case .max: "infinity"
    case .min: "-infinity"
    default: CivilDate(daysSince2000: Int(daysSince2000)).text
    }
  }

  /// Reads what `description` writes.
  public init?(_ description: String) {
    switch description {
    case "infinity": self.init(daysSince2000: .max)
    case "-infinity": self.init(daysSince2000: .min)
    default:
      guard let date = CivilDate(Substring(description)),
        let days = Int32(exactly: date.daysSince2000)
      else { return nil }
      self.init(daysSince2000: days)
    }
  }

  /// Reads the description.
  public init(from decoder: any Decoder) throws { self = try decodeText(decoder) }

  /// Writes the description.
  public func encode(to encoder: any Encoder) throws { try encodeText(self, to: encoder) }
}

extension CalendarDate: PostgresEncodable, PostgresDecodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { OID.date }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: daysSince2000) }

  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.date }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> CalendarDate {
    try bytes.requireCount(4)
    return CalendarDate(daysSince2000: try bytes.integer())
  }
}
