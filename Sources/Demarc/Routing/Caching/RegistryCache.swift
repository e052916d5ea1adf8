import Logging
import Synchronization

/// The registry's last answer, and when to ask again.
///
/// A stale answer is safe: the cluster's identity and the tenant's fence decide, not the cache. So the last
/// answer is used on when the registry cannot be asked, but never to say that there is no such cluster.
final class RegistryCache: Sendable {
  /// How a question to the registry ended.
  private enum Refresh {
    case fresh(RegistrySnapshot)
    /// The registry could not be asked; this is what it said before.
    case stale(RegistrySnapshot, cause: any Error)
  }

  private struct State {
    var snapshot: RegistrySnapshot?
    /// Counts the invalidations, so that an answer from before one is not taken for one from after it.
    var generation = 0
    var answers = 0
    var unknown: BoundedCache<ClusterID, [ClusterID]>
  }

  private let registry: any ClusterRegistry
  private let options: ClusterRouterOptions
  private let logger: Logger
  private let now: @Sendable () -> Moment
  /// Runs when an answer differs from the one before it.
  private let onChange: @Sendable () -> Void
  private let flights = SingleFlight<Int, Refresh>()
  private let state: Mutex<State>

  init(
    _ registry: any ClusterRegistry,
    options: ClusterRouterOptions,
    logger: Logger,
    now: @escaping @Sendable () -> Moment,
    onChange: @escaping @Sendable () -> Void
  ) {
    self.registry = registry
    self.options = options
    self.logger = logger
    self.now = now
    self.onChange = onChange
    state = Mutex(State(unknown: BoundedCache(capacity: options.maximumUnknownNames)))
  }

  /// What the registry says now, or said not long ago.
  func snapshot() async throws -> RegistrySnapshot {
    let (snapshot, generation) = state.withLock { ($0.snapshot, $0.generation) }
    if let snapshot, now() < snapshot.expiry { return snapshot }
    switch try await refresh(generation) {
    case .fresh(let snapshot), .stale(let snapshot, _): return snapshot
    }
  }

  /// The registration of a cluster, with the answer that holds it; the registry is asked again before a
  /// cluster counts as unknown.
  func registration(
    of cluster: ClusterID
  ) async throws -> (ClusterRegistration, RegistrySnapshot) {
    let snapshot = try await snapshot()
    if let registration = snapshot.registrations[cluster] { return (registration, snapshot) }
    let (known, generation) = state.withLock { state in
      (state.unknown.value(for: cluster, at: now()), state.generation)
    }
    if let known { throw RoutingError.unknownCluster(cluster, known: known) }
    switch try await refresh(generation) {
    case .stale(_, let cause): throw cause
    case .fresh(let snapshot):
      if let registration = snapshot.registrations[cluster] { return (registration, snapshot) }
      throw unknown(cluster, in: snapshot, generation)
    }
  }

  /// Lets the next caller ask the registry.
  func invalidate() {
    state.withLock { state in
      state.generation += 1
      state.snapshot?.expiry = now()
      state.unknown.removeAll()
    }
  }

  private func refresh(_ generation: Int) async throws -> Refresh {
    try await flights.answer(to: generation) {
      do {
        return .fresh(install(try await registry.clusters(), generation))
      } catch let error where !Task.isCancelled {
        return .stale(try keptSnapshot(after: error), cause: error)
      }
    }
  }

  /// Replaces the last answer, unless it was invalidated since this one was asked for.
  private func install(_ clusters: [ClusterRegistration], _ generation: Int) -> RegistrySnapshot {
    let registrations = Dictionary(
      clusters.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let (snapshot, isChanged) = state.withLock { state in
      state.answers += 1
      let snapshot = RegistrySnapshot(
        registrations: registrations,
        number: state.answers,
        expiry: now() + options.registryTimeToLive
      )
      guard generation == state.generation else { return (snapshot, false) }
      let isChanged = state.snapshot.map { $0.registrations != registrations } ?? false
      state.snapshot = snapshot
      return (snapshot, isChanged)
    }
    if isChanged { onChange() }
    return snapshot
  }

  /// The last answer, kept for another while because the registry cannot be asked.
  private func keptSnapshot(after error: any Error) throws -> RegistrySnapshot {
    let expiry = now() + options.unknownTimeToLive
    let snapshot = state.withLock { state in
      state.snapshot?.expiry = expiry
      return state.snapshot
    }
    guard let snapshot else { throw error }
    logger.warning(
      "The registry cannot be asked; its last answer is used on",
      metadata: ["error": "\(error)", "registry.clusters": "\(snapshot.registrations.count)"]
    )
    return snapshot
  }

  private func unknown(
    _ cluster: ClusterID,
    in snapshot: RegistrySnapshot,
    _ generation: Int
  ) -> RoutingError {
    let known = Array(snapshot.registrations.keys)
    let expiry = now() + options.unknownTimeToLive
    state.withLock { state in
      guard generation == state.generation else { return }
      state.unknown.insert(known, for: cluster, until: expiry)
    }
    return RoutingError.unknownCluster(cluster, known: known)
  }
}
