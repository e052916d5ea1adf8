import PostgresDriver
import TestServers
import Testing

struct RowReaderTests {
  private func series(_ client: PostgresClient) async throws -> PostgresResult {
    try await client.execute(
      Statement(
        "select i::int8 as number, case when i <> 2 then 'text' end as note from generate_series(1, 3) i",
        access: .read
      )
    )
  }

  @Test func `every row is read from its first column on`() async throws {
    try await TestServer.withClient { client in
      let rows = try await series(client).map { row in
        (number: try row.next(Int64.self), note: try row.next(String?.self))
      }
      #expect(rows.map(\.number) == [1, 2, 3])
      #expect(rows.map(\.note) == ["text", nil, "text"])
    }
  }

  @Test func `a type is checked in whatever row it is asked for first`() async throws {
    try await TestServer.withClient { client in
      let result = try await series(client)
      for wrongRow in 0..<3 {
        var row = 0
        let error = #expect(throws: PostgresError.self) {
          try result.map { reader in
            defer { row += 1 }
            if row == wrongRow {
              _ = try reader.next(Int32.self)
            } else {
              _ = try reader.next(Int64.self)
            }
            _ = try reader.next(String?.self)
          }
        }
        #expect(row == wrongRow + 1)
        #expect(
          error?.description.hasPrefix(
            "Column 'number': the server's type with OID 20 is no Int32"
          ) == true
        )
      }
    }
  }

  @Test func `a NULL and a column too few are found in any row`() async throws {
    try await TestServer.withClient { client in
      let result = try await series(client)
      let null = #expect(throws: PostgresError.self) {
        try result.map { _ = (try $0.next(Int64.self), try $0.next(String.self)) }
      }
      #expect(null?.description.hasPrefix("Column 'note': it is NULL and should not be") == true)
      var isFirst = true
      let fewer = #expect(throws: PostgresError.self) {
        try result.map { reader in
          _ = try reader.next(Int64.self)
          if isFirst { _ = try reader.next(String?.self) }
          isFirst = false
        }
      }
      #expect(fewer?.description.contains("'note': it was not expected") == true)
    }
  }
}
