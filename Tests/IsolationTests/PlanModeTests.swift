import BackendData
import Demarc
import PostgresDriver
import TestClusters
import Testing

/// Isolation must not depend on how the server plans a statement: a plan is made once and serves every tenant
/// of a connection.
struct PlanModeTests {
  struct Mode: Sendable, CustomTestStringConvertible {
    let preparesStatements: Bool
    let planCacheMode: String

    var testDescription: String {
      "\(preparesStatements ? "prepared" : "not prepared"), \(planCacheMode)"
    }

    static let all: [Mode] = [true, false].flatMap { prepares in
      ["auto", "force_generic_plan", "force_custom_plan"].map {
        Mode(preparesStatements: prepares, planCacheMode: $0)
      }
    }
  }

  private struct Plans {
    let mode: String
    let prepared: Int64
    let generic: Int64
    let custom: Int64
  }

  @Test(arguments: Mode.all)
  func `each shape of repository keeps to its tenant however statements are planned`(
    mode: Mode
  ) async throws {
    var options = TestClusters.Options()
    options.router.sharedLanes = 1
    options.router.preparesStatements = mode.preparesStatements
    options.settings = ["plan_cache_mode": mode.planCacheMode]
    try await TestClusters.withClusters(options) { clusters in
      let farma = try await clusters.context(of: .farma)
      let libros = try await clusters.context(of: .libros)
      for context in [farma, libros] {
        try await IsolationCase.Parent.users.insert(context)
        try await IsolationCase.Parent.products.insert(context)
      }
      for relation in IsolationCase.eachShape { try await relation.prove(farma, libros) }
      // By now both tenants have used every statement on the one lane.
      let plans = try await plans(of: clusters, farma)
      #expect(plans.mode == mode.planCacheMode)
      #expect((plans.prepared > 20) == mode.preparesStatements)
      #expect(mode.planCacheMode != "force_generic_plan" || plans.custom == 0)
      // A statement without parameters has a generic plan in any mode.
      let decisive = mode.planCacheMode == "force_generic_plan" ? plans.generic : plans.custom
      #expect((decisive > 20) == mode.preparesStatements)
    }
  }

  /// How the lane of the router has planned, as the server counts it.
  private func plans(of clusters: TestClusters, _ context: ClusterContext) async throws -> Plans {
    let sql = """
      select current_setting('plan_cache_mode') || ' ' || count(*) || ' '
        || coalesce(sum(generic_plans), 0) || ' ' || coalesce(sum(custom_plans), 0)
      from pg_prepared_statements where statement like '%public.%'
      """
    let text: String? = try await RepositorySession(context)
      .value(Statement(sql, access: .read))
    let parts = try #require(text).split(separator: " ").map(String.init)
    return Plans(
      mode: parts[0],
      prepared: try #require(Int64(parts[1])),
      generic: try #require(Int64(parts[2])),
      custom: try #require(Int64(parts[3]))
    )
  }
}
