import BackendData
import Demarc
import PostgresDriver
import TestClusters
import TestServers
import Testing

struct ClusterHandshakeTests {
  @Test
  func
    `a connection whose database says that it is another cluster is refused, and both are named`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      let first = try clusters.registration(of: .first).connectionString.reveal()
      let second = try clusters.registration(of: .second).connectionString.reveal()
      try await clusters.register(second, as: .first)
      try await clusters.register(first, as: .second)
      try await clusters.withRouter { router in
        for (store, found) in [(TestStore.farma, ClusterID.second), (.vinos, .first)] {
          await expectRefusal(
            .wrongCluster,
            naming: ["behind cluster '\(store.cluster)'", "says that it is cluster '\(found)'"]
          ) {
            _ = try await router.context(forSlug: store.slug)
          }
        }
      }
    }
  }

  @Test(arguments: [
    "delete from demarc.cluster_identity", "drop table demarc.cluster_identity",
    "drop schema demarc cascade", "revoke all on schema demarc from app",
  ])
  func `a database that does not know which cluster it is serves nobody`(change: String)
    async throws
  {
    try await TestClusters.withClusters { clusters in
      try await clusters.superuser(of: .first).run(change)
      try await clusters.withRouter { router in
        await expectRefusal(
          .wrongCluster,
          naming: ["'cluster_shared_01'", "does not know which cluster it is"]
        ) {
          _ = try await router.context(forSlug: "farma")
        }
      }
    }
  }

  @Test func `a superuser is refused`() async throws {
    try await TestClusters.withClusters { clusters in
      let connectionString = try clusters.registration(of: .first).connectionString.reveal()
      try await clusters.register("\(connectionString) user='postgres'", as: .first)
      try await clusters.withRouter { router in
        await expectRefusal(
          .privilegedRole,
          naming: ["'postgres'", "'cluster_shared_01'", "is a superuser"]
        ) {
          _ = try await router.context(forSlug: "farma")
        }
      }
    }
  }

  @Test(arguments: [
    ("in role app, demarc_owner", "can become their owner"),
    ("in role app, demarc_replication", "bypasses row security, or can become"),
    ("in role app bypassrls", "bypasses row security, or can become"),
    ("in role app createrole", "may create roles"),
    ("in role app replication", "may read the server below its tables"),
    ("in role app, pg_read_server_files", "may read the server below its tables"),
    ("in role app, pg_write_all_data", "can change the fences"),
  ])
  func `a role that can get past row security is refused`(options: String, reason: String)
    async throws
  {
    try await TestClusters.withClusters { clusters in
      try await clusters.withLogin(options, on: .first) { role in
        try await clusters.withRouter { router in
          await expectRefusal(.privilegedRole, naming: ["'\(role)'", reason]) {
            _ = try await router.context(forSlug: "farma")
          }
        }
      }
    }
  }

  @Test(arguments: [
    ("grant update on demarc.tenant_fence to app", "can change the fences"),
    ("grant update (epoch) on demarc.tenant_fence to app", "can change the fences"),
    ("grant delete on demarc.tenant_fence to app", "can change the fences"),
    ("grant insert on demarc.cluster_identity to app", "the identity of the cluster"),
    ("grant truncate on products to app", "TRUNCATE"),
    ("grant references on products to app", "REFERENCES"),
    ("alter table products owner to app", "owns tables"),
  ])
  func `an application with a right that row security does not hold is refused`(
    grant: String,
    reason: String
  ) async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.superuser(of: .first).run(grant)
      try await clusters.withRouter { router in
        await expectRefusal(.privilegedRole, naming: ["'app'", reason]) {
          _ = try await router.context(forSlug: "farma")
        }
      }
    }
  }

  @Test func `the handshake is made on leased connections too`() async throws {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      // The lanes are open; the transaction needs a connection of its own.
      try await clusters.superuser(of: .first).run(
        "update demarc.cluster_identity set cluster_id = 'x'"
      )
      await expectRefusal(.wrongCluster, naming: ["'cluster_shared_01'", "'x'"]) {
        try await context.transaction { _ in _ = Issue.record("the closure ran") }
      }
    }
  }
}
