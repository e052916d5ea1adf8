import BackendData
import Demarc
import NovaVisionRouting
import PostgresDriver
import TestClusters
import TestServers
import Testing

struct RouteCacheTests {
  /// Lends a router whose directory counts its questions and whose clock the test moves.
  private func withCountedRouter(
    _ body: (TestClusters, ClusterRouter, CountingDirectory, ManualClock) async throws -> Void
  ) async throws {
    try await TestClusters.withClusters { clusters in
      let directory = CountingDirectory(AdminTenantDirectory(clusters.admin))
      let clock = ManualClock()
      try await clusters.withRouter(directory: directory, clock: clock) { router in
        try await body(clusters, router, directory, clock)
      }
    }
  }

  private func read(_ context: ClusterContext) async throws -> String? {
    try await ClientRepository(context).find()?.slug
  }

  // MARK: Known names

  @Test func `a known slug is resolved without a question to the control plane or the cluster`()
    async throws
  {
    try await withCountedRouter { clusters, router, directory, _ in
      let first = try await router.context(forSlug: "farma")
      try await clusters.superuser(of: .first).run("alter table demarc.tenant_fence rename to gone")
      for _ in 0..<10 {
        let context = try await router.context(forSlug: "farma")
        #expect(context.tenantID == first.tenantID)
      }
      try await clusters.superuser(of: .first).run("alter table demarc.gone rename to tenant_fence")
      #expect(try await read(router.context(forSlug: "farma")) == "farma")
      #expect(await directory.questions == 1)
    }
  }

  @Test func `many callers for one slug cause one question`() async throws {
    try await withCountedRouter { _, router, directory, _ in
      try await withThrowingTaskGroup { group in
        for _ in 0..<50 { group.addTask { _ = try await router.context(forSlug: "farma") } }
        try await group.waitForAll()
      }
      #expect(await directory.questions == 1)
    }
  }

  @Test func `a placement is asked for again when it is too old, or after an invalidation`()
    async throws
  {
    try await withCountedRouter { _, router, directory, clock in
      _ = try await router.context(forSlug: "farma")
      clock.advance(by: .seconds(29))
      _ = try await router.context(forSlug: "farma")
      #expect(await directory.questions == 1)
      clock.advance(by: .seconds(2))
      _ = try await router.context(forSlug: "farma")
      #expect(await directory.questions == 2)
      router.invalidate()
      _ = try await router.context(forSlug: "farma")
      #expect(await directory.questions == 3)
    }
  }

  @Test func `while the directory cannot be asked, known tenants are served on`() async throws {
    try await withCountedRouter { _, router, directory, clock in
      _ = try await router.context(forSlug: "farma")
      await directory.fail(with: NotInTime(description: "the control plane is down"))
      clock.advance(by: .seconds(31))
      for _ in 0..<5 {
        #expect(try await read(router.context(forSlug: "farma")) == "farma")
      }
      #expect(await directory.questions == 2)
      await #expect(throws: NotInTime.self) { _ = try await router.context(forSlug: "libros") }
    }
  }

  // MARK: Fences

  @Test func `a kept route whose fence closed is refused once and then looked for anew`()
    async throws
  {
    try await withCountedRouter { clusters, router, directory, _ in
      for _ in 0..<2 { _ = try await router.context(forSlug: "farma") }
      _ = try await router.context(forDomain: "farma.example")
      try await clusters.setFence(of: .farma, "state = 'suspended'")
      let kept = try await router.context(forSlug: "farma")
      #expect(await directory.questions == 2)
      await expectRefusal(.stalePlacement) { _ = try await read(kept) }
      // The account's other names know it too.
      for _ in 0..<2 {
        await expectRefusal(.tenantNotActive, naming: ["suspended"]) {
          _ = try await router.context(forDomain: "farma.example")
        }
        await expectRefusal(.tenantNotActive, naming: ["suspended"]) {
          _ = try await router.context(forSlug: "farma")
        }
      }
      try await clusters.setFence(of: .farma, "state = 'active'")
      #expect(try await read(router.context(forSlug: "farma")) == "farma")
    }
  }

  @Test(arguments: ["read", "write", "transaction"])
  func `a tenant that was placed anew is reached after one refusal`(kind: String) async throws {
    try await withCountedRouter { clusters, router, directory, _ in
      _ = try await router.context(forSlug: "farma")
      try await clusters.setFence(of: .farma, "epoch = 2")
      try await clusters.adminClient.run(
        "update nv_accounts set placement_epoch = 2 where slug = 'farma'"
      )
      let kept = try await router.context(forSlug: "farma")
      #expect(kept.epoch == 1)
      await expectRefusal(.stalePlacement) {
        switch kind {
        case "read": _ = try await read(kept)
        case "write":
          _ = try await ProductRepository(kept).insert(
            Product.Draft(name: "late", slug: "late", price: 10, currency: "ARS")
          )
        default: try await kept.transaction { _ in _ = Issue.record("the closure ran") }
        }
      }
      let fresh = try await router.context(forSlug: "farma")
      #expect(fresh.epoch == 2)
      #expect(try await read(fresh) == "farma")
      #expect(await directory.questions == 2)
    }
  }

  @Test func `the directory is asked once more before a route is refused`() async throws {
    try await withCountedRouter { clusters, router, directory, _ in
      try await clusters.setFence(of: .farma, "epoch = 2")
      await expectRefusal(.stalePlacement) { _ = try await router.context(forSlug: "farma") }
      #expect(await directory.questions == 2)
    }
  }

  // MARK: Unknown names

  @Test func `a flood of an unknown slug is one question`() async throws {
    try await withCountedRouter { _, router, directory, clock in
      for _ in 0..<100 {
        await expectRefusal(.unknownTenant, naming: ["slug 'nadie'"]) {
          _ = try await router.context(forSlug: "nadie")
        }
      }
      #expect(await directory.questions == 1)
      clock.advance(by: .seconds(6))
      await expectRefusal(.unknownTenant) { _ = try await router.context(forSlug: "nadie") }
      #expect(await directory.questions == 2)
    }
  }

  @Test func `an invalidation lets an unknown slug be found`() async throws {
    try await withCountedRouter { clusters, router, _, _ in
      await expectRefusal(.unknownTenant) { _ = try await router.context(forSlug: "renamed") }
      try await clusters.adminClient.run(
        "update nv_accounts set slug = 'renamed' where slug = 'farma'"
      )
      await expectRefusal(.unknownTenant) { _ = try await router.context(forSlug: "renamed") }
      router.invalidate()
      #expect(try await router.context(forSlug: "renamed").accountID == TestStore.farma.account)
    }
  }
}
