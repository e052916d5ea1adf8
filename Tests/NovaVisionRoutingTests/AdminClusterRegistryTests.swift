import AdminData
import Demarc
import NovaVisionRouting
import PostgresDriver
import TestClusters
import TestServers
import Testing

struct AdminClusterRegistryTests {
  @Test func `the registry knows each cluster with its connection string decrypted`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      try await clusters.adminClient.run(
        "update backend_clusters set weight = 7, status = 'draining' where cluster_id like '%01'"
      )
      let registry = AdminClusterRegistry(clusters.admin, key: TestClusters.key)
      let found = try await registry.clusters()
      #expect(found.map(\.id) == [.first, .second])
      #expect(found.map(\.weight) == [7, 100])
      #expect(found.map(\.status) == [.draining, .ready])
      for cluster in found {
        #expect(cluster.connectionString.reveal() == clusters.connectionStrings[cluster.id])
      }
    }
  }

  @Test func `a cluster without credentials is left out`() async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.adminClient.run(
        "update backend_clusters set db_url_encrypted = null where cluster_id like '%01'"
      )
      let registry = AdminClusterRegistry(clusters.admin, key: TestClusters.key)
      #expect(try await registry.clusters().map(\.id) == [.second])
    }
  }

  @Test func `credentials are stored encrypted`() async throws {
    try await TestClusters.withClusters { clusters in
      let found: Int64 = try await clusters.adminClient.value(
        """
        select count(*) from backend_clusters
        where position('dbname'::bytea in db_url_encrypted) > 0
        """
      )
      #expect(found == 0)
    }
  }

  @Test(arguments: ["another key", ""])
  func `a wrong key is an error that shows neither key nor credentials`(key: String)
    async throws
  {
    try await TestClusters.withClusters { clusters in
      let registry = AdminClusterRegistry(clusters.admin, key: Secret(key))
      let error = try #require(
        await #expect(throws: PostgresError.self) { _ = try await registry.clusters() }
      )
      #expect(error.sqlState == SQLState(rawValue: "22023"))
      #expect(error.description.contains(key.isEmpty ? "without a key" : "cluster_shared_01"))
      var shown = "\(error) \(String(reflecting: error))"
      dump(error, to: &shown)
      for secret in ["another key", TestClusters.key.reveal(), "dbname"] {
        #expect(!shown.contains(secret))
      }
    }
  }

  @Test func `credentials of a cluster that nobody registered are refused`() async throws {
    try await TestClusters.withClusters { clusters in
      let error = await #expect(throws: PostgresError.self) {
        try await clusters.register("dbname=secret", as: ClusterID(rawValue: "cluster_new_01"))
      }
      #expect(error?.description.contains("there is no cluster 'cluster_new_01'") == true)
      #expect(error?.description.contains("secret") == false)
    }
  }

  @Test func `a status that nobody knows is an error that names the cluster`() async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.adminClient.run(
        "alter table backend_clusters drop constraint backend_clusters_status_check"
      )
      try await clusters.adminClient.run(
        "update backend_clusters set status = 'asleep' where cluster_id like '%01'"
      )
      let registry = AdminClusterRegistry(clusters.admin, key: TestClusters.key)
      let error = await #expect(throws: RegistryError.self) { _ = try await registry.clusters() }
      #expect(
        error?.description.contains("cluster 'cluster_shared_01' has the status 'asleep'") == true
      )
    }
  }

  @Test func `a registration prints no connection string`() async throws {
    try await TestClusters.withClusters { clusters in
      let registration = try clusters.registration(of: .first)
      var shown = "\(registration) \(String(reflecting: registration))"
      dump(registration, to: &shown)
      #expect(shown.contains("cluster_shared_01"))
      #expect(!shown.contains("dbname"))
    }
  }
}
