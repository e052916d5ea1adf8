import Synchronization

/// A clock that a test moves.
package final class ManualClock: Sendable {
  private let time = Mutex(ContinuousClock.now)

  /// Makes a clock that stands still.
  package init() {}

  /// The time.
  package var now: ContinuousClock.Instant { time.withLock { $0 } }

  /// Lets time pass.
  package func advance(by duration: Duration) {
    time.withLock { $0 += duration }
  }
}
