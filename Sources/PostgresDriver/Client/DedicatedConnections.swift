import Synchronization

/// Connections that are opened for one purpose and closed after it, beside the lanes and the pool.
final class DedicatedConnections: Sendable {
  private struct State {
    var open: [ObjectIdentifier: PostgresConnection] = [:]
    var isShutDown = false
  }

  private let connector: Connector
  private let state = Mutex(State())

  init(connector: Connector) {
    self.connector = connector
  }

  /// Opens a connection, lends it to a closure, and closes it.
  func withConnection<Result>(
    _ body: (PostgresConnection) async throws -> Result
  ) async throws -> Result {
    let connection = try await open()
    do {
      let result = try await body(connection)
      await close(connection)
      return result
    } catch {
      await close(connection)
      throw error
    }
  }

  /// Closes every connection at once: what they are for may never end by itself.
  func shutdown() async {
    let open = state.withLock { state in
      state.isShutDown = true
      return Array(state.open.values)
    }
    for connection in open { await connection.close() }
  }

  private func open() async throws -> PostgresConnection {
    guard !state.withLock({ $0.isShutDown }) else { throw PostgresError.clientClosed }
    let connection = try await connector.connect()
    let isShutDown = state.withLock { state in
      if !state.isShutDown { state.open[ObjectIdentifier(connection)] = connection }
      return state.isShutDown
    }
    guard !isShutDown else {
      await connection.close()
      throw PostgresError.clientClosed
    }
    return connection
  }

  private func close(_ connection: PostgresConnection) async {
    state.withLock { $0.open[ObjectIdentifier(connection)] = nil }
    await connection.close()
  }
}
