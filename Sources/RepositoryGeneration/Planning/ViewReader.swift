import Catalog
import ConfigurationFile
import SQLLanguage

/// Looks through the queries of views: Postgres says of none of their columns that it is never NULL, and a secret that
/// a view shows is one under whatever name.
struct ViewReader {
  /// The relations, with what is known of the columns of views.
  private(set) var relations: [Relation]
  /// The columns of views that tell a secret, by relation.
  private(set) var secrets: [QualifiedName: Set<String>] = [:]
  /// The columns of relations that columns of views show as they are, by view.
  private(set) var origins: [QualifiedName: [String: ColumnOrigin]] = [:]
  private let configuration: Configuration

  /// Looks through every view of a schema, in which domains are what stands below them.
  init(
    _ schema: DatabaseSchema,
    configuration: Configuration,
    _ problems: inout ProblemCollector
  ) {
    relations = schema.relations
    self.configuration = configuration
    var known = relations.filter { $0.view == nil }.map(knownRelation)
    var waiting = relations.indices.filter { relations[$0].view != nil }
    while !waiting.isEmpty {
      // A view that reads another is looked at after that one.
      let names = Set(waiting.map { relations[$0].name })
      let ready = waiting.filter { names.isDisjoint(with: relations[$0].view?.reads ?? []) }
      for position in ready {
        read(position, knowing: known, &problems)
        known.append(knownRelation(relations[position]))
      }
      waiting.removeAll(where: ready.contains)
      guard ready.isEmpty else { continue }
      // Views that read each other in a circle, which no query of them would survive.
      for position in waiting {
        let relation = relations[position]
        if let view = relation.view { reportUnread(relation, view, &problems) }
      }
      return
    }
  }

  private mutating func read(
    _ position: Int,
    knowing known: [KnownRelation],
    _ problems: inout ProblemCollector
  ) {
    let relation = relations[position]
    guard let view = relation.view else { return }
    let analysis = try? StatementAnalysis.of(
      view.definition,
      in: KnownSchema(relations: known, hasTenants: false),
      tenantParameter: nil
    )
    guard let found = analysis?.columns, found.count == view.columns.count else {
      reportUnread(relation, view, &problems)
      return
    }
    for (name, facts) in zip(view.columns, found) {
      if let origin = facts.origin { origins[relation.name, default: [:]][name] = origin }
      if facts.isSecret { secrets[relation.name, default: []].insert(name) }
      guard facts.isNonNull,
        let column = relation.columns.firstIndex(where: { $0.name == name })
      else { continue }
      relations[position].columns[column].isNullable = false
    }
  }

  /// Any column of a view that is not understood may be NULL; none may tell a secret.
  private func reportUnread(
    _ relation: Relation,
    _ view: View,
    _ problems: inout ProblemCollector
  ) {
    let sources = relations.filter { source in
      view.reads.contains(source.name) && source.columns.contains { isSecret($0.name, of: source) }
    }
    guard let source = sources.first,
      !relation.columns.contains(where: { isSecret($0.name, of: relation) })
    else { return }
    problems.report(
      "relation \(relation.name)",
      "it reads \(source.name), which holds secrets, and whether it shows them is not understood",
      """
      Name the columns that do under 'secrets:' in demarc.yml, write its query in a simpler way, or leave it \
      out with 'exclude:'.
      """,
      settledBy: .exclude("\(relation.name)")
    )
  }

  private func isSecret(_ column: String, of relation: Relation) -> Bool {
    configuration.isSecret(column, of: relation.name)
      || secrets[relation.name]?.contains(column) == true
  }

  private func knownRelation(_ relation: Relation) -> KnownRelation {
    KnownRelation(relation, owner: .controlPlane) { isSecret($0, of: relation) }
  }
}

extension Configuration {
  /// Whether `secrets:` names a column of a relation or of a function's result.
  func isSecret(_ column: String, of owner: QualifiedName) -> Bool {
    secrets.contains("\(owner).\(column)")
      || secrets.contains("\(owner.schema).\(owner.name).\(column)")
  }
}
