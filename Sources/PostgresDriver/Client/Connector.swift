import Logging

/// Opens connections of one client.
struct Connector: Sendable {
  let configuration: PostgresConfiguration
  let logger: Logger
  /// Who is told of each statement on the connections.
  var telemetry: Telemetry?
  let onConnect: (@Sendable (PostgresConnection) async throws -> Void)?
  let onConnectFailure: (@Sendable (any Error) -> Void)?
  /// Whether the connections are lanes, which many callers share.
  var isShared = false

  /// Opens a connection that is ready for its first use.
  ///
  /// - Parameter loop: where it lives; nil is the caller's loop, or one in turn.
  /// - Returns: the connection.
  /// - Throws: `PostgresError`, or what `onConnect` throws.
  func connect(on loop: EventLoop? = nil) async throws -> PostgresConnection {
    do {
      return try await open(on: loop ?? EventLoops.currentOrNext)
    } catch {
      onConnectFailure?(error)
      throw error
    }
  }

  private func open(on loop: EventLoop) async throws -> PostgresConnection {
    let connection = try await PostgresConnection.connect(
      configuration,
      on: loop,
      logger: logger,
      telemetry: telemetry
    )
    if isShared { await connection.share() }
    do {
      // It is no work of whoever happens to come first.
      try await StatementLog.ignoring {
        try await setStatementTimeout(on: connection)
        try await onConnect?(connection)
      }
    } catch {
      await connection.close()
      throw error
    }
    return connection
  }

  private func setStatementTimeout(on connection: PostgresConnection) async throws {
    // Behind a pooler the setting would be that of whoever comes next.
    guard let timeout = configuration.statementTimeout, configuration.preparesStatements else {
      return
    }
    let (seconds, attoseconds) = timeout.components
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    _ = try await connection.perform(
      Statement(
        "select set_config('statement_timeout', $1, false)",
        Parameters(String(milliseconds)),
        access: .read
      )
    )
  }
}
