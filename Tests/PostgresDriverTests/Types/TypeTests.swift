import Foundation
import PostgresDriver
import TestServers
import Testing

struct TypeTests {
  /// Sends a value, reads it back, and compares it and its text with the server's.
  private func roundTrip<Value: PostgresEncodable & PostgresDecodable & Equatable & Sendable>(
    _ value: Value,
    as type: String,
    _ client: PostgresClient
  ) async throws {
    let found = try await client.execute(
      Statement("select $1::\(type)", Parameters(value), access: .read)
    ).one { try $0.next(Value.self) }
    #expect(found == value, "\(type)")
  }

  @Test func `an array is read from JSON with as many elements as its dimensions hold`() throws {
    let array = PostgresArray<Int32?>(rows: [[1, nil], [3, 4]])
    let data = try JSONEncoder().encode(array)
    #expect(try JSONDecoder().decode(PostgresArray<Int32?>.self, from: data) == array)
    for (dimensions, elements) in [
      (#"[{"count":2,"first":1}]"#, "[1]"), ("[]", "[1]"), (#"[{"count":0,"first":1}]"#, "[]"),
      (#"[{"count":9223372036854775807,"first":1},{"count":2,"first":1}]"#, "[1,2]"),
    ] {
      let text = #"{"dimensions":\#(dimensions),"elements":\#(elements)}"#
      #expect(throws: DecodingError.self, "\(text)") {
        try JSONDecoder().decode(PostgresArray<Int32>.self, from: Data(text.utf8))
      }
    }
  }

  @Test func `values of every type come back as they went`() async throws {
    try await TestServer.withClient { client in
      for value in [true, false] { try await roundTrip(value, as: "bool", client) }
      for value in [Int16.min, -1, 0, .max] { try await roundTrip(value, as: "int2", client) }
      for value in [Int32.min, -1, 0, .max] { try await roundTrip(value, as: "int4", client) }
      for value in [Int64.min, -1, 0, .max] { try await roundTrip(value, as: "int8", client) }
      for value in [Float(1.5), -0.0, .infinity] {
        try await roundTrip(value, as: "float4", client)
      }
      for value in [1.1, -2e300, .infinity] { try await roundTrip(value, as: "float8", client) }
      for value in ["", "naïve 🐘 \"'\\", "\n\t"] { try await roundTrip(value, as: "text", client) }
      try await roundTrip(UUID(), as: "uuid", client)
      try await roundTrip(Bytes(rawValue: [0, 255, 7]), as: "bytea", client)
      try await roundTrip(JSON(text: "{\"a\": [1, null]}"), as: "jsonb", client)
      try await roundTrip(Interval(months: -3, days: 40, microseconds: -5), as: "interval", client)
      try await roundTrip([Int64(1), 2, 3], as: "int8[]", client)
      try await roundTrip(["a", nil, "ü"] as [String?], as: "text[]", client)
      try await roundTrip([] as [String?], as: "text[]", client)
      try await roundTrip(Secret("hidden"), as: "text", client)
    }
  }

  @Test(arguments: [
    "0", "1", "-1", "10000", "0.0001", "123456789012345678901234567890.123456789", "-0.00012300",
    "1e100", "NaN", "Infinity", "-Infinity", "9999.9999", "100000000", "0.50",
  ])
  func `numerics print as the server prints them`(text: String) async throws {
    try await TestServer.withClient { client in
      let (number, printed) = try await client.execute(
        Statement("select '\(text)'::numeric, '\(text)'::numeric::text", access: .read)
      ).one { (try $0.next(PostgresNumeric.self), try $0.next(String.self)) }
      #expect(number.description == printed)
      #expect(PostgresNumeric(printed) == number)
      try await roundTrip(number, as: "numeric", client)
    }
  }

  @Test(arguments: [
    "2026-11-24 10:00:00.123456", "1999-12-31 23:59:59.999999", "0001-01-01 00:00:00",
    "9999-12-31 00:00:00", "2000-02-29 12:00:00", "1900-03-01 00:00:01", "infinity", "-infinity",
  ])
  func `moments, dates and times print as the server prints them`(text: String) async throws {
    try await TestServer.withClient { client in
      let (moment, printed) = try await client.execute(
        Statement(
          """
          select '\(text)'::timestamp at time zone 'UTC', case when isfinite('\(text)'::timestamp) then
            to_char('\(text)'::timestamp, 'YYYY-MM-DD"T"HH24:MI:SS.US') else '\(text)' end
          """,
          access: .read
        )
      ).one { (try $0.next(Timestamp.self), try $0.next(String.self)) }
      let expected = printed.contains("infinity") ? printed : printed + "Z"
      #expect(moment.description == expected.replacing(".000000Z", with: "Z"))
      #expect(Timestamp(moment.description) == moment)
      try await roundTrip(moment, as: "timestamptz", client)
    }
  }

  @Test func `numbers compare as numbers`() {
    let ascending: [PostgresNumeric] = [
      .minusInfinity, -20_000, -1, PostgresNumeric("-0.5")!, 0, PostgresNumeric("0.0001")!,
      PostgresNumeric("0.5")!, 1, 9999,
      10_000, .infinity, .notANumber,
    ]
    #expect(ascending.sorted() == ascending)
    #expect(PostgresNumeric("1.50") == PostgresNumeric("1.5"))
    #expect(PostgresNumeric("abc") == nil)
    #expect(PostgresNumeric("1.") == nil)
    #expect(PostgresNumeric("") == nil)
  }

  @Test func `NULL, a wrong type and a missing column are errors that name the column`()
    async throws
  {
    try await TestServer.withClient { client in
      func message(_ sql: String, _ read: (inout RowReader) throws -> Void) async throws -> String {
        let result = try await client.execute(Statement(sql, access: .read))
        let error = #expect(throws: PostgresError.self) { try result.map(read) }
        return error?.description ?? ""
      }
      let null = try await message("select null::int8 as total") { _ = try $0.next(Int64.self) }
      #expect(null.hasPrefix("Column 'total': it is NULL"))
      let type = try await message("select 1::int4 as total") { _ = try $0.next(Int64.self) }
      #expect(type.contains("Column 'total': the server's type with OID 23 is no Int64"))
      let more = try await message("select 1::int8 as a, 2 as more") { _ = try $0.next(Int64.self) }
      #expect(more.contains("Column 'more': it was not expected"))
      let fewer = try await message("select 1::int8 as total") {
        _ = (try $0.next(Int64.self), try $0.next(Int64.self))
      }
      #expect(fewer.contains("returns only 1 columns"))
    }
  }

  @Test func `a secret shows nothing of itself`() {
    let secret = Secret("hunter2")
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), dumped, "\([secret])"] {
      #expect(!text.contains("hunter2"))
    }
    #expect(secret.reveal() == "hunter2")
  }
}
