import PostgresDriver
import Synchronization

/// Whether a cluster can be reached, as those who tried have found.
final class ClusterHealth: Sendable {
  private let cluster: ClusterID
  private let now: @Sendable () -> Moment
  private let breaker: Mutex<CircuitBreaker>
  /// Whether the breaker has anything to say: false lets each statement pass without a lock.
  private let isTroubled = Atomic(false)

  init(
    of cluster: ClusterID,
    options: ClusterRouterOptions,
    now: @escaping @Sendable () -> Moment
  ) {
    self.cluster = cluster
    self.now = now
    breaker = Mutex(CircuitBreaker(options: options))
  }

  /// Whether nothing has failed since the last success.
  var isQuiet: Bool { !isTroubled.load(ordering: .relaxed) }

  /// Asks to use the cluster.
  ///
  /// - Returns: whether the caller is the one that finds out whether the cluster is there again.
  /// - Throws: `RoutingError.Code.clusterUnavailable` while the cluster is left alone.
  func admit() throws(RoutingError) -> Bool {
    guard !isQuiet else { return false }
    let time = now()
    switch breaker.withLock({ $0.admit(at: time) }) {
    case .pass: return false
    case .probe: return true
    case .refuse(let pause): throw refusal(pause, at: time)
    }
  }

  /// Checks that the cluster is not left alone at this moment, and leaves the next attempt to others.
  func check() throws(RoutingError) {
    guard !isQuiet else { return }
    let time = now()
    if let pause = breaker.withLock({ $0.pause(at: time) }) { throw refusal(pause, at: time) }
  }

  /// The cluster answered.
  func succeed() {
    guard !isQuiet else { return }
    breaker.withLock { breaker in
      breaker.succeed()
      isTroubled.store(false, ordering: .relaxed)
    }
  }

  /// An attempt to connect ended in an error; one that the database itself gave shows that it is there.
  func failToConnect(_ error: any Error) {
    guard !(error is CancellationError) else { return }
    guard let error = error as? PostgresError,
      [.connectionFailed, .connectionLost].contains(error.code)
    else { return succeed() }
    let time = now()
    breaker.withLock { breaker in
      breaker.fail(error.description, at: time)
      isTroubled.store(true, ordering: .relaxed)
    }
  }

  private func refusal(
    _ pause: CircuitBreaker.Pause,
    at time: Moment
  ) -> RoutingError {
    .clusterUnavailable(cluster, cause: pause.cause, retryAfter: pause.end - time)
  }
}
