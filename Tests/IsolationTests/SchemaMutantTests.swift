import Catalog
import Demarc
import PostgresDriver
import RepositoryGeneration
import SchemaIntrospection
import TestClusters
import TestServers
import Testing

/// Breaks the schema in one way at a time: without these the rules, the handshake and the probes would prove
/// nothing.
struct SchemaMutantTests {
  @Test(arguments: SchemaMutant.all)
  func `a schema that is broken in one way is noticed by those who should`(
    mutant: SchemaMutant
  ) async throws {
    let notices = try await notices(of: mutant)
    #expect(Set(notices.keys) == mutant.noticedBy, "\(notices)")
  }

  @Test func `the schema as it is satisfies them all`() async throws {
    let notices = try await notices(of: SchemaMutant(name: "none", noticedBy: []))
    #expect(notices == [:])
  }

  @Test func `no mutant survives`() {
    for mutant in SchemaMutant.all { #expect(!mutant.noticedBy.isEmpty, "\(mutant.name)") }
    #expect(Set(SchemaMutant.all.flatMap(\.noticedBy)) == Set(SchemaMutant.Guardian.allCases))
  }

  // MARK: Guardians

  /// What each guardian that noticed something says.
  private func notices(of mutant: SchemaMutant) async throws -> [SchemaMutant.Guardian: String] {
    try await TestClusters.withClusters { clusters in
      let own = try await clusters.context(of: .farma)
      let other = try await clusters.context(of: .libros)
      let superuser = try clusters.superuser(of: .first)
      try await SchemaProbe.prepare(superuser, other: other)
      for sql in mutant.sql { try await superuser.run(sql) }

      func examine(_ role: String) async throws -> [SchemaMutant.Guardian: String] {
        let url = try clusters.registration(of: .first).connectionString.reveal()
        var configuration = try PostgresConfiguration(url, role: role)
        configuration.sharedLanes = 1
        let findings = try await withClient(configuration) { client in
          try await SchemaProbe(client: client, own: own, other: other, leak: mutant.leak)
            .findings()
        }
        return try await [
          .prover: problems(of: superuser),
          .router: refusal(clusters, [.isolationNotProven]),
          .handshake: refusal(clusters, [.privilegedRole, .wrongCluster]),
          .probe: findings.isEmpty ? nil : "\(findings)",
        ].compactMapValues { $0 }
      }
      guard let login = mutant.login else { return try await examine("app") }
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
