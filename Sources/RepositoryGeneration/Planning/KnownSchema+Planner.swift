import Catalog
import ConfigurationFile
import SQLLanguage

extension KnownSchema {
  /// What the prover must know of a planned schema.
  init(_ planner: SchemaPlanner) {
    let functions = Dictionary(grouping: planner.schema.routines, by: \.name)
      .mapValues { KnownFunction(overloads: $0) }
    self.init(
      relations: planner.schema.relations.compactMap { relation in
        Self.owner(of: relation, planner).map { owner in
          KnownRelation(relation, owner: owner) { planner.isSecret($0, of: relation.name) }
        }
      },
      functions: functions,
      hasTenants: planner.database.tenant != nil
    )
  }

  /// Whose rows a relation holds; nil where nobody knows, so that no query may name it.
  private static func owner(
    of relation: Relation,
    _ planner: SchemaPlanner
  ) -> KnownRelation.Owner? {
    switch planner.scopes[relation.name] {
    case .control: return .controlPlane
    case .global: return .everybody
    case .tenant(let column), .tenantRoot(let column): return .tenant(column: column)
    case nil: break
    }
    guard let tenant = planner.database.tenant else { return .controlPlane }
    // A view over the rows of tenants shows their column.
    return relation.column(named: tenant.column).map { .tenant(column: $0.name) }
  }
}

extension KnownFunction {
  /// What a function of the schema does at most, whichever of its overloads is called.
  fileprivate init(overloads: [Routine]) {
    if overloads.contains(where: { $0.kind != .function || $0.volatility == .volatile }) {
      self = .writing
    } else {
      self = overloads.allSatisfy { $0.volatility == .immutable } ? .pure : .reading
    }
  }
}

extension KnownRelation {
  /// What must be known of a relation of the schema, whose secrets a closure tells.
  init(_ relation: Relation, owner: Owner, isSecret: (String) -> Bool) {
    self.init(
      name: relation.name,
      owner: owner,
      columns: relation.columns.map { column in
        Column(
          name: column.name,
          isNullable: column.isNullable,
          isSecret: isSecret(column.name),
          isDocument: ["json", "jsonb"].contains(column.type.name.name) && !column.type.isArray
        )
      },
      keys: [relation.primaryKey].compactMap { $0 } + relation.uniqueKeys
    )
  }
}
