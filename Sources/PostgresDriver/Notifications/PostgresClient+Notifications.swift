extension PostgresClient {
  /// Listens to channels for as long as a closure runs, on a connection of its own.
  ///
  /// Whoever follows a table by notifications reads it when the closure begins: what was sent before that
  /// is not heard. A pooler in transaction mode cannot listen; give such a client a direct address.
  ///
  /// - Parameters:
  ///   - channels: the names, as they are: any character may occur in them.
  ///   - body: reads the notifications.
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws, or the error of connecting. A lost connection is thrown where
  ///   the notifications are read.
  public func withNotifications<Result>(
    from channels: [String],
    _ body: (PostgresNotifications) async throws -> Result
  ) async throws -> Result {
    try await dedicated.withConnection { connection in
      try await body(try await connection.listen(to: channels))
    }
  }
}
