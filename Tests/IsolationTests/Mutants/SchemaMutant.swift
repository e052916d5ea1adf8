import Catalog
import Demarc
import PostgresDriver
import RepositoryGeneration
import SchemaIntrospection
import TestClusters
import TestServers

/// A schema that is broken in one way, and who notices it.
struct SchemaMutant: Mutant {
  /// Who can notice.
  enum Guardian: String, Sendable, Hashable, CaseIterable {
    /// The rules of `demarc generate`, on the introspected schema.
    case prover
    /// The router's proof on the first connection to a cluster.
    case router
    /// The handshake of every new connection.
    case handshake
    /// A statement of the application that succeeds and should not, or fails and should not.
    case probe
  }

  /// The way in which it is broken.
  let name: String
  /// What breaks it, run by a superuser on the first cluster.
  var sql: [String] = []
  /// What follows `create role … login` for the role that the cluster is registered with instead of `app`.
  var login: String?
  /// A statement of the application that counts products; it shall see those of one tenant at most.
  var leak: String?
  /// All who notice, and nobody else.
  let noticedBy: Set<Guardian>

  var layer: MutantLayer { .schema }
  var breakage: String { login.map { "create role … login \($0)" } ?? sql.joined(separator: "; ") }
  var killers: [String] { Guardian.allCases.filter(noticedBy.contains).map(\.rawValue) }

  func notices() async throws -> [String: String] {
    let notices = try await guardiansNotices()
    return Dictionary(uniqueKeysWithValues: notices.map { ($0.key.rawValue, $0.value) })
  }

  // MARK: Guardians

  /// What each guardian that noticed something says.
  private func guardiansNotices() async throws -> [Guardian: String] {
    try await TestClusters.withClusters { clusters in
      let own = try await clusters.context(of: .farma)
      let other = try await clusters.context(of: .libros)
      let superuser = try clusters.superuser(of: .first)
      try await SchemaProbe.prepare(superuser, other: other)
      for sql in sql { try await superuser.run(sql) }

      func examine(_ role: String) async throws -> [Guardian: String] {
        let url = try clusters.registration(of: .first).connectionString.reveal()
        var configuration = try PostgresConfiguration(url, role: role)
        configuration.sharedLanes = 1
        let findings = try await withClient(configuration) { client in
          try await SchemaProbe(client: client, own: own, other: other, leak: leak)
            .findings()
        }
        return try await [
          .prover: problems(of: superuser),
          .router: refusal(clusters, [.isolationNotProven]),
          .handshake: refusal(clusters, [.privilegedRole, .wrongCluster]),
          .probe: findings.isEmpty ? nil : "\(findings)",
        ].compactMapValues { $0 }
      }
      guard let login else { return try await examine("app") }
      return try await clusters.withLogin(login, on: .first, examine)
    }
  }

  private func problems(of superuser: PostgresClient) async throws -> String? {
    let schema = try await DatabaseSchema(introspecting: superuser)
    let generator = RepositoryGenerator(
      database: try TestProject.database("backend"),
      configuration: try TestProject.configuration()
    )
    do {
      _ = try generator.files(for: schema)
      return nil
    } catch {
      return error.description
    }
  }

  /// What the router says of the first cluster, if its refusal is of one of these kinds.
  private func refusal(
    _ clusters: TestClusters,
    _ codes: [RoutingError.Code]
  ) async throws -> String? {
    do {
      try await clusters.withRouter { router in _ = try await router.context(forSlug: "farma") }
      return nil
    } catch let error as RoutingError {
      return codes.contains(error.code) ? error.description : nil
    }
  }
}
