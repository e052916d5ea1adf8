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
  ///
  /// A date beyond what Postgres holds is infinity.
  public init(_ date: Date) {
    let seconds = date.timeIntervalSince1970 - Self.secondsFrom1970
    precondition(!seconds.isNaN, "A date that is not a number is no moment.")
    self =
      Int64(exactly: (seconds * 1_000_000).rounded()).map { Timestamp(clamping: $0) }
      ?? (seconds > 0 ? .infinity : .minusInfinity)
  }

  private init(clamping microseconds: Int64) {
    let isFinite = WallClock.finite.contains(microseconds)
    microsecondsSince2000 = isFinite ? microseconds : microseconds > 0 ? .max : .min
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
  ///
  /// Infinity stays where it is, and what lies beyond what Postgres holds is infinity.
  public static func + (moment: Timestamp, duration: Duration) -> Timestamp {
    if moment == .infinity || moment == .minusInfinity { return moment }
    let (seconds, attoseconds) = duration.components
    let (whole, isBeyond) = seconds.multipliedReportingOverflow(by: 1_000_000)
    let (step, isFar) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000)
    let (sum, isFarther) = moment.microsecondsSince2000.addingReportingOverflow(step)
    guard !isBeyond, !isFar, !isFarther else { return seconds > 0 ? .infinity : .minusInfinity }
    return Timestamp(clamping: sum)
  }

  /// Whether a moment is before another.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microsecondsSince2000 < right.microsecondsSince2000
  }

  private static let secondsFrom1970: Double = 946_684_800
}

extension Timestamp: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// ISO 8601 in UTC with microseconds, with ` BC` behind it before the year 1, or `infinity` or
  /// `-infinity`.
  public var description: String {
    switch self {
    case .infinity: "infinity"
    case .minusInfinity: "-infinity"
    default: WallClock.text(microsecondsSince2000, zone: "Z")
    }
  }

  /// Reads what `description` writes.
  public init?(_ description: String) {
    switch description {
    case "infinity": self = .infinity
    case "-infinity": self = .minusInfinity
    default:
      guard let value = WallClock.microseconds(description, zone: "Z") else { return nil }
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
    Timestamp(microsecondsSince2000: try WallClock.decode(bytes))
  }
}
