import PostgresDriver
import TestServers
import Testing

/// A value that can be sent, read, and told by its text.
typealias TestedValue = PostgresEncodable & PostgresDecodable & Equatable & Sendable

/// Requires that literals are read as values that print as the server prints them, and that come back
/// from the server as they went.
///
/// - Parameters:
///   - type: the type that literals are read as.
///   - sqlType: the type in SQL.
///   - literals: the values, as SQL text.
///   - print: SQL for the text of `value`, where `value::text` is not what the type prints.
/// - Throws: what the server or the decoder does.
func requireServerText<Value: TestedValue & CustomStringConvertible>(
  _ type: Value.Type,
  _ sqlType: String,
  _ literals: [String],
  print: String = "value::text"
) async throws {
  try await TestServer.withClient { client in
    for literal in literals {
      let source = "from (select '\(literal)'::\(sqlType) as value) as source"
      let (value, text) = try await client.execute(
        Statement("select value, \(print) \(source)", access: .read)
      ).one { (try $0.next(Value.self), try $0.next(String.self)) }
      #expect(value.description == text, "\(sqlType) '\(literal.prefix(60))'")
      let (found, sent) = try await client.execute(
        Statement(
          "select value, \(print) from (select $1::\(sqlType) as value) as source",
          Parameters(value),
          access: .read
        )
      ).one { (try $0.next(Value.self), try $0.next(String.self)) }
      #expect(found == value && sent == text, "\(sqlType) '\(literal.prefix(60))'")
    }
  }
}

/// Requires in addition that the text is read as the same value.
func requireServerTextBothWays<Value: TestedValue & LosslessStringConvertible>(
  _ type: Value.Type,
  _ sqlType: String,
  _ literals: [String],
  print: String = "value::text"
) async throws {
  try await requireServerText(type, sqlType, literals, print: print)
  try await TestServer.withClient { client in
    for literal in literals {
      let value: Value = try await client.value("select '\(literal)'::\(sqlType)")
      #expect(Value(value.description) == value, "\(sqlType) '\(literal.prefix(60))'")
    }
  }
}

/// What an error says that reading or sending a value ends in.
func refusal(_ body: () async throws -> Void) async -> String {
  do {
    try await body()
    return "no error"
  } catch {
    return "\(error)"
  }
}
