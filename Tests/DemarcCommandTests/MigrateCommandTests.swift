import Foundation
import TestPrograms
import TestServers
import Testing

struct MigrateCommandTests {
  @Test
  func `the control plane and every cluster are migrated, and one that is down keeps none back`()
    async throws
  {
    try await TestServer.withDatabases(3) { urls in
      try await SmallProject.withProject { project in
        let environment = ["CONTROL_DATABASE_URL": urls[0], "DEMARC_CLUSTERS_SECRET": "x"]
        let first = try await project.demarc("migrate", "control", environment: environment)
        #expect(first.output.contains("control: applied 1 of 1 migrations"), "\(first.errors)")
        let values = [
          "('cluster_a', $q$\(urls[1])$q$)", "('cluster_b', 'postgres://127.0.0.1:1/x')",
          "('cluster_c', $q$\(urls[2])$q$)",
        ]
        try await TestServer.execute(
          "insert into clusters values \(values.joined(separator: ", "))",
          at: urls[0]
        )
        let all = try await project.demarc("migrate", environment: environment)
        #expect(all.status == 1)
        #expect(all.output.contains("control: up to date, 1 migrations"))
        #expect(all.output.contains("cluster_a: applied 1 of 1 migrations"))
        #expect(all.output.contains("cluster_c: applied 1 of 1 migrations"))
        #expect(all.errors.contains("error: cluster_b: No connection to database 'x'"))
        #expect(all.errors.contains("1 of 4 databases lag behind"))
        let other = try await project.demarc(
          "migrate",
          "stores",
          "--url",
          urls[1],
          "--cluster",
          "cluster_c"
        )
        #expect(other.status == 1)
        #expect(
          other.errors.contains("is the cluster 'cluster_a', and was to be migrated as 'cluster_c'")
        )
      }
    }
  }

  @Test func `the canary goes first, and the first migration that fails ends the run`() async throws
  {
    try await SmallProject.withFleet { project, urls, environment in
      try await TestServer.execute(
        """
        alter table stores no force row level security;
        insert into stores values (gen_random_uuid(), gen_random_uuid());
        alter table stores force row level security;
        """,
        at: urls[2]
      )
      try project.folder.write(
        "-- demarc:accept blocks-table, breaks-callers: the tables are small\n"
          + "alter table stores add check (id is null);\n",
        to: "db/stores/0002_check.sql"
      )
      let run = try await project.demarc(
        "migrate",
        "--canary",
        "cluster_b",
        environment: environment
      )
      #expect(run.status == 1)
      #expect(run.errors.contains("error: cluster_b: db/stores/0002_check.sql: check constraint"))
      #expect(run.errors.contains("3 of 4 databases lag behind (cluster_b, cluster_a, cluster_c)"))
      #expect(!run.output.contains("cluster_a"))
    }
  }

  @Test func `a dry run says what is pending and what it would do, and changes nothing`()
    async throws
  {
    try await SmallProject.withFleet { project, urls, environment in
      try project.folder.write(
        "alter table orders drop total;\n",
        to: "db/stores/0002_total.sql"
      )
      let run = try await project.demarc("migrate", "--dry-run", environment: environment)
      #expect(run.status == 1)
      #expect(run.output.contains("control: up to date\n"))
      #expect(run.output.contains("cluster_a: pending 0002_total.sql\n"))
      #expect(
        run.errors.contains(
          """
          error: db/stores/0002_total.sql: orders.total: it is dropped with all that is in it. Release code \
          that does without it first, and drop it in a later migration. [drops-data]
          """
        ),
        "\(run.errors)"
      )
      #expect(
        run.errors.contains(
          "orders.total: it does not exist, and breaks OrderRepository: find, page, pages, withRows,"
        )
      )
      let state = try await project.demarc("verify", environment: environment)
      #expect(state.status == 0, "\(state.output)")
    }
  }

  @Test func `what the safety report finds is refused until somebody accepts it`() async throws {
    try await SmallProject.withFleet { project, urls, environment in
      try project.folder.write(
        "alter table orders add note text;\ncreate index orders_note on orders (store_id, note);\n",
        to: "db/stores/0002_note.sql"
      )
      let refused = try await project.demarc("migrate", environment: environment)
      #expect(refused.status == 1)
      #expect(refused.errors.contains("[blocks-table]"))
      #expect(refused.errors.contains("Nothing was changed."))
      #expect(!refused.output.contains("applied 1"))
      let allowed = try await project.demarc(
        "migrate",
        "stores",
        "--cluster",
        "cluster_a",
        "--allow",
        "blocks-table",
        environment: environment
      )
      #expect(allowed.status == 0, "\(allowed.errors)")
      #expect(
        allowed.output == """
          cluster_a: applying 0002_note.sql
          cluster_a: applied 1 of 2 migrations

          """
      )
      #expect(allowed.errors.contains("run 'demarc generate'"))
      try project.folder.write(
        """
        -- demarc:accept drops-data, breaks-callers: released without it in v2
        alter table orders drop total;

        """,
        to: "db/stores/0003_total.sql"
      )
      // The other clusters lack both, so the index is found once more, and in cluster_a it is there already.
      let both = try await project.demarc(
        "migrate",
        "--allow",
        "blocks-table",
        "--generate",
        environment: environment
      )
      #expect(both.status == 0, "\(both.errors)")
      #expect(both.output.contains("cluster_a: applied 1 of 3 migrations"))
      #expect(both.output.contains("cluster_b: applied 2 of 3 migrations"))
      #expect(both.output.contains("stores: orders.total: removed (breaks callers)"))
      #expect(try await project.demarc("verify", environment: environment).status == 0)
    }
  }

  @Test func `a table of tenants without the tenant rules is refused before it runs`() async throws
  {
    try await SmallProject.withFleet { project, urls, environment in
      try project.folder.write(
        "create table notes (store_id uuid not null, id int, primary key (store_id, id));\n",
        to: "db/stores/0002_notes.sql"
      )
      let refused = try await project.demarc("migrate", environment: environment)
      #expect(refused.status == 1)
      #expect(refused.errors.contains("relation notes: its row security is disabled."))
      #expect(refused.errors.contains("[unisolated-table]"))
    }
  }

  @Test func `a migration that fails when it is tried reaches no database`() async throws {
    try await SmallProject.withFleet { project, urls, environment in
      try project.folder.write("alter table nothing add n int;\n", to: "db/stores/0002_n.sql")
      let refused = try await project.demarc("migrate", environment: environment)
      #expect(refused.status == 1)
      #expect(refused.errors.contains("error: db/stores/0002_n.sql: relation"), "\(refused.errors)")
      #expect(!refused.output.contains("cluster_a: applying"))
    }
  }

  @Test func `an applied migration that was edited is refused by its name`() async throws {
    try await SmallProject.withFleet { project, urls, environment in
      let path = "db/stores/0001_orders.sql"
      try project.folder.write(try project.folder.read(path) + "\n-- edited\n", to: path)
      let refused = try await project.demarc("migrate", environment: environment)
      #expect(refused.status == 1)
      #expect(
        refused.errors.contains("error: cluster_a: \(path): it was changed after the database had")
      )
    }
  }

  @Test func `the release that is running decides what breaks`() async throws {
    try await SmallProject.withFleet { project, urls, environment in
      try FileManager.default.copyItem(
        at: project.folder.appendingPathComponent("schema"),
        to: project.folder.appendingPathComponent("released")
      )
      try project.folder.write(
        "alter table orders rename total to amount;\n",
        to: "db/stores/0002_amount.sql"
      )
      _ = try await project.demarc("generate")
      let own = try await project.demarc("migrate", "--dry-run", environment: environment)
      #expect(own.status == 0, "\(own.errors)")
      let running = try await project.demarc(
        "migrate",
        "--dry-run",
        "--json",
        "--against",
        "released",
        environment: environment
      )
      #expect(running.status == 1)
      #expect(running.output.contains("\"rule\" : \"breaks-callers\""), "\(running.output)")
    }
  }

  @Test func `a cluster that the registry does not have is a mistake of the call`() async throws {
    try await SmallProject.withFleet { project, urls, environment in
      let outcome = try await project.demarc(
        "migrate",
        "--canary",
        "cluster_x",
        environment: environment
      )
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("it has cluster_a, cluster_b, cluster_c."))
    }
  }

  @Test func `a URL in the data plane needs the name of its cluster`() async throws {
    try await SmallProject.withProject { project in
      let outcome = try await project.demarc("migrate", "stores", "--url", "postgres:///x")
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("--cluster"))
    }
  }
}
