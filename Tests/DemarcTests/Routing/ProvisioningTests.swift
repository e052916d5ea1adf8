import BackendData
import Demarc
import Foundation
import PostgresDriver
import TestClusters
import TestServers
import Testing

struct ProvisioningTests {
  /// Makes the account of a fourth store, which is placed on the first cluster and has no tenant yet.
  private func withNewAccount(
    _ body: (TestClusters, AccountID) async throws -> Void
  ) async throws {
    try await TestClusters.withClusters { clusters in
      let account = AccountID(rawValue: UUID())
      try await clusters.adminClient.run(
        """
        insert into nv_accounts (id, email, slug, status, backend_cluster_id, placement_epoch)
        values ($1, 'owner@quesos.example', 'quesos', 'provisioning', 'cluster_shared_01', 1)
        """,
        Parameters(account)
      )
      try await body(clusters, account)
    }
  }

  private func draft(slug: String) -> Client.Draft {
    Client.Draft(
      slug: slug,
      publicationStatus: .draft,
      monthlyFee: 10,
      billingPeriod: "monthly",
      emailAdmin: "owner@quesos.example",
      plan: "starter",
      planKey: "starter",
      isActive: true,
      entitlements: JSON(text: "{}")
    )
  }

  @Test func `nobody is routed to a tenant before it is activated`() async throws {
    try await withNewAccount { clusters, account in
      let provisioning = try await clusters.router.provisioningContext(
        account: account,
        cluster: .first
      )
      let client = try await ClientRepository(provisioning).insert(draft(slug: "quesos"))
      #expect(client.nvAccountID == account)
      #expect(client.id == provisioning.tenantID)
      await expectRefusal(.tenantNotActive, naming: ["is provisioning"]) {
        _ = try await clusters.router.context(for: account)
      }
      try await clusters.router.activate(provisioning)
      let context = try await clusters.router.context(for: account)
      #expect(try await ClientRepository(context).find() == client)
    }
  }

  @Test func `provisioning goes on with the tenant that was begun`() async throws {
    try await withNewAccount { clusters, account in
      let first = try await clusters.router.provisioningContext(account: account, cluster: .first)
      let second = try await clusters.router.provisioningContext(account: account, cluster: .first)
      #expect(first.tenantID == second.tenantID)
    }
  }

  @Test func `a tenant that is activated twice is active`() async throws {
    try await withNewAccount { clusters, account in
      let context = try await clusters.router.provisioningContext(
        account: account,
        cluster: .first
      )
      try await clusters.router.activate(context)
      try await clusters.router.activate(context)
      _ = try await clusters.router.context(for: account)
    }
  }

  @Test func `the context of provisioning ends with the activation`() async throws {
    try await withNewAccount { clusters, account in
      let context = try await clusters.router.provisioningContext(
        account: account,
        cluster: .first
      )
      try await clusters.router.activate(context)
      await expectRefusal(.stalePlacement) {
        _ = try await ClientRepository(context).insert(draft(slug: "quesos"))
      }
    }
  }

  @Test(arguments: ["draining", "moved", "suspended"])
  func `neither provisioning nor activation opens a fence that was closed`(state: String)
    async throws
  {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      try await clusters.setFence(of: .farma, "state = '\(state)'")
      await expectRefusal(.tenantExists, naming: [state]) {
        _ = try await clusters.router.provisioningContext(
          account: TestStore.farma.account,
          cluster: .first
        )
      }
      await expectRefusal(.stalePlacement) { try await clusters.router.activate(context) }
      let found: String = try await clusters.superuser(of: .first).value(
        "select state from demarc.tenant_fence where account_id = $1",
        Parameters(TestStore.farma.account)
      )
      #expect(found == state)
    }
  }

  @Test func `an active tenant is not provisioned again`() async throws {
    try await TestClusters.withClusters { clusters in
      await expectRefusal(.tenantExists, naming: ["which is active"]) {
        _ = try await clusters.router.provisioningContext(
          account: TestStore.farma.account,
          cluster: .first
        )
      }
    }
  }

  @Test func `an account is provisioned only where it is placed`() async throws {
    try await withNewAccount { clusters, account in
      await expectRefusal(.notPlaced) {
        _ = try await clusters.router.provisioningContext(account: account, cluster: .second)
      }
      let fences: Int64 = try await clusters.superuser(of: .second).value(
        "select count(*) from demarc.tenant_fence"
      )
      #expect(fences == 1)
    }
  }

  @Test func `of two provisioners at once both get the same tenant`() async throws {
    try await withNewAccount { clusters, account in
      async let first = clusters.router.provisioningContext(account: account, cluster: .first)
      async let second = clusters.router.provisioningContext(account: account, cluster: .first)
      let tenants = try await [first.tenantID, second.tenantID]
      #expect(Set(tenants).count == 1)
    }
  }
}
