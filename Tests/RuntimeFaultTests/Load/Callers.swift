import Synchronization

/// Counts callers in and out, so that one that hangs is named.
final class Callers: Sendable {
  private struct State {
    var open: [Int: (name: String, start: ContinuousClock.Instant)] = [:]
    var nextIdentifier = 0
    var finished: [String: Int] = [:]
    var longest: (name: String, duration: Duration) = ("nobody", .zero)
  }

  private let state = Mutex(State())

  /// How often each kind of call has ended.
  var finished: [String: Int] { state.withLock { $0.finished } }
  /// The call that has taken the longest so far.
  var longest: (name: String, duration: Duration) { state.withLock { $0.longest } }
  /// Who has not returned yet, and for how long.
  var open: [String] {
    let now = ContinuousClock.now
    return state.withLock { $0.open.values.map { "\($0.name) for \(now - $0.start)" } }
  }

  /// Runs a call.
  func run(_ name: String, _ body: () async -> Void) async {
    let identifier = state.withLock { state in
      state.nextIdentifier += 1
      state.open[state.nextIdentifier] = (name, .now)
      return state.nextIdentifier
    }
    await body()
    state.withLock { state in
      guard let (_, start) = state.open.removeValue(forKey: identifier) else { return }
      state.finished[name, default: 0] += 1
      let duration = ContinuousClock.now - start
      if duration > state.longest.duration { state.longest = (name, duration) }
    }
  }
}
