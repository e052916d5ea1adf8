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

  @Test func `a URL in the data plane needs the name of its cluster`() async throws {
    try await SmallProject.withProject { project in
      let outcome = try await project.demarc("migrate", "stores", "--url", "postgres:///x")
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("--cluster"))
    }
  }
}
