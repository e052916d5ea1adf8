import Foundation
import PostgresDriver
import TestServers
import Testing

/// Values as the server prints them, to the ends of what each type holds.
struct ServerTextTests {
  private let moments = [
    "2026-11-24 10:00:00.123456", "0001-01-01 00:00:00", "0001-12-31 23:59:59.999999 BC",
    "4714-11-24 00:00:00 BC", "4713-01-01 00:00:00.000001 BC", "294276-12-31 23:59:59.999999",
    "2000-02-29 24:00:00", "0045-02-29 12:00:00.5 BC", "infinity", "-infinity",
  ]

  @Test func `moments, to both ends of what Postgres holds`() async throws {
    // The server's JSON is ISO 8601; it leaves zeros at the end of a fraction away.
    let json = "to_jsonb(value) #>> '{}'"
    let fraction = "(regexp_match(\(json), '\\.(\\d+)'))[1]"
    let iso = "regexp_replace(\(json), '\\.(\\d+)', '.' || rpad(\(fraction), 6, '0'))"
    try await requireServerTextBothWays(
      TimestampWithoutZone.self,
      "timestamp",
      moments.map { $0 },
      print: "coalesce(\(iso), to_jsonb(value) #>> '{}')"
    )
    try await requireServerTextBothWays(
      Timestamp.self,
      "timestamptz",
      moments.map {
        $0.hasSuffix("infinity")
          ? $0
          : $0.replacing(" BC", with: "") + "+00"
            + ($0.hasSuffix("BC") ? " BC" : "")
      },
      print: "replace(coalesce(\(iso), to_jsonb(value) #>> '{}'), '+00:00', 'Z')"
    )
  }

  @Test func `days, to both ends of what Postgres holds`() async throws {
    try await requireServerTextBothWays(
      CalendarDate.self,
      "date",
      [
        "2026-11-24", "0001-01-01", "0001-12-31 BC", "4714-11-24 BC", "4713-01-01 BC",
        "5874897-12-31", "0005-02-28 BC", "0001-02-29 BC", "infinity", "-infinity",
      ]
    )
    #expect(CalendarDate(year: 0, month: 2, day: 29)?.description == "0001-02-29 BC")
    #expect(CalendarDate(year: -43, month: 3, day: 15)?.description == "0044-03-15 BC")
    #expect(CalendarDate(year: 2026, month: 2, day: 29) == nil)
    #expect(CalendarDate(year: 5_874_898, month: 1, day: 1) == nil)
    #expect(CalendarDate(year: -4713, month: 11, day: 23) == nil)
  }

  @Test func `times of day, up to 24:00`() async throws {
    try await requireServerTextBothWays(
      TimeOfDay.self,
      "time",
      ["00:00:00", "00:00:00.000001", "23:59:59.999999", "24:00:00", "12:34:56"]
    )
    for text in ["24:00:00.000001", "25:00:00", "10:60:00", "10:00:61", "+1:00:00", "1:2", ""] {
      #expect(TimeOfDay(text) == nil, "\(text)")
    }
  }

  @Test func `lengths of time, whatever the signs of their parts`() async throws {
    try await requireServerText(
      Interval.self,
      "interval",
      [
        "0", "1 month", "-1 month", "14 mons", "-14 mons 3 days", "1 year -2 days 00:00:01",
        "-1 year 5 days", "1 day", "-1 day +04:05:06.789", "1 mon -1 day -00:00:00.000001",
        "-3 days 00:00:00.5", "100000:00:00", "-2 mons 1 day 2:03", "11 mons 29 days 23:59:59.9",
        "-178000000 years", "2147483647 days", "-2147483648 days", "00:00:00.120000",
      ]
    )
  }

  @Test func `numbers of any precision`() async throws {
    let nines = String(repeating: "9", count: 10_000)
    try await requireServerTextBothWays(
      PostgresNumeric.self,
      "numeric",
      [
        nines, "-" + nines, "0." + nines, "0." + String(repeating: "0", count: 9_999) + "1",
        "1" + String(repeating: "0", count: 131_071), "0.000", "-0.0", "0.00010", "10000.0001",
        "12.3400", "9999", "99999999", "NaN", "Infinity", "-Infinity",
        String(repeating: "1", count: 16_000) + "." + String(repeating: "7", count: 16_383),
      ]
    )
    #expect(PostgresNumeric.infinity.scale == 0)
  }

