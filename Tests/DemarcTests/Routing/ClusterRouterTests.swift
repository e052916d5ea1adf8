import BackendData
import Demarc
import Foundation
import PostgresDriver
import TestClusters
import TestServers
import Testing

struct ClusterRouterTests {
  // MARK: Routes

  @Test func `slug, domain and account lead to the same tenant`() async throws {
    try await TestClusters.withClusters { clusters in
      let bySlug = try await clusters.router.context(forSlug: "farma")
      let byDomain = try await clusters.router.context(forDomain: "FARMA.example")
      let byAccount = try await clusters.router.context(for: TestStore.farma.account)
      for context in [bySlug, byDomain, byAccount] {
        #expect(context.clusterID == .first)
        #expect(context.accountID == TestStore.farma.account)
        #expect(context.tenantID == bySlug.tenantID)
        #expect(context.epoch == 1)
        #expect(try await ClientRepository(context).find()?.slug == "farma")
      }
      let vinos = try await clusters.router.context(forSlug: "vinos")
      #expect(vinos.clusterID == .second)
      #expect(try await ClientRepository(vinos).find()?.slug == "vinos")
    }
  }

  @Test func `an unknown slug, domain or account is refused by name`() async throws {
    try await TestClusters.withClusters { clusters in
      let account = AccountID(rawValue: UUID())
      await expectRefusal(.unknownTenant, naming: ["slug 'nadie'", "no default tenant"]) {
        _ = try await clusters.router.context(forSlug: "nadie")
      }
      await expectRefusal(.unknownTenant, naming: ["domain 'nadie.example'"]) {
        _ = try await clusters.router.context(forDomain: "nadie.example")
      }
      await expectRefusal(.unknownTenant, naming: [account.description]) {
        _ = try await clusters.router.context(for: account)
      }
    }
  }

