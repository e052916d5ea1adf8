import Synchronization

/// A caller that waits for a lane; resumed once, by whoever comes first.
final class LaneWaiter: Sendable {
  private struct State {
    var continuation: CheckedContinuation<Void, Never>?
    var isResumed = false
  }

  private let state = Mutex(State())

  /// Waits, unless it was resumed before.
  func wait(_ continuation: CheckedContinuation<Void, Never>) {
    let isResumed = state.withLock { state in
      if !state.isResumed { state.continuation = continuation }
      return state.isResumed
    }
    if isResumed { continuation.resume() }
  }

  /// Ends the wait.
  func resume() {
    let continuation = state.withLock { state in
      state.isResumed = true
      defer { state.continuation = nil }
      return state.continuation
    }
    continuation?.resume()
  }
}
