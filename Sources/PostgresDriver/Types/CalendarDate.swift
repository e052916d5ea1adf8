/// A day of the calendar, as `date` holds it, or infinitely far away.
public struct CalendarDate: Sendable, Hashable, Comparable {
  /// Days since 2000-01-01; the largest and the smallest value are infinity.
  public let daysSince2000: Int32

  /// Makes a day of days since 2000-01-01.
  public init(daysSince2000: Int32) {
    self.daysSince2000 = daysSince2000
  }

  /// Makes a day, or nil when there is no such day.
  ///
  /// The year before the year 1 is 0, as in ISO 8601; it prints as the year 1 BC, as in Postgres.
  public init?(year: Int, month: Int, day: Int) {
    guard let date = CivilDate(year: year, month: month, day: day),
      let days = Int32(exactly: date.daysSince2000), Self.finiteDays.contains(days)
    else { return nil }
    self.init(daysSince2000: days)
  }

  /// After every other day.
  public static let infinity: CalendarDate = CalendarDate(daysSince2000: .max)
  /// Before every other day.
  public static let minusInfinity: CalendarDate = CalendarDate(daysSince2000: .min)

  /// Whether a day is before another.
  public static func < (left: Self, right: Self) -> Bool {
    left.daysSince2000 < right.daysSince2000
  }

  /// What the server holds beside infinity: 4714-11-24 BC to 5874897-12-31.
  private static let finiteDays: Range<Int32> = -2_451_545..<2_145_031_949
}

extension CalendarDate: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// `year-month-day`, with ` BC` behind it before the year 1, or `infinity` or `-infinity`.
  public var description: String {
    switch self {
    case .infinity: return "infinity"
    case .minusInfinity: return "-infinity"
    default:
      let date = CivilDate(daysSince2000: Int(daysSince2000))
      return date.text + date.era
    }
  }

  /// Reads what `description` writes.
  public init?(_ description: String) {
    switch description {
    case "infinity": self = .infinity
    case "-infinity": self = .minusInfinity
    default:
      let (text, isBeforeChrist) = CivilDate.withoutEra(Substring(description))
      guard let date = CivilDate(text, isBeforeChrist: isBeforeChrist) else { return nil }
      self.init(year: date.year, month: date.month, day: date.day)
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
    let date = CalendarDate(daysSince2000: try bytes.integer())
    guard finiteDays.contains(date.daysSince2000) || date == .infinity || date == .minusInfinity
    else { throw DecodingFailure("the date is beyond what Postgres holds") }
    return date
  }
}
