public import PostgresDriver

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Values that no other call of a test gives: what generated `sample(…)` methods put where rows must differ.
public enum SampleValue {
  /// An integer, from 1.
  public static func integer<Value: FixedWidthInteger>() -> Value {
    Value(truncatingIfNeeded: SampleNumbers.next())
  }

  /// A number, from 1.
  public static func numeric() -> PostgresNumeric { PostgresNumeric(Int64(SampleNumbers.next())) }

  /// A text: `email-1`.
  ///
  /// - Parameters:
  ///   - start: what it begins with.
  ///   - end: what it ends with.
  /// - Returns: the text.
  public static func text(_ start: String, _ end: String = "") -> String {
    "\(start)-\(SampleNumbers.next())\(end)"
  }

  /// A UUID: `5a3e0000-0000-4000-8000-000000000001`.
  public static func uuid() -> UUID {
    let number = UInt64(truncatingIfNeeded: SampleNumbers.next())
    func byte(_ position: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: number >> (8 * position)) }
    return UUID(
      uuid: (
        0x5A, 0x3E, 0, 0, 0, 0, 0x40, 0, 0x80, 0, byte(5), byte(4), byte(3), byte(2), byte(1),
        byte(0)
      )
    )
  }

  /// A day: the first of a month, from January 2000.
  public static func date() -> CalendarDate {
    let months = SampleNumbers.next() - 1
    // Months have a first day.
    return CalendarDate(year: 2000 + months / 12, month: 1 + months % 12, day: 1)
      ?? CalendarDate(daysSince2000: 0)
  }

  /// A moment: a full hour, from 1 January 2000.
  public static func timestamp() -> Timestamp {
    Timestamp(microsecondsSince2000: Int64(SampleNumbers.next()) * microsecondsOfHour)
  }

  /// A date and time: a full hour, from 1 January 2000.
  public static func timestampWithoutZone() -> TimestampWithoutZone {
    TimestampWithoutZone(microsecondsSince2000: Int64(SampleNumbers.next()) * microsecondsOfHour)
  }

  /// An hour, which no other call's overlaps.
  public static func hour() -> PostgresRange<Timestamp> {
    let start = timestamp()
    return PostgresRange(
      start..<Timestamp(
        microsecondsSince2000: start.microsecondsSince2000 + microsecondsOfHour
      )
    )
  }

  /// The first day of 2026.
  public static let day: CalendarDate = CalendarDate(daysSince2000: 9497)
  /// The first moment of 2026.
  public static let moment: Timestamp = Timestamp(
    microsecondsSince2000: 9497 * 24 * microsecondsOfHour
  )
  /// The first moment of 2026.
  public static let momentWithoutZone: TimestampWithoutZone = TimestampWithoutZone(
    microsecondsSince2000: 9497 * 24 * microsecondsOfHour
  )

  /// An address that RFC 5737 reserves for examples: `192.0.2.1`.
  public static var address: Inet { example(Inet("192.0.2.1")) }
  /// A network that RFC 5737 reserves for examples: `192.0.2.0/24`.
  public static var network: CIDR { example(CIDR("192.0.2.0/24")) }
  /// An address of hardware: `02:00:00:00:00:01`.
  public static var hardwareAddress: MACAddress { example(MACAddress("02:00:00:00:00:01")) }

  private static func example<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("An example of \(Value.self) is none.") }
    return value
  }

  private static let microsecondsOfHour: Int64 = 3_600_000_000
}