  @Test func `a deleted account is no account`() async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.adminClient.run(
        "update nv_accounts set deleted_at = now() where slug = 'farma'"
      )
      await expectRefusal(.unknownTenant, naming: ["'farma'"]) {
        _ = try await clusters.router.context(forSlug: "farma")
      }
    }
  }

  @Test func `an account without a cluster is not placed anywhere`() async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.adminClient.run(
        "update nv_accounts set status = 'paid', backend_cluster_id = null where slug = 'farma'"
      )
      await expectRefusal(
        .notPlaced,
        naming: [TestStore.farma.account.description, "no default cluster"]
      ) {
        _ = try await clusters.router.context(forSlug: "farma")
      }
    }
  }

  @Test func `an account on a cluster where nobody provisioned it is refused`() async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.adminClient.run(
        "update nv_accounts set backend_cluster_id = 'cluster_shared_02' where slug = 'farma'"
      )
      await expectRefusal(.notProvisioned, naming: ["cluster_shared_02"]) {
        _ = try await clusters.router.context(forSlug: "farma")
      }
    }
  }

  // MARK: Clusters

  @Test
  func `a cluster without credentials is unknown, and the message lists those that are known`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      try await clusters.adminClient.run(
        "insert into backend_clusters (cluster_id, display_name) values ('cluster_new_01', 'New')"
      )
      try await clusters.adminClient.run(
        "update nv_accounts set backend_cluster_id = 'cluster_new_01' where slug = 'farma'"
      )
      await expectRefusal(
        .unknownCluster,
        naming: ["'cluster_new_01'", "cluster_shared_01, cluster_shared_02"]
      ) {
        _ = try await clusters.router.context(forSlug: "farma")
      }
    }
  }

  @Test(arguments: [
    ("status = 'maintenance'", "maintenance"), ("status = 'error'", "error"),
    ("is_active = false", "not in use"),
  ])
  func `a cluster that does not serve is refused`(change: String, phrase: String) async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.adminClient.run(
        "update backend_clusters set \(change) where cluster_id = 'cluster_shared_01'"
      )
      // The first router may have learned of the cluster before.
      try await clusters.withRouter { router in
        await expectRefusal(.clusterNotReady, naming: ["'cluster_shared_01'", phrase]) {
          _ = try await router.context(forSlug: "farma")
        }
        _ = try await router.context(forSlug: "vinos")
      }
    }
  }

  @Test func `a draining cluster serves its tenants and takes no new ones`() async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.adminClient.run(
        "update backend_clusters set status = 'draining' where cluster_id = 'cluster_shared_01'"
      )
      try await clusters.withRouter { router in
        let context = try await router.context(forSlug: "farma")
        #expect(try await ClientRepository(context).exists())
        await expectRefusal(.clusterNotReady, naming: ["takes no new tenants", "draining"]) {
          _ = try await router.provisioningContext(
            account: TestStore.farma.account,
            cluster: .first
          )
        }
      }
    }
  }

  @Test func `a server that is down fails at once and names the place`() async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.register(
        "host=/nonexistent dbname=backend user=app",
        as: .first
      )
      try await clusters.withRouter { router in
        for _ in 0..<3 {
          let clock = ContinuousClock()
          let start = clock.now
          let error = await #expect(throws: PostgresError.self) {
            _ = try await router.context(forSlug: "farma")
          }
          #expect(error?.code == .connectionFailed)
          #expect(
            error?.description.contains("database 'backend' on /nonexistent as 'app'") == true
          )
          #expect(clock.now - start < .seconds(5))
        }
        // The other cluster is not harmed.
        _ = try await router.context(forSlug: "vinos")
      }
    }
  }

  // MARK: Fences

  @Test(arguments: ["provisioning", "draining", "moved", "suspended"])
  func `a tenant whose fence is not open is refused`(state: String) async throws {
    try await TestClusters.withClusters { clusters in
      let kept = try await clusters.context(of: .farma)
      try await clusters.setFence(of: .farma, "state = '\(state)'")
      await expectRefusal(
        .tenantNotActive,
        naming: [kept.tenantID.description, state, "cluster_shared_01"]
      ) {
        _ = try await clusters.router.context(forSlug: "farma")
      }
      try await expectRefused(kept)
      // The neighbour goes on.
      _ = try await clusters.context(of: .libros)
    }
  }

  @Test func `a tenant of another epoch than the control plane's is refused`() async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.adminClient.run(
        "update nv_accounts set placement_epoch = 2 where slug = 'farma'"
      )
      await expectRefusal(.stalePlacement, naming: ["cluster_shared_01", "out of date"]) {
        _ = try await clusters.router.context(forSlug: "farma")
      }
    }
  }

  @Test func `a context that was kept beyond a new placement reads and writes nothing`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      let kept = try await clusters.context(of: .farma)
      _ = try await ProductRepository(kept).insert(
        Product.Draft(name: "mate", slug: "mate", price: 10, currency: "ARS")
      )
      try await clusters.setFence(of: .farma, "epoch = 2")
      try await clusters.adminClient.run(
        "update nv_accounts set placement_epoch = 2 where slug = 'farma'"
      )
      try await expectRefused(kept)
      let fresh = try await clusters.context(of: .farma)
      #expect(try await ProductRepository(fresh).find(limit: 10).map(\.slug) == ["mate"])
    }
  }

  /// Expects that a context is refused for a read, a write and a transaction, and that nothing was written.
  private func expectRefused(_ context: ClusterContext) async throws {
    let products = ProductRepository(context)
    await expectRefusal(.stalePlacement) { _ = try await products.find(limit: 10) }
    await expectRefusal(.stalePlacement) { _ = try await products.count() }
    await expectRefusal(.stalePlacement) {
      _ = try await products.insert(
        Product.Draft(name: "late", slug: "late", price: 10, currency: "ARS")
      )
    }
    await expectRefusal(.stalePlacement) {
      try await context.transaction { _ in _ = Issue.record("the closure ran") }
    }
  }
}
