/// Decides whether a cluster may be connected to.
///
/// Closed, it lets everybody through. After enough failures in a row it opens and refuses everybody for a pause.
/// Then one caller may try; when that fails, the next pause is twice as long.
struct CircuitBreaker: Sendable {
  private enum State {
    /// Everybody passes; so many attempts in a row have failed.
    case closed(failures: Int)
    /// Nobody passes before the pause ends.
    case open(Pause)
    /// One caller tries, and nobody else passes until the attempt ends or took too long.
    case probing(Pause)
  }

  /// A time in which nobody passes.
  struct Pause {
    let length: Duration
    let end: Moment
    let cause: String
  }

  /// What a caller may do.
  enum Admission {
    /// Go on as usual.
    case pass
    /// Go on and find out whether the cluster is there again.
    case probe
    /// Nothing before the pause ends.
    case refuse(Pause)
  }

  private let failuresBeforePause: Int
  private let shortestPause: Duration
  private let longestPause: Duration
  /// How long one caller may try before another may.
  private let probeTimeout: Duration
  private var state = State.closed(failures: 0)

  init(options: ClusterRouterOptions) {
    failuresBeforePause = max(1, options.failuresBeforePause)
    shortestPause = options.shortestPause
    longestPause = max(options.shortestPause, options.longestPause)
    probeTimeout = options.connectTimeout
  }

  /// Whether nothing has failed since the last success.
  var isQuiet: Bool {
    if case .closed(failures: 0) = state { true } else { false }
  }

  /// The pause that refuses callers at this moment.
  func pause(at now: Moment) -> Pause? {
    switch state {
    case .closed: nil
    case .open(let pause), .probing(let pause): pause.end > now ? pause : nil
    }
  }

  /// Asks to connect.
  mutating func admit(at now: Moment) -> Admission {
    switch state {
    case .closed: return .pass
    case .open(let pause), .probing(let pause):
      guard pause.end <= now else { return .refuse(pause) }
      let probe = Pause(length: pause.length, end: now + probeTimeout, cause: pause.cause)
      state = .probing(probe)
      return .probe
    }
  }

  /// The cluster answered.
  mutating func succeed() {
    state = .closed(failures: 0)
  }

  /// An attempt to connect has failed.
  mutating func fail(_ cause: String, at now: Moment) {
    switch state {
    case .closed(let failures) where failures + 1 < failuresBeforePause:
      state = .closed(failures: failures + 1)
    case .closed: open(for: shortestPause, cause, at: now)
    // An attempt that began before the pause says nothing new.
    case .open: break
    case .probing(let pause): open(for: min(pause.length * 2, longestPause), cause, at: now)
    }
  }

  private mutating func open(
    for length: Duration,
    _ cause: String,
    at now: Moment
  ) {
    state = .open(Pause(length: length, end: now + length, cause: cause))
  }
}
