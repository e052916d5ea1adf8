import Logging
package import PostgresDriver

extension PostgresClient {
  /// Runs a statement for its effect and gives the number of rows that it touched.
  @discardableResult
  package func run(
    _ sql: String,
    _ parameters: Parameters = Parameters(),
    after prelude: Prelude? = nil
  ) async throws -> Int {
    try await execute(Statement(sql, parameters, access: .write), after: prelude).affectedRows
  }

  /// The values of the only column that a statement returns.
  package func values<Value: PostgresDecodable>(
    _ sql: String,
    _ parameters: Parameters = Parameters(),
    after prelude: Prelude? = nil
  ) async throws -> [Value] {
    try await execute(Statement(sql, parameters, access: .read), after: prelude)
      .map { row in try row.next(Value.self) }
  }

  /// The only value that a statement returns.
  package func value<Value: PostgresDecodable>(
    _ sql: String,
    _ parameters: Parameters = Parameters(),
    after prelude: Prelude? = nil
  ) async throws -> Value {
    try await execute(Statement(sql, parameters, access: .read), after: prelude)
      .one { row in try row.next(Value.self) }
  }
}

/// Makes a client, lends it to a closure, and shuts it down.
package func withClient<Result>(
  _ configuration: PostgresConfiguration,
  onConnect: (@Sendable (PostgresConnection) async throws -> Void)? = nil,
  _ body: (PostgresClient) async throws -> Result
) async throws -> Result {
  let client = PostgresClient(configuration, logger: .init(label: "test"), onConnect: onConnect)
  do {
    let result = try await body(client)
    await client.shutdown()
    return result
  } catch {
    await client.shutdown()
    throw error
  }
}
