import Catalog
import ConfigurationFile

/// How each relation of a database is reached.
///
/// In the data plane a relation with the tenant's column belongs to tenants, and any other must be named
/// as global: what nobody classified is an error that lists the lines to paste.
func classify(
  _ relations: [Relation],
  of database: Configuration.Database,
  _ problems: inout ProblemCollector
) -> [QualifiedName: Scope] {
  guard let tenant = database.tenant else {
    return Dictionary(uniqueKeysWithValues: relations.map { ($0.name, .control) })
  }
  var scopes: [QualifiedName: Scope] = [:]
  var unclassified: [QualifiedName] = []
  for relation in relations {
    let name = "\(relation.name)"
    if name == tenant.root {
      scopes[relation.name] = .tenantRoot(key: tenant.key)
    } else if database.global.contains(name) {
      scopes[relation.name] = .global
      if relation.column(named: tenant.column) != nil {
        problems.report(
          "relation \(name)",
          "'global:' names it, but it has the tenant's column \(tenant.column)",
          "Take it out of 'global:' in demarc.yml, or drop the column."
        )
      }
    } else if relation.column(named: tenant.column) != nil {
      scopes[relation.name] = .tenant(column: tenant.column)
    } else {
      unclassified.append(relation.name)
    }
  }
  reportUnclassified(unclassified, tenant: tenant, database: database, &problems)
  reportMissing(tenant: tenant, in: relations, database: database, &problems)
  return scopes
}

private func reportUnclassified(
  _ names: [QualifiedName],
  tenant: Configuration.Tenant,
  database: Configuration.Database,
  _ problems: inout ProblemCollector
) {
  guard !names.isEmpty else { return }
  let list = names.map(\.description).joined(separator: ", ")
  problems.report(
    names.count == 1 ? "relation \(list)" : "relations \(list)",
    """
    \(names.count == 1 ? "it has" : "they have") no column \(tenant.column), and demarc.yml does not \
    say that all tenants share \(names.count == 1 ? "it" : "them")
    """,
    """
    Add the column '\(tenant.column) \(tenant.type) not null' with the tenant rules, or paste into \
    demarc.yml under databases.\(database.name):
        global: [\((database.global + names.map(\.description)).map(yaml).joined(separator: ", "))]
    """
  )
}

/// A text as a YAML scalar within a list: quoted unless it is a plain word.
private func yaml(_ text: String) -> String {
  let isPlain = text.unicodeScalars.allSatisfy { scalar in
    scalar.isASCII
      && (scalar.properties.isAlphabetic || "0123456789_.".unicodeScalars.contains(scalar))
  }
  return isPlain ? text : "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
}

private func reportMissing(
  tenant: Configuration.Tenant,
  in relations: [Relation],
  database: Configuration.Database,
  _ problems: inout ProblemCollector
) {
  let names = Set(relations.map { "\($0.name)" })
  if let root = relations.first(where: { "\($0.name)" == tenant.root }) {
    for column in [tenant.key, tenant.account] where root.column(named: column) == nil {
      problems.report(
        "relation \(tenant.root)",
        "it has no column \(column), which databases.\(database.name).tenant names",
        "Correct demarc.yml or the migrations."
      )
    }
    if root.primaryKey?.columns != [tenant.key] {
      problems.report(
        "relation \(tenant.root)",
        "its primary key is not (\(tenant.key)), so that a tenant could have several rows",
        "Make it (\(tenant.key)), or correct databases.\(database.name).tenant.key in demarc.yml."
      )
    }
  } else {
    problems.report(
      "relation \(tenant.root)",
      "it does not exist, and databases.\(database.name).tenant names it as the root",
      "Correct demarc.yml or the migrations."
    )
  }
  for name in database.global where !names.contains(name) {
    problems.report(
      "relation \(name)",
      "it does not exist, and databases.\(database.name).global names it",
      "Take it out of demarc.yml, or add the migration that makes it."
    )
  }
}
