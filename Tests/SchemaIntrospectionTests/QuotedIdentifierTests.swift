import Catalog
import PostgresDriver
import TestServers
import Testing

struct QuotedIdentifierTests {
  @Test(arguments: [
    ("orders", "orders"), ("_a1", "_a1"), ("Orders", "\"Orders\""), ("1st", "\"1st\""),
    ("a b", "\"a b\""), ("a\"b", "\"a\"\"b\""), ("user", "\"user\""), ("é", "\"é\""), ("", "\"\""),
    ("a$b", "\"a$b\""), ("a\\b", "\"a\\b\""),
  ])
  func `a name is quoted unless every reader takes it as it stands`(name: String, sql: String) {
    #expect(quotedIdentifier(name) == sql)
  }

  @Test func `every keyword of the server is a name once it is quoted`() async throws {
    try await TestServer.withClient { client in
      let words = try await client.execute(
        Statement("select word::text from pg_get_keywords() order by word", access: .read)
      ).map { try $0.next(String.self) }
      #expect(words.count > 400)
      let names = words.map(quotedIdentifier)
      let table = """
        create table keywords (\(names.map { "\($0) int" }.joined(separator: ", ")));
        select \(names.joined(separator: ", ")) from keywords;
        \(names.map { "create table s.\($0) (a int);" }.joined(separator: "\n"))
        """
      try await client.withConnection { connection in
        try await connection.executeScript("create schema s;" + table)
      }
      let columns = try await client.execute(
        Statement(
          "select attname::text from pg_attribute where attrelid = 'keywords'::regclass and attnum > 0",
          access: .read
        )
      ).map { try $0.next(String.self) }
      #expect(Set(columns) == Set(words))
    }
  }
}
