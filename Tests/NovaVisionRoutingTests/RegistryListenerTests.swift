import Demarc
import NovaVisionRouting
import PostgresDriver
import TestClusters
import TestServers
import Testing

struct RegistryListenerTests {
  /// Whether a router refuses the first cluster because it does not serve.
  private func isRefused(_ router: ClusterRouter) async throws -> Bool {
    do {
      _ = try await router.context(forSlug: "farma")
      return false
    } catch let error as RoutingError where error.code == .clusterNotReady {
      return true
    }
  }

  private func setStatus(_ status: String, _ clusters: TestClusters) async throws {
    try await clusters.adminClient.run(
      "update backend_clusters set status = '\(status)' where cluster_id = 'cluster_shared_01'"
    )
  }

  @Test func `a change to a cluster is obeyed at once, also after the connection was lost`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      let router = clusters.router
      let listener = RegistryListener(
        clusters.admin,
        router: router,
        pause: .milliseconds(10)
      )
      try await withThrowingTaskGroup { group in
        group.addTask { try await listener.run() }
        try await eventually("somebody listens") { try await listeners(clusters) == 1 }
        #expect(try await !isRefused(router))
        try await setStatus("maintenance", clusters)
        try await eventually("the change is obeyed") { try await isRefused(router) }
        try await clusters.adminClient.run(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and query ilike 'listen%' and pid <> pg_backend_pid()
          """
        )
        try await setStatus("ready", clusters)
        try await eventually("the change is obeyed") { try await !isRefused(router) }
        group.cancelAll()
        try await group.waitForAll()
      }
    }
  }

  @Test func `a transaction cannot listen, and says so`() async throws {
    try await TestClusters.withClusters { clusters in
      let error = await #expect(throws: (any Error).self) {
        try await clusters.admin.transaction { context in
          try await context.withNotifications(from: ["backend_clusters"]) { _ in }
        }
      }
      #expect(error.map { "\($0)" }?.contains("outside of it") == true)
    }
  }

  private func listeners(_ clusters: TestClusters) async throws -> Int64 {
    try await clusters.adminClient.value(
      """
      select count(*) from pg_stat_activity
      where datname = current_database() and query ilike 'listen%' and pid <> pg_backend_pid()
      """
    )
  }
}
