package import Demarc
import Synchronization

/// A clock that a test moves.
package final class ManualClock: Sendable {
  private let time = Mutex(Moment.now)

  /// Makes a clock that stands still.
  package init() {}

  /// The time.
  package var now: Moment { time.withLock { $0 } }

  /// Lets time pass.
  package func advance(by duration: Duration) {
    time.withLock { $0 = $0 + duration }
  }
}
