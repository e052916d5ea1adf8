#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A moment to within a few milliseconds, on a clock that never goes back.
///
/// Each look-up of a route reads the clock. `ContinuousClock` is exact and costs as much as the look-up itself, and
/// its instants have a layout that is known only at run time.
package struct Moment: Sendable, Hashable, Comparable {
  private let nanoseconds: Int64

  /// This moment.
  package static var now: Moment {
    #if canImport(Darwin)
      return Moment(nanoseconds: Int64(clock_gettime_nsec_np(CLOCK_MONOTONIC_RAW_APPROX)))
    #else
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
      return Moment(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    #endif
  }

  /// Whether a moment comes before another.
  package static func < (first: Moment, second: Moment) -> Bool {
    first.nanoseconds < second.nanoseconds
  }

  /// The moment a while after another; a while that no program lives to see is as long as can be.
  package static func + (moment: Moment, duration: Duration) -> Moment {
    let (seconds, attoseconds) = duration.components
    guard seconds < 1 << 32 else { return Moment(nanoseconds: .max) }
    let length = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    return Moment(nanoseconds: moment.nanoseconds + length)
  }

  /// How long one moment is after another.
  package static func - (later: Moment, earlier: Moment) -> Duration {
    .nanoseconds(later.nanoseconds - earlier.nanoseconds)
  }
}