  @Test func `identifiers and single characters`() async throws {
    try await requireServerTextBothWays(UInt32.self, "oid", ["0", "1", "4294967295"])
    try await requireServerText(PostgresCharacter.self, "\"char\"", ["a", "", "\\\\377", " "])
    try await requireServerTextBothWays(
      MACAddress.self,
      "macaddr",
      ["08:00:2b:01:02:03", "00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"]
    )
    try await requireServerTextBothWays(
      BitString.self,
      "varbit",
      ["", "1", "0", "10101010", "101010101", String(repeating: "01", count: 500)]
    )
    try await requireServerTextBothWays(BitString.self, "bit(9)", ["101010101"])
  }

  @Test func `addresses of hosts and networks`() async throws {
    try await requireServerTextBothWays(
      Inet.self,
      "inet",
      [
        "192.168.0.1", "192.168.0.1/24", "0.0.0.0/0", "255.255.255.255/31", "::", "::1", "::2",
        "::/0", "2001:db8::1/64", "1:2:3:4:5:6:7:8", "1:0:0:4:0:0:0:8", "1::8", "::ffff:1.2.3.4",
        "::1.2.3.4", "::1:0:0", "0:1:2:3:4:5:6:7", "fe80::/10", "1:0:3:0:5:0:7:0", "1::",
      ],
      // As text a host has its prefix, unlike as output.
      print: "inet_out(value)::text"
    )
    try await requireServerTextBothWays(
      CIDR.self,
      "cidr",
      ["192.168.0.0/24", "10.0.0.1", "0.0.0.0/0", "2001:db8::/32", "::1", "128.0.0.0/1"]
    )
    for text in ["", "1.2.3", "1.2.3.4/33", "1.2.3.256", "::1::", "1:2", ":::", "::/129", "g::"] {
      #expect(Inet(text) == nil, "\(text)")
    }
    #expect(CIDR("10.0.0.1/8") == nil)
    let network = try #require(CIDR("10.1.0.0/16"))
    #expect(network.contains(try #require(Inet("10.1.255.3"))))
    #expect(!network.contains(try #require(Inet("10.2.0.0"))))
    #expect(!network.contains(try #require(Inet("::1"))))
  }

  @Test func `texts of no date, time or number are no value, however large`() {
    for text in [
      "99999999999999999999-01-01", "9999999999-01-01", "2026-9999999999-01", "2026-13-01",
      "2026-01-32", "0000-01-01", "-0001-01-01", "+2026-01-01", "2026-01-01 BC BC", " BC", "",
      "5874898-01-01", "4714-11-23 BC",
    ] {
      #expect(CalendarDate(text) == nil, "\(text)")
      #expect(Timestamp(text + "T00:00:00Z") == nil, "\(text)")
    }
    #expect(TimestampWithoutZone("294276-12-31T24:00:00") == nil)
    #expect(Timestamp("2026-01-01T00:00:00") == nil)
    for text in ["1e5", "+1", ".5", "1.2.3", "--1", "1\u{301}", "٣", "0x1", " 1", "-"] {
      #expect(PostgresNumeric(text) == nil, "\(text)")
    }
  }

  @Test func `moments beyond what Postgres holds are infinity`() {
    #expect(Timestamp(Date(timeIntervalSince1970: .infinity)) == .infinity)
    #expect(Timestamp(Date(timeIntervalSince1970: -1e300)) == .minusInfinity)
    #expect(Timestamp(Date(timeIntervalSince1970: 9.3e12)) == .infinity)
    #expect(Timestamp.infinity + .seconds(-1) == .infinity)
    #expect(Timestamp.minusInfinity + .seconds(1) == .minusInfinity)
    #expect(Timestamp(microsecondsSince2000: 0) + .seconds(Int64.max) == .infinity)
    #expect(Timestamp(microsecondsSince2000: 0) + .seconds(Int64.min) == .minusInfinity)
    #expect(
      Timestamp(microsecondsSince2000: 5) + .microseconds(-7)
        == Timestamp(microsecondsSince2000: -2)
    )
  }
}
