import ConfigurationFile
import Foundation
import Logging
import PostgresDriver
import SchemaMigration
import TestPrograms
import TestServers
import Testing

struct NovaVisionCommandTests {
  private let novavision = BuiltProgram("novavision")

  @Test func `the demo refuses every crossing and leaves no server behind`() async throws {
    let outcome = try await novavision.run(["demo"], in: repositoryRoot)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.components(separatedBy: "refused: ").count == 6)
    #expect(outcome.output.contains("farma  cluster_shared_01  1       ARS 1200.00"))
    #expect(outcome.output.contains("vinos  cluster_shared_02  1       ARS 3400.00"))
  }

  @Test func `a variable that is missing is a usage error that names it`() async throws {
    let outcome = try await novavision.run(
      ["route", "farma"],
      in: repositoryRoot,
      environment: ["ADMIN_DATABASE_URL": nil]
    )
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("ADMIN_DATABASE_URL is not set"))
  }

  @Test func `a cluster is registered only after its database has proved which it is`() async throws
  {
    try await withAdminAndCluster { admin, cluster in
      let environment: [String: String?] = [
        "ADMIN_DATABASE_URL": admin, "NOVAVISION_CLUSTER_KEY": "a key",
      ]
      func add(_ name: String, as role: String) async throws -> BuiltProgram.Outcome {
        try await novavision.run(
          ["clusters", "add", name],
          in: repositoryRoot,
          environment: environment,
          input: cluster.replacing("user='postgres'", with: "user='\(role)'") + "\n"
        )
      }
      let wrong = try await add("cluster_shared_02", as: "app")
      #expect(wrong.status == 1)
      #expect(wrong.errors.contains("says that it is cluster 'cluster_shared_01'"))
      let privileged = try await add("cluster_shared_01", as: "postgres")
      #expect(privileged.status == 1)
      #expect(privileged.errors.contains("is a superuser"))
      let right = try await add("cluster_shared_01", as: "app")
      #expect(right.status == 0, "\(right.errors)")
      let list = try await novavision.run(
        ["clusters", "list", "--json"],
        in: repositoryRoot,
        environment: environment
      )
      #expect(list.output.contains(#""id" : "cluster_shared_01""#))
      #expect(list.output.contains(#""status" : "ready""#))
      let unknown = try await novavision.run(
        ["route", "nobody"],
        in: repositoryRoot,
        environment: environment
      )
      #expect(unknown.status == 1)
      #expect(unknown.errors.contains("No account has the slug 'nobody'"))
      let otherKey = try await novavision.run(
        ["clusters", "list"],
        in: repositoryRoot,
        environment: environment.merging(["NOVAVISION_CLUSTER_KEY": "another"]) { $1 }
      )
      #expect(otherKey.status == 1)
      #expect(otherKey.errors.contains("the key does not decrypt the credentials of cluster"))
    }
  }

  /// Lends the URLs of an Admin DB and of the cluster `cluster_shared_01`, both migrated.
  private func withAdminAndCluster(_ body: (String, String) async throws -> Void) async throws {
    let configuration = try Configuration.load(
      from: repositoryRoot.appendingPathComponent("demarc.yml").path
    )
    try await TestServer.withDatabases(2) { urls in
      for (name, url, cluster) in [
        ("admin", urls[0], nil), ("backend", urls[1], "cluster_shared_01"),
      ] {
        let database = try #require(configuration.databases[name])
        let client = PostgresClient(
          try PostgresConfiguration(url),
          logger: Logger(label: "test")
        )
        _ = try await Migrator(client: client, database: database, cluster: cluster)
          .apply(MigrationFolder(path: database.migrations, below: repositoryRoot.path))
        await client.shutdown()
      }
      try await body(urls[0], urls[1])
    }
  }
}
