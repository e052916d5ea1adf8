#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A moment, as `timestamptz` holds it: exact to the microsecond, or infinitely far away.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Microseconds since 2000-01-01 00:00 UTC; the largest and the smallest value are infinity.
  public let microsecondsSince2000: Int64

  /// Makes a moment of microseconds since 2000-01-01 00:00 UTC.
  public init(microsecondsSince2000: Int64) {
    self.microsecondsSince2000 = microsecondsSince2000
  }

  /// Makes the moment of a date, rounded to the microsecond.
  public init(_ date: Date) {
    let seconds = date.timeIntervalSince1970 - Self.secondsFrom1970
    microsecondsSince2000 = Int64((seconds * 1_000_000).rounded())
  }

  /// After every other moment.
  public static let infinity: Timestamp = Timestamp(microsecondsSince2000: .max)
  /// Before every other moment.
  public static let minusInfinity: Timestamp = Timestamp(microsecondsSince2000: .min)
  /// This moment.
  public static var now: Timestamp { Timestamp(Date()) }

  /// The moment as a date, which is exact to about a microsecond; infinity is a distant one.
  public var date: Date {
    switch self {
    case .infinity: .distantFuture
    case .minusInfinity: .distantPast
    default:
      Date(timeIntervalSince1970: Double(microsecondsSince2000) / 1_000_000 + Self.secondsFrom1970)
    }
  }

  /// The moment that lies a duration later.
  public static func + (moment: Timestamp, duration: Duration) -> Timestamp {
    let (seconds, attoseconds) = duration.components
    return Timestamp(
      microsecondsSince2000: moment.microsecondsSince2000 + seconds * 1_000_000
        + attoseconds / 1_000_000_000_000
    )
  }

  /// Whether a moment is before another.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microsecondsSince2000 < right.microsecondsSince2000
  }

  private static let secondsFrom1970: Double = 946_684_800
}

extension Timestamp: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// ISO 8601 in UTC with microseconds, `infinity` or `-infinity`.
  public var description: String {
    switch self {
    case .infinity: "infinity"
    case .minusInfinity: "-infinity"
    default: wallClockText(microsecondsSince2000) + "Z"
    }
  }

  /// Reads what `description` writes.
  public init?(_ description: String) {
    switch description {
    case "infinity": self = .infinity
    case "-infinity": self = .minusInfinity
    default:
      guard description.hasSuffix("Z"), let value = microseconds(wallClock: description.dropLast())
      else { return nil }
      self.init(microsecondsSince2000: value)
    }
  }

  /// Reads the description.
  public init(from decoder: any Decoder) throws { self = try decodeText(decoder) }

  /// Writes the description.
  public func encode(to encoder: any Encoder) throws { try encodeText(self, to: encoder) }
}

extension Timestamp: PostgresEncodable, PostgresDecodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { OID.timestamptz }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: microsecondsSince2000) }

  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.timestamptz }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> Timestamp {
    try bytes.requireCount(8)
    return Timestamp(microsecondsSince2000: try bytes.integer())
  }
}

/// A date and a time of day of no particular place, as `timestamp` holds them.
public struct TimestampWithoutZone: Sendable, Hashable, Comparable {
  /// Microseconds since 2000-01-01 00:00; the largest and the smallest value are infinity.
  public let microsecondsSince2000: Int64

  /// Makes a value of microseconds since 2000-01-01 00:00.
  public init(microsecondsSince2000: Int64) {
    self.microsecondsSince2000 = microsecondsSince2000
  }

  /// Whether a value is before another.
  public static func < (left: Self, right: Self) -> Bool {
    left.microsecondsSince2000 < right.microsecondsSince2000
  }
}

extension TimestampWithoutZone: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// ISO 8601 without a zone, `infinity` or `-infinity`.
  public var description: String {
    switch microsecondsSince2000 {
    case .max: "infinity"
    case .min: "-infinity"
    default: wallClockText(microsecondsSince2000)
    }
  }

  /// Reads what `description` writes.
  public init?(_ description: String) {
    switch description {
    case "infinity": self.init(microsecondsSince2000: .max)
    case "-infinity": self.init(microsecondsSince2000: .min)
    default:
      guard let value = microseconds(wallClock: Substring(description)) else { return nil }
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
    try bytes.requireCount(8)
    return TimestampWithoutZone(microsecondsSince2000: try bytes.integer())
  }
}

private let microsecondsInDay: Int64 = 86_400_000_000

private func wallClockText(_ microseconds: Int64) -> String {
  let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: microsecondsInDay)
  let day = remainder < 0 ? quotient - 1 : quotient
  let time = remainder < 0 ? remainder + microsecondsInDay : remainder
  return CivilDate(daysSince2000: Int(day)).text + "T" + timeText(time)
}

private func microseconds(wallClock text: Substring) -> Int64? {
  let parts = text.split(separator: "T")
  guard parts.count == 2, let date = CivilDate(parts[0]), let time = microsecondsOfDay(parts[1])
  else { return nil }
  let (days, overflow) = Int64(date.daysSince2000).multipliedReportingOverflow(
    by: microsecondsInDay
  )
  return overflow ? nil : days + time
}
