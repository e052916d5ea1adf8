/// A time of day, as `time` holds it: 00:00 to 24:00, exact to the microsecond.
public struct TimeOfDay: Sendable, Hashable, Comparable {
  /// Microseconds since midnight.
  public let microseconds: Int64

  /// Makes a time of microseconds since midnight.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// What the server holds: 00:00 to 24:00.
  static let day: ClosedRange<Int64> = 0...86_400_000_000

  /// Whether a time is before another.
  public static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }
}

extension TimeOfDay: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// `hours:minutes:seconds` with microseconds where there are any.
  public var description: String { timeText(microseconds) }

  /// Reads what `description` writes.
  public init?(_ description: String) {
    guard let microseconds = microsecondsOfDay(Substring(description)) else { return nil }
    self.init(microseconds: microseconds)
  }

  /// Reads the description.
  public init(from decoder: any Decoder) throws { self = try decodeText(decoder) }

  /// Writes the description.
  public func encode(to encoder: any Encoder) throws { try encodeText(self, to: encoder) }
}

extension TimeOfDay: PostgresEncodable, PostgresDecodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { OID.time }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: microseconds) }

  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.time }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> TimeOfDay {
    try bytes.requireCount(8)
    let microseconds: Int64 = try bytes.integer()
    guard day.contains(microseconds) else {
      throw DecodingFailure("the time is not between 00:00 and 24:00")
    }
    return TimeOfDay(microseconds: microseconds)
  }
}

/// Microseconds of a day as `hours:minutes:seconds.fraction`.
func timeText(_ microseconds: Int64) -> String {
  let seconds = microseconds / 1_000_000
  let text =
    "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
  let fraction = microseconds % 1_000_000
  return fraction == 0 ? text : "\(text).\(padded(fraction, 6))"
}

/// Reads what `timeText` writes.
func microsecondsOfDay(_ text: Substring) -> Int64? {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard parts.count == 3, let hours = number(parts[0]), let minutes = number(parts[1]),
    minutes < 60
  else { return nil }
  let secondParts = parts[2].split(separator: ".", omittingEmptySubsequences: false)
  guard let seconds = number(secondParts[0]), seconds < 60, secondParts.count <= 2 else {
    return nil
  }
  var fraction = 0
  if secondParts.count == 2 {
    let digits = secondParts[1]
    guard digits.utf8.count <= 6, let value = number(digits) else { return nil }
    fraction = (digits.utf8.count..<6).reduce(value) { value, _ in value * 10 }
  }
  let microseconds = Int64((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + Int64(fraction)
  return TimeOfDay.day.contains(microseconds) ? microseconds : nil
}
