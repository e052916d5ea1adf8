import Foundation
import PostgresDriver
import TestServers
import Testing

struct RangeTests {
  @Test func `ranges print as the server prints them`() async throws {
    try await requireServerTextBothWays(
      PostgresRange<Int32>.self,
      "int4range",
      ["empty", "[1,5]", "(1,5)", "[,5)", "[1,)", "(,)", "[-2147483648,2147483647)", "[3,3]"]
    )
    try await requireServerTextBothWays(
      PostgresRange<Int64>.self,
      "int8range",
      ["empty", "[-9223372036854775808,9223372036854775807)", "(,0]"]
    )
    try await requireServerTextBothWays(
      PostgresRange<PostgresNumeric>.self,
      "numrange",
      ["empty", "[1.50,2]", "(1,2]", "(1.0,2.00)", "[-Infinity,NaN]", "[,1]", "[0,0]"]
    )
    try await requireServerTextBothWays(
      PostgresRange<CalendarDate>.self,
      "daterange",
      [
        "empty", "[2026-01-01,2026-12-31]", "[0044-03-15 BC,0001-01-01)", "[2026-01-01,infinity]",
        "(-infinity,)",
      ]
    )
    let iso = "replace(replace(value::text, ' ', 'T'), '\"', '')"
    let moments = [
      "empty", "[2026-01-01 00:00:00,2026-01-01 00:00:00.000001]", "(,infinity)",
      "(1999-12-31 23:59:59,]",
    ]
    try await requireServerTextBothWays(
      PostgresRange<TimestampWithoutZone>.self,
      "tsrange",
      moments,
      print: iso
    )
    try await requireServerTextBothWays(
      PostgresRange<Timestamp>.self,
      "tstzrange",
      moments,
      print: "replace(replace(\(iso), '+00,', 'Z,'), '+00', 'Z')"
    )
  }

  @Test func `sets of ranges print as the server prints them`() async throws {
    try await requireServerText(
      PostgresMultirange<Int32>.self,
      "int4multirange",
      ["{}", "{[1,5],[8,9)}", "{(,)}", "{(,1),(5,)}", "{[5,6),[1,5)}"]
    )
    try await requireServerText(
      PostgresMultirange<Int64>.self,
      "int8multirange",
      ["{}", "{[1,5],[8,9)}"]
    )
    try await requireServerText(
      PostgresMultirange<PostgresNumeric>.self,
      "nummultirange",
      ["{(1.5,2.50],[3,3]}"]
    )
    try await requireServerText(
      PostgresMultirange<CalendarDate>.self,
      "datemultirange",
      ["{[2026-01-01,2026-02-01),[2027-01-01,)}"]
    )
    let iso = "replace(replace(replace(value::text, ' ', 'T'), '\"', ''), '+00', 'Z')"
    let moments = ["{[2026-01-01 00:00:00,2026-01-02 00:00:00),[2027-01-01 00:00:00,)}"]
    try await requireServerText(
      PostgresMultirange<TimestampWithoutZone>.self,
      "tsmultirange",
      moments,
      print: iso
    )
    try await requireServerText(
      PostgresMultirange<Timestamp>.self,
      "tstzmultirange",
      moments,
      print: iso
    )
  }

  @Test func `what the server holds of a range is what the range holds`() async throws {
    try await TestServer.withClient { client in
      for range in [
        PostgresRange<Int32>(1...5), PostgresRange(1..<5), .empty,
        PostgresRange(from: .exclusive(1), to: .unbounded), PostgresRange(2..<2),
      ] {
        for value in [Int32.min, 0, 1, 2, 4, 5, 6, .max] {
          let isWithin: Bool = try await client.value("select $1 @> $2", Parameters(range, value))
          #expect(isWithin == range.contains(value), "\(range) \(value)")
          let isWithinSet: Bool = try await client.value(
            "select $1 @> $2",
            Parameters([range] as PostgresMultirange, value)
          )
          #expect(isWithinSet == range.contains(value))
        }
      }
      let list = [PostgresRange<Int64>(1..<2), nil, .empty]
      let found: [PostgresRange<Int64>?] = try await client.value("select $1", Parameters(list))
      #expect(found == list)
    }
  }

  @Test func `ranges are read from their text, and from nothing else`() throws {
    for text in ["", "[]", "[1]", "[1,2", "1,2)", "[,2)", "[1,2,3)", "[1,x)", "{1,2}", "(,"] {
      #expect(PostgresRange<Int32>(text) == nil, "\(text)")
    }
    let ranges: PostgresMultirange<Int32> = [PostgresRange(1..<2), PostgresRange(4...5)]
    let json = try JSONEncoder().encode(ranges)
    #expect(String(decoding: json, as: UTF8.self) == "[\"[1,2)\",\"[4,5]\"]")
    #expect(try JSONDecoder().decode(PostgresMultirange<Int32>.self, from: json) == ranges)
  }
}
