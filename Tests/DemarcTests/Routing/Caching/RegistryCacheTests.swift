import BackendData
import Demarc
import PostgresDriver
import TestClusters
import TestServers
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
      var options = ClusterRouterOptions(isolation: nil, requirements: nil)
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

  @Test func `many callers that need the registry cause one question`() async throws {
    try await TestClusters.withClusters { clusters in
      let registry = ScriptedRegistry([
        try clusters.registration(of: .first), try clusters.registration(of: .second),
      ])
      try await clusters.withRouter(registry: registry) { router in
        try await withThrowingTaskGroup { group in
          for number in 0..<60 {
            let store = [TestStore.farma, .libros, .vinos][number % 3]
            group.addTask { _ = try await router.context(forSlug: store.slug) }
          }
          try await group.waitForAll()
        }
      }
      #expect(await registry.questions == 1)
    }
  }

  @Test func `an invalidation has the registry asked again and its answer obeyed`() async throws {
    try await TestClusters.withClusters { clusters in
      let first = try clusters.registration(of: .first)
      let registry = ScriptedRegistry([first])
      try await clusters.withRouter(registry: registry) { router in
        _ = try await router.context(forSlug: "farma")
        await registry.change(to: [first.with(status: .maintenance)])
        _ = try await router.context(forSlug: "farma")
        router.invalidate()
        await expectRefusal(.clusterNotReady, naming: ["maintenance"]) {
          _ = try await router.context(forSlug: "farma")
        }
        #expect(await registry.questions == 2)
      }
    }
  }

  @Test func `while the registry cannot be asked, its last answer is used on`() async throws {
    try await TestClusters.withClusters { clusters in
      let registry = ScriptedRegistry([try clusters.registration(of: .first)])
      let clock = ManualClock()
      try await clusters.withRouter(registry: registry, clock: clock) { router in
        _ = try await router.context(forSlug: "farma")
        await registry.fail(with: NotInTime(description: "the registry is down"))
        clock.advance(by: .seconds(301))
        for slug in ["farma", "libros", "farma"] { _ = try await router.context(forSlug: slug) }
        #expect(await registry.questions == 2)
        // It is tried again soon.
        clock.advance(by: .seconds(6))
        _ = try await router.context(forSlug: "farma")
        #expect(await registry.questions == 3)
        await registry.fail(with: nil)
        clock.advance(by: .seconds(6))
        _ = try await router.context(forSlug: "farma")
        clock.advance(by: .seconds(60))
        _ = try await router.context(forSlug: "farma")
        #expect(await registry.questions == 4)
      }
    }
  }

  @Test func `an old answer never says that there is no such cluster`() async throws {
    try await TestClusters.withClusters { clusters in
      let registry = ScriptedRegistry([try clusters.registration(of: .first)])
      try await clusters.withRouter(registry: registry) { router in
        _ = try await router.context(forSlug: "farma")
        await registry.fail(with: NotInTime(description: "the registry is down"))
        await #expect(throws: NotInTime.self) { _ = try await router.context(forSlug: "vinos") }
      }
    }
  }

  @Test func `a cluster that is unknown is not asked for again at once`() async throws {
    try await TestClusters.withClusters { clusters in
      let registry = ScriptedRegistry([try clusters.registration(of: .first)])
      let clock = ManualClock()
      try await clusters.withRouter(registry: registry, clock: clock) { router in
        for _ in 0..<10 {
          await expectRefusal(.unknownCluster, naming: ["'cluster_shared_02'"]) {
            _ = try await router.context(forSlug: "vinos")
          }
        }
        #expect(await registry.questions == 2)
        clock.advance(by: .seconds(6))
        await expectRefusal(.unknownCluster) { _ = try await router.context(forSlug: "vinos") }
        #expect(await registry.questions == 3)
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
        router.invalidate()
        _ = try await router.context(forSlug: "vinos")
        #expect(await registry.questions == 3)
      }
    }
  }

  @Test func `a cluster that moved to another address is reached there`() async throws {
    try await TestClusters.withClusters { clusters in
      let first = try clusters.registration(of: .first)
      let moved = first.with(connectionString: "host=/nonexistent")
      let registry = ScriptedRegistry([moved])
      var options = ClusterRouterOptions(isolation: nil, requirements: nil)
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

  @Test
  func
    `a context of a cluster that got another address is refused as stale, and a fresh one serves`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      let first = try clusters.registration(of: .first)
      let registry = ScriptedRegistry([first])
      try await clusters.withRouter(registry: registry) { router in
        let kept = try await router.context(forSlug: "farma")
        _ = try await ProductRepository(kept).count()
        let address = first.connectionString.reveal() + " application_name=moved"
        await registry.change(to: [first.with(connectionString: address)])
        router.invalidate()
        let fresh = try await router.context(forSlug: "farma")
        for _ in 0..<2 {
          await expectRefusal(.stalePlacement, naming: ["'cluster_shared_01'", "another address"]) {
            _ = try await ProductRepository(kept).count()
          }
          await expectRefusal(.stalePlacement, naming: ["'cluster_shared_01'", "another address"]) {
            try await kept.transaction { _ in }
          }
        }
        #expect(try await ProductRepository(fresh).count() >= 0)
      }
    }
  }
}
