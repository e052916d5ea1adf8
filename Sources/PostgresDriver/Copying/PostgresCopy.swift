/// Takes the rows of a `COPY … FROM STDIN` as bytes in the form that the statement names.
package struct PostgresCopy: Sendable {
  let connection: PostgresConnection

  /// Sends bytes, as soon as those before have left this process.
  ///
  /// So at most one call's bytes wait here, however slowly the server takes them; and while they are on
  /// their way the caller makes the next. A row may be cut anywhere.
  ///
  /// - Throws: `PostgresError`, or `CancellationError`. What the server refuses shows at the end of the copy.
  package func write(_ bytes: [UInt8]) async throws {
    try await connection.writeCopy(bytes)
  }
}
