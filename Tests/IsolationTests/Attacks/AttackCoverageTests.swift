import Catalog
import ConfigurationFile
import TestClusters
import TestServers
import Testing

/// No relation and no method is left out of the attacks.
struct AttackCoverageTests {
  @Test func `every tenant relation is attacked`() throws {
    let database = try TestProject.database("backend")
    let relations = try TestProject.backendSnapshot().relations
      .map { "\($0.name)" }
      .filter { !database.global.contains($0) }
    #expect(!relations.isEmpty)
    #expect(IsolationCase.all.map(\.relation).sorted() == relations.sorted())
  }

  @Test func `every generated method of a tenant relation is attacked`() async throws {
    let sources = Dictionary(uniqueKeysWithValues: try GeneratedStatements.repositories())
    var methods = 0
    try await TestClusters.withClusters { clusters in
      let own = try await clusters.context(of: .farma)
      for relation in IsolationCase.all {
        for parent in relation.parents { try await parent.insert(own) }
        let attacks = try await relation.prepare(own, [])
        let source = try #require(sources[relation.relation])
        let generated = GeneratedStatements.methodNames(of: source)
        methods += generated.count
        #expect(Set(attacks.map(\.method)) == Set(generated), "\(relation)")
        for name in [relation.relation] + relation.parents.reversed().map({ "\($0)" })
        where name != "clients" {
          try await clusters.superuser(of: .first).run("delete from \(name)")
        }
      }
    }
    #expect(methods > 400)
  }

  @Test func `a method is named by its labels, or its parameters where it has none`() {
    let source = """
      public struct X {
        public init(_ context: ClusterContext) {}
        public func find(_ ids: [X.ID]) async throws -> [X] {}
        public func page(
          where filter: Filter<X> = [],
          by ordering: Ordering<X> = .id(),
          after cursor: Cursor<X>? = nil
        ) async throws -> Page<X> { }
        public func delete() async throws -> Bool {}
        func hidden(_ x: Int) {}
      }
      """
    #expect(
      GeneratedStatements.methodNames(of: source)
        == ["find(ids)", "page(where,by,after)", "delete()"]
    )
  }
}
