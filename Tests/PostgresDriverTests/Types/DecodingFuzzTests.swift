import Foundation
import PostgresDriver
import TestServers
import Testing

/// Bytes that no server would send are an error or a value, and never the end of the program.
struct DecodingFuzzTests {
  private enum Mood: String, PostgresEnum { case happy, sad }

  @Test func `any bytes are an error, or a value that goes out as it came in`() throws {
    var fuzz = DecodingFuzz(seed: 0x5EED)
    fuzz.run(Bool.self, 16, [true, false])
    fuzz.run(Int16.self, 21, [.min, 0, .max])
    fuzz.run(Int32.self, 23, [.min, 0, .max])
    fuzz.run(Int64.self, 20, [.min, 0, .max])
    fuzz.run(UInt32.self, 26, [0, .max])
    fuzz.run(Float.self, 700, [0, -0.0, .infinity, 1.5])
    fuzz.run(Double.self, 701, [0, -0.0, .infinity, 1.5])
    fuzz.run(PostgresNumeric.self, 1700, try numbers())
    fuzz.run(String.self, 25, ["", "naïve 🐘", "plain"])
    fuzz.run(Bytes.self, 17, [Bytes(rawValue: []), Bytes(rawValue: [0, 1, 255])])
    fuzz.run(UUID.self, 2950, [UUID()])
    fuzz.run(JSON.self, 3802, [JSON(text: "{}"), JSON(text: "\"é\"")])
    fuzz.run(JSONText.self, 114, [JSONText(rawValue: "[1]")])
    fuzz.run(CalendarDate.self, 1082, [.infinity, .minusInfinity, CalendarDate(daysSince2000: 1)])
    fuzz.run(TimeOfDay.self, 1083, [TimeOfDay(microseconds: 86_400_000_000)])
    fuzz.run(Timestamp.self, 1184, [.infinity, .minusInfinity, .now])
    fuzz.run(TimestampWithoutZone.self, 1114, [.infinity, .init(microsecondsSince2000: -1)])
    fuzz.run(Interval.self, 1186, [Interval(months: -1, days: 2, microseconds: -3)])
    fuzz.run(Inet.self, 869, try [#require(Inet("10.0.0.1/8")), #require(Inet("::1"))])
    fuzz.run(CIDR.self, 650, try [#require(CIDR("10.0.0.0/8")), #require(CIDR("fe80::/10"))])
    fuzz.run(MACAddress.self, 829, try [#require(MACAddress("08:00:2b:01:02:03"))])
    fuzz.run(BitString.self, 1562, [BitString([]), BitString([true, false, true])])
    fuzz.run(PostgresCharacter.self, 18, [PostgresCharacter(rawValue: 200)])
    fuzz.run(Mood.self, 20_000, [.happy, .sad])
    fuzz.run(Secret<String>.self, 25, [Secret("hidden")])
    fuzz.run([Int32].self, 1007, [[], [1, 2]])
    fuzz.run([Int64?].self, 1016, [[], [1, nil, 3]])
    fuzz.run([String?].self, 1009, [[], ["a", nil, "ü"]])
    fuzz.run([PostgresNumeric?].self, 1231, [[1, nil]])
    fuzz.run([[Int32]].self, 20_001, [[]])
    fuzz.run(PostgresRange<Int32>.self, 3904, [.empty, .init(1..<2), .init(1...2)])
    fuzz.run(PostgresRange<Int64>.self, 3926, [.empty, .init(from: .unbounded, to: .exclusive(2))])
    fuzz.run(PostgresRange<PostgresNumeric>.self, 3906, [.init(-1...20_000)])
    fuzz.run(PostgresRange<CalendarDate>.self, 3912, [.init(from: .unbounded, to: .unbounded)])
    fuzz.run(PostgresRange<Timestamp>.self, 3910, [.init(.minusInfinity ... .now)])
    fuzz.run(PostgresRange<TimestampWithoutZone>.self, 3908, [.empty])
    fuzz.run(PostgresArray<Int32?>.self, 1007, [[], [1, nil], PostgresArray(rows: [[1], [2]])])
    fuzz.run(PostgresMultirange<Int32>.self, 4451, [[], [.init(1..<2), .init(4...5), .empty]])
    fuzz.run(PostgresMultirange<PostgresNumeric>.self, 4532, [[.init(1..<2)]])
    fuzz.run([PostgresRange<Int32>?].self, 3905, [[.init(1..<2), nil]])
    #expect(fuzz.cases > 200_000, "\(fuzz.cases) cases, \(fuzz.values) of them values")
    #expect(fuzz.values > 20_000, "\(fuzz.cases) cases, \(fuzz.values) of them values")
  }

  private func numbers() throws -> [PostgresNumeric] {
    try ["0", "-1.50", "12345678901234567890.000123", "NaN", "Infinity", "-Infinity"].map { text in
      let number: PostgresNumeric? = PostgresNumeric(text)
      return try #require(number)
    }
  }
}

/// Feeds bytes that a seed decides to decoders.
private struct DecodingFuzz {
  private var generator: SplitMix64
  private(set) var cases = 0
  private(set) var values = 0

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
  }

  /// Decodes random bytes of every length to 64, and mutations of valid encodings.
  mutating func run<Value: PostgresEncodable & PostgresDecodable & Equatable>(
    _ type: Value.Type,
    _ serverType: UInt32,
    _ valid: [Value]
  ) {
    for length in 0...64 {
      for _ in 0..<24 {
        check(type, serverType, (0..<length).map { _ in byte() })
      }
    }
    for value in valid {
      var bytes: [UInt8] = []
      value.encode(into: &bytes)
      check(type, serverType, bytes)
      for end in 0..<bytes.count { check(type, serverType, Array(bytes[..<end])) }
      for _ in 0..<2000 { check(type, serverType, mutated(bytes)) }
    }
  }

  private mutating func check<Value: PostgresEncodable & PostgresDecodable & Equatable>(
    _ type: Value.Type,
    _ serverType: UInt32,
    _ bytes: [UInt8]
  ) {
    cases += 1
    guard let value = decode(type, serverType, bytes) else { return }
    values += 1
    // What a log, a cache or JSON would do with it.
    _ = "\(value)"
    var encoded: [UInt8] = []
    value.encode(into: &encoded)
    let again = decode(type, serverType, encoded)
    var encodedAgain: [UInt8] = []
    again?.encode(into: &encodedAgain)
    // NaN equals nothing, but its bytes do.
    let isEqual = again == value || value != value
    if !isEqual || encodedAgain != encoded {
      Issue.record("\(type): \(bytes) was read as \(value) and goes out as \(encoded)")
    }
  }

  private func decode<Value: PostgresDecodable>(
    _ type: Value.Type,
    _ serverType: UInt32,
    _ bytes: [UInt8]
  ) -> Value? {
    try? bytes.withUnsafeBytes { try Value.decode($0, type: serverType) }
  }

  /// A few changes, each of one byte or of a length, and what makes integers extreme.
  private mutating func mutated(_ valid: [UInt8]) -> [UInt8] {
    var bytes = valid
    for _ in 0...Int.random(in: 0...2, using: &generator) {
      switch Int.random(in: 0...5, using: &generator) {
      case 0 where !bytes.isEmpty: bytes.remove(at: position(in: bytes))
      case 1: bytes.insert(byte(), at: Int.random(in: 0...bytes.count, using: &generator))
      case 2 where !bytes.isEmpty:
        bytes[position(in: bytes)] = [0, 1, 127, 128, 255].randomElement(using: &generator) ?? 0
      case 3 where !bytes.isEmpty:
        bytes[position(in: bytes)] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      case 4: bytes += (0..<Int.random(in: 1...8, using: &generator)).map { _ in byte() }
      default: if !bytes.isEmpty { bytes[position(in: bytes)] = byte() }
      }
    }
    return bytes
  }

  private mutating func byte() -> UInt8 { UInt8.random(in: 0...255, using: &generator) }

  private mutating func position(in bytes: [UInt8]) -> Int {
    Int.random(in: 0..<bytes.count, using: &generator)
  }
}
