import PostgresDriver
import TestServers
import Testing

/// What comes back is what went, to the last bit, or an error says why not.
struct ExactnessTests {
  private enum Mood: String, PostgresEnum { case happy }

  @Test func `floats keep every bit`() async throws {
    try await TestServer.withClient { client in
      for value in [
        0, -0.0, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .nan, .pi,
      ] as [Double] {
        let found: Double = try await client.value("select $1", Parameters(value))
        #expect(found.bitPattern == value.bitPattern, "\(value)")
      }
      for value in [0, -0.0, .infinity, -.infinity, .nan, .leastNonzeroMagnitude] as [Float] {
        let found: Float = try await client.value("select $1", Parameters(value))
        #expect(found.bitPattern == value.bitPattern, "\(value)")
      }
    }
  }

  @Test func `bytes of any number and kind come back`() async throws {
    try await TestServer.withClient { client in
      let large = (0..<1_000_003).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      for bytes in [[], [0], [0, 0, 255], large] {
        let found: Bytes = try await client.value("select $1", Parameters(Bytes(rawValue: bytes)))
        #expect(found.rawValue == bytes)
      }
    }
  }

  @Test func `json keeps its text, and jsonb has the server's`() async throws {
    try await TestServer.withClient { client in
      let text = "{\"b\": 1,  \"a\":2, \"b\" : 3}"
      _ = try await client.run("create table json_exactness (plain json, binary_ jsonb)")
      _ = try await client.run(
        "insert into json_exactness values ($1, $2)",
        Parameters(JSONText(rawValue: text), JSON(text: text))
      )
      let (plain, binary) = try await client.execute(
        Statement("select plain, binary_ from json_exactness", access: .read)
      ).one { (try $0.next(JSONText.self), try $0.next(JSON.self)) }
      #expect(plain.rawValue == text)
      #expect(binary.text == "{\"a\": 2, \"b\": 3}")
      let list = [JSONText(rawValue: " [1]"), nil]
      let found: [JSONText?] = try await client.value("select $1::json[]", Parameters(list))
      #expect(found == list)
      let wrong = await refusal {
        let _: JSONText = try await client.value("select '{}'::jsonb as document")
      }
      #expect(wrong.contains("Column 'document': the server's type with OID 3802 is no JSONText"))
    }
  }

  @Test func `text with a NUL is refused before it is sent, wherever it stands`() async throws {
    try await TestServer.withClient { client in
      let cases: [Parameters] = [
        Parameters(Int32(1), "a\0b"), Parameters(Int32(1), ["a", "\0"]),
        Parameters(Int32(1), ["a", nil, "\0"] as [String?]),
        Parameters(Int32(1), JSON(text: "\0")), Parameters(Int32(1), JSONText(rawValue: "\0")),
        Parameters(Int32(1), Secret("x\0")),
      ]
      for parameters in cases {
        let error = await #expect(throws: PostgresError.self) {
          try await client.run("select $1, $2", parameters)
        }
        #expect(error?.code == .invalidParameter)
        #expect(
          error?.description == """
            The parameter $2 was not sent: it holds the character U+0000, which no text in Postgres \
            can. Check the value where it enters the program.
            """
        )
      }
      var later = Parameters("fine")
      later.append(contentsOf: Parameters("fine", "\0"))
      let message = await refusal { try await client.run("select $1, $2, $3", later) }
      #expect(message.contains("The parameter $3"))
    }
  }

  @Test func `text with a NUL is refused on every way to the server, and ends no transaction`()
    async throws
  {
    try await TestServer.withClient { client in
      let wrong = Statement("select $1", Parameters("a\0b"), access: .read)
      let harmless = Statement("select 1", access: .read)
      try await client.withTransaction { connection in
        let ways: [() async throws -> Void] = [
          { _ = try await connection.execute(wrong) },
          { _ = try await connection.execute(harmless, after: Prelude(wrong) { _ in }) },
          { try await connection.withRows(of: wrong) { _ in } },
          { _ = try await client.execute(harmless, after: Prelude(wrong) { _ in }) },
          { try await client.withRows(of: wrong) { _ in } },
          { try await client.withTransaction(prelude: Prelude(wrong) { _ in }) { _ in } },
        ]
        for way in ways {
          let error = await #expect(throws: PostgresError.self) { try await way() }
          #expect(error?.code == .invalidParameter)
        }
        // The server would refuse this one, too, had it seen any of them.
        let count = try await connection.execute(harmless).count
        #expect(count == 1)
      }
    }
  }

  @Test(arguments: [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]])
  func `bytes that are no UTF-8 are no text`(bytes: [UInt8]) {
    let error = #expect(throws: DecodingFailure.self) {
      try bytes.withUnsafeBytes { bytes throws(DecodingFailure) in
        try String.decode(bytes, type: 25)
      }
    }
    #expect(error?.cause == "the text is not valid UTF-8")
  }

  @Test func `a label that the program does not know is named by column and type alone`()
    async throws
  {
    try await TestServer.withClient { client in
      _ = try await client.run("create type mood_exactness as enum ('happy', 'secretly sad')")
      let message = await refusal {
        let _: Mood = try await client.value("select 'secretly sad'::mood_exactness as mood")
      }
      #expect(message.hasPrefix("Column 'mood': the value is none that Mood has"))
      #expect(!message.contains("sad"))
      let inList = await refusal {
        let _: [Mood?] = try await client.value(
          "select array['happy', 'secretly sad']::mood_exactness[] as moods"
        )
      }
      #expect(inList.hasPrefix("Column 'moods': the value is none that Mood has"))
    }
  }

  @Test func `arrays keep NULLs, and are refused where Swift's could not say what they are`()
    async throws
  {
    try await TestServer.withClient { client in
      func message(_ literal: String) async -> String {
        await refusal { let _: [Int32?] = try await client.value("select \(literal) as list") }
      }
      let empty: [Int32?] = try await client.value("select '{}'::int4[]")
      #expect(empty.isEmpty)
      let some: [Int32?] = try await client.value("select '{1,NULL,3}'::int4[]")
      #expect(some == [1, nil, 3])
      let plain = await message("'[1:2]={1,2}'::int4[]")
      #expect(plain == "no error")
      let begin = await message("'[5:6]={1,2}'::int4[]")
      #expect(begin.contains("'list': the array begins at 5, and only a begin at 1 is understood"))
      let nested = await message("'{{1,2},{3,4}}'::int4[]")
      #expect(nested.contains("'list': the array has 2 dimensions, and only one is understood"))
      let other = await message("'{}'::int8[]")
      #expect(other.contains("OID 1016 is no"))
      let strict = await refusal {
        let _: [Int32] = try await client.value("select '{1,NULL}'::int4[] as list")
      }
      #expect(strict.hasPrefix("Column 'list': an element of the array is NULL"))
    }
  }
}
