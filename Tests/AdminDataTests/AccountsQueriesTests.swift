import AdminData
import Demarc
import PostgresDriver
import TestClusters
import Testing

/// The queries of `schema/queries/admin` at work.
struct AccountsQueriesTests {
  @Test func `accounts are counted by their clusters`() async throws {
    try await TestClusters.withClusters { clusters in
      let queries = AccountsQueries(clusters.admin)
      let rows = try await queries.accountsPerCluster()
      #expect(rows.map(\.clusterID.rawValue) == ["cluster_shared_01", "cluster_shared_02"])
      #expect(rows.map(\.accounts) == [2, 1])
      #expect(rows.map(\.live) == [2, 1])
      let cluster = BackendCluster.ID("cluster_shared_01")
      #expect(
        try await queries.accountsOfCluster(cluster: cluster).map(\.slug) == ["farma", "libros"]
      )
      #expect(try await queries.accountsOfCluster(cluster: cluster, status: "draft") == [])
    }
  }

  @Test func `a secret stays one, and no row is nil`() async throws {
    try await TestClusters.withClusters { clusters in
      let account = Account.ID(TestStore.farma.account.rawValue)
      let queries = AccountsQueries(clusters.admin)
      #expect(try await queries.mercadoPagoToken(account: account) == nil)
      _ = try await AccountRepository(clusters.admin).update(
        account,
        Account.Patch(mpAccessTokenEncrypted: Secret("hidden"), mpConnected: true)
      )
      let token = try #require(try await queries.mercadoPagoToken(account: account))
      #expect("\(token)".contains("hidden") == false)
      #expect(token.reveal() == "hidden")
    }
  }

  @Test func `a write says how many rows it changed`() async throws {
    try await TestClusters.withClusters { clusters in
      let queries = OutboxQueries(clusters.admin)
      let changed = try await queries.retryDeadLetters()
      #expect(changed == 0)
      #expect(try await queries.retryDeadLetters(event: "account.created") == 0)
      #expect(try await queries.waitingEvents(limit: 10) == [])
    }
  }
}
