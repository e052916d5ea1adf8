import TestPrograms
import TestServers
import Testing

struct CloneCommandTests {
  @Test func `an empty database becomes a cluster like another, without its rows`() async throws {
    try await TestServer.withDatabases(1) { target in
      try await SmallProject.withFleet { project, urls, environment in
        try project.folder.write(
          "alter table orders add note text;\n",
          to: "db/stores/0002_note.sql"
        )
        let clone = ["clusters", "clone", "cluster_d", "--url", target[0]]
        let outcome = try await project.demarc(
          clone + ["--from", "cluster_a"],
          environment: environment
        )
        #expect(outcome.status == 0, "\(outcome.errors)")
        // The source lacks the second migration, and so does the clone.
        #expect(outcome.output == "cluster_d: 1 migration, ready to be registered\n")
        let state = try await project.demarc("verify", "stores", "--url", target[0])
        #expect(state.output.contains(#/stores +cluster_d +identical +1 migration behind/#))
        let again = try await project.demarc(clone, environment: environment)
        #expect(again.status == 0)
        #expect(again.output == "cluster_d: 2 migrations, ready to be registered\n")
      }
    }
  }

  @Test func `a database that holds anything, or serves, or is another cluster, is refused`()
    async throws
  {
    try await TestServer.withDatabases(1) { target in
      try await SmallProject.withFleet { project, urls, environment in
        try await TestServer.execute("create table mine (n int)", at: target[0])
        let full = try await project.demarc("clusters", "clone", "cluster_d", "--url", target[0])
        #expect(full.status == 1)
        #expect(full.errors.contains("is not empty: it has relation mine; nothing was changed."))
        let other = try await project.demarc("clusters", "clone", "cluster_d", "--url", urls[1])
        #expect(other.status == 1)
        #expect(other.errors.contains("is the cluster 'cluster_a' already; nothing was changed."))
        try await TestServer.execute(
          """
          insert into demarc.tenant_fence (client_id, account_id, epoch, state)
          values (gen_random_uuid(), gen_random_uuid(), 1, 'active')
          """,
          at: urls[1]
        )
        let serving = try await project.demarc("clusters", "clone", "cluster_a", "--url", urls[1])
        #expect(serving.status == 1)
        #expect(serving.errors.contains("is the cluster 'cluster_a' already, and serves 1 tenant;"))
      }
    }
  }

  @Test func `a cluster that is not what its migrations make is not cloned silently`() async throws
  {
    try await TestServer.withDatabases(1) { target in
      try await SmallProject.withFleet { project, urls, environment in
        try await TestServer.execute(
          "alter table orders add by_hand text; alter table orders drop total",
          at: urls[1]
        )
        let outcome = try await project.demarc(
          ["clusters", "clone", "cluster_d", "--url", target[0], "--from", "cluster_a"],
          environment: environment
        )
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("'cluster_a' is not what its migrations make"))
        #expect(outcome.errors.contains("  orders.by_hand: it does not exist"))
        let unknown = try await project.demarc(
          ["clusters", "clone", "cluster_d", "--url", target[0], "--from", "cluster_x"],
          environment: environment
        )
        #expect(unknown.status == 2)
      }
    }
  }
}
