import PostgresDriver
import Synchronization

/// Lends a transaction's connection for as long as the transaction lasts.
///
/// A context that was kept beyond its transaction would otherwise reach a connection that serves another
/// tenant by then.
final class TransactionScope: Sendable {
  private struct State {
    var isOpen = true
    var borrowers = 0
    var waitingForLast: CheckedContinuation<Void, Never>?
  }

  private let connection: PostgresConnection
  private let state = Mutex(State())

  init(_ connection: PostgresConnection) {
    self.connection = connection
  }

  /// Runs a closure on the connection.
  ///
  /// - Throws: `RoutingError.contextEnded` when the transaction is over.
  func withConnection<Result>(
    _ body: (PostgresConnection) async throws -> Result
  ) async throws -> Result {
    try state.withLock { state in
      guard state.isOpen else { throw RoutingError.contextEnded }
      state.borrowers += 1
    }
    defer { giveBack() }
    return try await body(connection)
  }

  /// Lets nobody borrow the connection any more, and returns when the last borrower is done.
  func end() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        state.isOpen = false
        if state.borrowers > 0 { state.waitingForLast = continuation }
        return state.borrowers == 0
      }
      if isFree { continuation.resume() }
    }
  }

  private func giveBack() {
    let waiting = state.withLock { state -> CheckedContinuation<Void, Never>? in
      state.borrowers -= 1
      guard state.borrowers == 0 else { return nil }
      defer { state.waitingForLast = nil }
      return state.waitingForLast
    }
    waiting?.resume()
  }
}
