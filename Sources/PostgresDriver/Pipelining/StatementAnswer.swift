import Synchronization

/// The answer to a statement that is under way, which one caller waits for.
final class StatementAnswer: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<PostgresResult, any Error>)
    case answered(Result<PostgresResult, any Error>)
    /// Whoever was to wait was cancelled.
    case dismissed
  }

  private let state = Mutex(State.open)

  /// Takes the answer in.
  func resolve(with result: Result<PostgresResult, any Error>) {
    let waiter = state.withLock { state -> CheckedContinuation<PostgresResult, any Error>? in
      switch state {
      case .open: state = .answered(result)
      case .awaited(let waiter):
        state = .dismissed
        return waiter
      case .answered, .dismissed: break
      }
      return nil
    }
    waiter?.resume(with: result)
  }

  /// Waits for the answer.
  ///
  /// When the caller's task is cancelled, it gets a `CancellationError` at once; the statement goes on.
  ///
  /// - Throws: what the statement failed with, or `CancellationError`.
  func value() async throws -> PostgresResult {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let known = state.withLock { state -> Result<PostgresResult, any Error>? in
          switch state {
          case .answered(let result): return result
          case .open:
            state = .awaited(continuation)
            return nil
          case .awaited, .dismissed: return .failure(CancellationError())
          }
        }
        if let known { continuation.resume(with: known) }
      }
    } onCancel: {
      let waiter = state.withLock { state -> CheckedContinuation<PostgresResult, any Error>? in
        switch state {
        case .open: state = .dismissed
        case .awaited(let waiter):
          state = .dismissed
          return waiter
        case .answered, .dismissed: break
        }
        return nil
      }
      waiter?.resume(throwing: CancellationError())
    }
  }
}
