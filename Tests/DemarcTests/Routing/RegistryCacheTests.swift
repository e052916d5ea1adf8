import Demarc
import PostgresDriver
import TestClusters
import Testing

struct RegistryCacheTests {
  @Test func `the registry is asked once while its answer is fresh`() async throws {
    try await TestClusters.withClusters { clusters in
      let registry = ScriptedRegistry([
        try clusters.registration(of: .first), try clusters.registration(of: .second),
      ])
      try await clusters.withRouter(registry: registry) { router in
        for slug in ["farma", "vinos", "farma"] { _ = try await router.context(forSlug: slug) }
      }
      #expect(await registry.questions == 1)
    }
  }

  @Test func `the registry is asked again when its answer is too old`() async throws {
    try await TestClusters.withClusters { clusters in
      let registry = ScriptedRegistry([try clusters.registration(of: .first)])
      var options = ClusterRouterOptions()
      options.registryTimeToLive = .zero
      try await clusters.withRouter(registry: registry, options: options) { router in
        for _ in 0..<3 { _ = try await router.context(forSlug: "farma") }
        #expect(await registry.questions == 3)
        // What the registry says now counts.
        await registry.change(to: [])
        await expectRefusal(.unknownCluster, naming: ["it has none"]) {
          _ = try await router.context(forSlug: "farma")
        }
      }
    }
  }

  @Test func `the registry is asked again before a cluster counts as unknown`() async throws {
    try await TestClusters.withClusters { clusters in
      let registry = ScriptedRegistry([try clusters.registration(of: .first)])
      try await clusters.withRouter(registry: registry) { router in
        _ = try await router.context(forSlug: "farma")
        await expectRefusal(.unknownCluster, naming: ["'cluster_shared_02'"]) {
          _ = try await router.context(forSlug: "vinos")
        }
        await registry.change(to: [
          try clusters.registration(of: .first), try clusters.registration(of: .second),
        ])
        _ = try await router.context(forSlug: "vinos")
        #expect(await registry.questions == 3)
      }
    }
  }

  @Test func `a cluster that moved to another address is reached there`() async throws {
    try await TestClusters.withClusters { clusters in
      let first = try clusters.registration(of: .first)
      let moved = ClusterRegistration(
        id: .first,
        connectionString: Secret("host=/nonexistent"),
        weight: 100,
        isActive: true,
        status: .ready
      )
      let registry = ScriptedRegistry([moved])
      var options = ClusterRouterOptions()
      options.registryTimeToLive = .zero
      try await clusters.withRouter(registry: registry, options: options) { router in
        await #expect(throws: (any Error).self) {
          _ = try await router.context(forSlug: "farma")
        }
        await registry.change(to: [first])
        _ = try await router.context(forSlug: "farma")
      }
    }
  }
}
