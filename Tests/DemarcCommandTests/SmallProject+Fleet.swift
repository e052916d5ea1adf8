import TestPrograms
import TestServers
import Testing

extension SmallProject {
  /// Lends a project that is generated and migrated: a control plane and the clusters `cluster_a`, `cluster_b` and
  /// `cluster_c`, whose URLs are in that order, and the environment that reaches them.
  static func withFleet(
    _ body: (SmallProject, [String], [String: String?]) async throws -> Void
  ) async throws {
    try await TestServer.withDatabases(4) { urls in
      try await withProject { project in
        let environment: [String: String?] = [
          "CONTROL_DATABASE_URL": urls[0], "DEMARC_CLUSTERS_SECRET": "x",
        ]
        #expect(try await project.demarc("generate").status == 0)
        _ = try await project.demarc("migrate", "control", environment: environment)
        let values = zip(["cluster_a", "cluster_b", "cluster_c"], urls.dropFirst())
          .map { "('\($0)', $q$\($1)$q$)" }
        try await TestServer.execute(
          "insert into clusters values \(values.joined(separator: ", "))",
          at: urls[0]
        )
        let migrated = try await project.demarc("migrate", environment: environment)
        #expect(migrated.status == 0, "\(migrated.errors)")
        try await body(project, urls, environment)
      }
    }
  }
}
