import Catalog
import ConfigurationFile
import Foundation
import TestClusters
import Testing

struct GeneratedStatementsTests {
  private let database: Configuration.Database
  private let tenant: Configuration.Tenant

  init() throws {
    database = try TestProject.database("backend")
    tenant = try #require(database.tenant)
  }

  private func column(of relation: String) -> String {
    relation == tenant.root ? tenant.key : tenant.column
  }

  @Test func `each relation has one repository`() throws {
    let relations = try TestProject.backendSnapshot().relations.map(\.name.name)
    #expect(try GeneratedStatements.repositories().map(\.relation).sorted() == relations.sorted())
  }

  @Test func `every statement of a tenant relation is bound to the tenant`() throws {
    try expectBound(GeneratedStatements.repositories())
  }

  /// The checked-in code is the generator's, which `CheckedInCodeTests` hold; here it is judged by itself.
  @Test func `what the generator writes now is bound to the tenant`() throws {
    try expectBound(
      GeneratedStatements.repositories(among: GeneratedStatements.generatedNow())
    )
  }

  private func expectBound(_ repositories: [(relation: String, source: String)]) {
    var methods = 0
    for (relation, source) in repositories where !database.global.contains(relation) {
      methods += GeneratedStatements.methods(of: source).count
      #expect(
        GeneratedStatements.unboundMethods(
          of: source,
          relation: relation,
          column: column(of: relation)
        ) == [],
        "\(relation)"
      )
    }
    #expect(methods > 300)
  }

  @Test
  func `a tenant's repository takes a context of its cluster, and no tenant from its caller`()
    throws
  {
    let sources = try GeneratedStatements.generatedNow()
    for (relation, source) in try GeneratedStatements.repositories(among: sources) {
      let contexts = source.matches(of: #/init\(_ context: (\w+)\)/#).map { String($0.output.1) }
      #expect(contexts == ["ClusterContext"], "\(relation)")
    }
    let changes = sources.filter { $0.path.hasSuffix("+Changes.swift") }
    #expect(changes.count > 30)
    for (path, source) in changes {
      let given =
        path == "Client/Client+Changes.swift" ? [tenant.key, tenant.account] : [tenant.column]
      for column in given { #expect(!source.contains("\"\(column)\""), "\(path): \(column)") }
    }
  }

  /// The statements of queries are proven on their parse trees, by `SQLLanguage`.
  @Test func `nothing but repositories and queries holds a statement`() throws {
    for (path, source) in try GeneratedStatements.sources()
    where !path.hasSuffix("Repository.swift") && !path.hasPrefix("Queries/") {
      // The types to which values are cast are no relations.
      let rest = source.replacing(#/(?:as|"): "public\.\w+(\[\])?"/#, with: "")
      #expect(!rest.contains("Statement(") && !rest.contains("public."), "\(path)")
    }
  }

  @Test func `a global relation is only read`() throws {
    let sources = try GeneratedStatements.sources() + GeneratedStatements.generatedNow()
    for (relation, source) in try GeneratedStatements.repositories(among: sources)
    where database.global.contains(relation) {
      for command in ["insert into", "update public", "delete from"] {
        #expect(!source.contains(command), "\(relation)")
      }
    }
  }

  @Test(arguments: [
    ("where client_id = $1", "where true"),
    ("where client_id = $1", "where id = $2 or client_id = $1"),
    ("where target.client_id = $1", "where true"),
    ("Parameters(tenant", "Parameters(id"),
    (#"after: ["client_id"]"#, "after: []"),
    ("from public.products", "from public.orders"),
  ])
  func `a statement that lost its predicate is found`(text: String, mutant: String) throws {
    let source = try #require(
      GeneratedStatements.repositories().first { $0.relation == "products" }
    ).source
    let pieces = source.components(separatedBy: text)
    try #require(pieces.count > 1)
    for position in 1..<pieces.count {
      let mutated =
        pieces[..<position].joined(separator: text) + mutant
        + pieces[position...].joined(separator: text)
      #expect(
        GeneratedStatements.unboundMethods(of: mutated, relation: "products", column: "client_id")
          .count == 1
      )
    }
  }
}
