import Synchronization

/// Lets many callers that need the same answer at the same time cause one question.
///
/// The first caller asks in its own task and the others wait for it. When the one that asks is cancelled, one of
/// those that wait asks in its place; a caller that is cancelled while it waits leaves at once.
final class SingleFlight<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Waiter {
    let identifier: Int
    /// Gets nil when it has to ask again.
    let continuation: CheckedContinuation<Value?, any Error>
  }

  private struct State {
    var flights: [Key: [Waiter]] = [:]
    var nextIdentifier = 0
  }

  private let state = Mutex(State())

  /// The answer to the question that `key` names, asked by this caller or by one before it.
  ///
  /// - Throws: what the question throws, or `CancellationError`.
  func answer(to key: Key, _ ask: () async throws -> Value) async throws -> Value {
    while !takesOff(key) {
      if let value = try await waitForLanding(of: key) { return value }
    }
    do {
      let value = try await ask()
      land(key, .success(value))
      return value
    } catch {
      land(key, Task.isCancelled ? .success(nil) : .failure(error))
      throw error
    }
  }

  private func takesOff(_ key: Key) -> Bool {
    state.withLock { state in
      guard state.flights[key] == nil else { return false }
      state.flights[key] = []
      return true
    }
  }

  private func land(_ key: Key, _ result: Result<Value?, any Error>) {
    let waiters = state.withLock { $0.flights.removeValue(forKey: key) } ?? []
    for waiter in waiters { waiter.continuation.resume(with: result) }
  }

  private func waitForLanding(of key: Key) async throws -> Value? {
    let identifier = state.withLock { state in
      state.nextIdentifier += 1
      return state.nextIdentifier
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let answer = state.withLock { state -> Result<Value?, any Error>? in
          if Task.isCancelled { return .failure(CancellationError()) }
          guard state.flights[key] != nil else { return .success(nil) }
          state.flights[key]?.append(Waiter(identifier: identifier, continuation: continuation))
          return nil
        }
        if let answer { continuation.resume(with: answer) }
      }
    } onCancel: {
      dismiss(identifier, from: key)
    }
  }

  private func dismiss(_ identifier: Int, from key: Key) {
    let waiter = state.withLock { state -> Waiter? in
      guard let index = state.flights[key]?.firstIndex(where: { $0.identifier == identifier })
      else { return nil }
      return state.flights[key]?.remove(at: index)
    }
    waiter?.continuation.resume(throwing: CancellationError())
  }
}
