public import PostgresDriver

extension RepositorySession {
  /// The one value that a statement returns, which is not NULL.
  public func requiredValue<Value: PostgresDecodable>(
    _ statement: Statement
  ) async throws -> Value {
    try await session.execute(statement).one { row in try row.next(Value.self) }
  }

  /// The values of the one column that a statement returns, none of which is NULL.
  public func requiredValues<Value: PostgresDecodable>(
    _ statement: Statement
  ) async throws -> [Value] {
    try await session.execute(statement).map { row in try row.next(Value.self) }
  }

  /// The one value that a statement returns, or nil when there is no row or it is NULL.
  public func optionalValue<Value: PostgresDecodable>(
    _ statement: Statement
  ) async throws -> Value? {
    try await session.execute(statement).optional { row in try row.next(Value?.self) } ?? nil
  }
}
