import Demarc
import PostgresDriver

/// Slugs that were asked for before, and are asked for again one after the other, in a mixed order.
struct KnownSlugs {
  private let slugs: [String]

  init(count: Int) {
    // Each number once: 7,919 is prime to every count that is used.
    slugs = (0..<count).map { Stores.slug(UInt32($0 * 7919 % count + 1)) }
  }

  /// Asks a router.
  func resolve(_ seconds: Double) async throws -> Figures {
    let router = try await warmRouter()
    return try await Stopwatch.measure(seconds, operations: slugs.count) {
      for slug in slugs {
        guard try await router.context(forSlug: slug).epoch == 1 else { throw MissingRow() }
      }
    }
  }

  /// Asks a dictionary for what the router says.
  func lookUp(_ seconds: Double) async throws -> Figures {
    let router = try await warmRouter()
    var contexts: [String: ClusterContext] = [:]
    for slug in slugs { contexts[slug] = try await router.context(forSlug: slug) }
    return try await Stopwatch.measure(seconds, operations: slugs.count) {
      for slug in slugs {
        guard contexts[slug]?.epoch == 1 else { throw MissingRow() }
      }
    }
  }

  /// A router that has found the way to each store.
  private func warmRouter() async throws -> ClusterRouter {
    var options = ClusterRouterOptions(isolation: nil, requirements: nil)
    // None of them expires while it is measured.
    options.placementTimeToLive = .seconds(3600)
    options.registryTimeToLive = .seconds(3600)
    let router = ClusterRouter(registry: Stores(), directory: Stores(), options: options)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<64 {
        group.addTask(executorPreference: PostgresClient.executor) {
          for index in stride(from: caller, to: slugs.count, by: 64) {
            _ = try await router.context(forSlug: slugs[index])
          }
        }
      }
      try await group.waitForAll()
    }
    return router
  }
}
