/// The registry's last answer, and when to ask again.
///
/// A stale answer is safe: the cluster's identity and the tenant's fence decide, not the cache.
actor RegistryCache {
  private let registry: any ClusterRegistry
  private let timeToLive: Duration
  private var registrations: [ClusterID: ClusterRegistration] = [:]
  private var loadedAt: ContinuousClock.Instant?

  init(_ registry: any ClusterRegistry, timeToLive: Duration) {
    self.registry = registry
    self.timeToLive = timeToLive
  }

  /// The registration of a cluster; the registry is asked again before a cluster counts as unknown.
  func registration(of cluster: ClusterID) async throws -> ClusterRegistration {
    if let registration = registrations[cluster], isFresh { return registration }
    try await load()
    guard let registration = registrations[cluster] else {
      throw RoutingError.unknownCluster(cluster, known: Array(registrations.keys))
    }
    return registration
  }

  private var isFresh: Bool {
    loadedAt.map { ContinuousClock.now - $0 < timeToLive } ?? false
  }

  private func load() async throws {
    let clusters = try await registry.clusters()
    registrations = Dictionary(
      clusters.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    loadedAt = .now
  }
}
