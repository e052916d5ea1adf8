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
    var methods = 0
    for (relation, source) in try GeneratedStatements.repositories()
    where !database.global.contains(relation) {
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

  @Test func `nothing but repositories holds a statement`() throws {
    for (path, source) in try GeneratedStatements.sources()
    where !path.hasSuffix("Repository.swift") {
      // The types to which values are cast are no relations.
      let rest = source.replacing(#/as: "public\.\w+(\[\])?"/#, with: "")
      #expect(!rest.contains("Statement(") && !rest.contains("public."), "\(path)")
    }
  }

  @Test func `a global relation is only read`() throws {
    for (relation, source) in try GeneratedStatements.repositories()
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
