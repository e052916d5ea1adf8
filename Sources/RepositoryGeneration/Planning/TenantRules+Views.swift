import Catalog
import ConfigurationFile

extension TenantRules {
  /// Reports what a relation that shows rows of others would show of other tenants.
  func checkReading(_ relation: Relation, _ problems: inout ProblemCollector) {
    let name = "relation \(relation.name)"
    if relation.kind == .foreignTable {
      guard scopes[relation.name]?.tenantColumn != nil else { return }
      problems.report(
        name,
        "row security cannot be put on a foreign table, so that nothing keeps its tenants apart",
        "Make it a table, or leave it out with 'exclude:'."
      )
      return
    }
    guard let source = tenantSource(of: relation, visited: []) else { return }
    if relation.kind == .materializedView {
      problems.report(
        name,
        "it keeps rows of the tenants' relation \(source), past its row security",
        "Make it a view with (security_invoker = true), or leave it out with 'exclude:'."
      )
    } else if relation.view?.isSecurityInvoker != true {
      problems.report(
        name,
        "it reads the tenants' relation \(source) with its owner's rights, past its row security",
        "Add a migration: alter view \(relation.name.sql) set (security_invoker = true);"
      )
    } else if scopes[relation.name]?.tenantColumn == nil {
      problems.report(
        name,
        "it shows rows of the tenants' relation \(source) without the tenant's column",
        "Select \(tenant.column) in its query, or leave it out with 'exclude:'."
      )
    }
  }

  /// A tenant relation that a view reads, by itself or through other views.
  private func tenantSource(of view: Relation, visited: Set<QualifiedName>) -> QualifiedName? {
    for source in view.view?.reads ?? [] where !visited.contains(source) {
      // What is excluded may be a tenant's, too.
      guard let relation = relations[source] else {
        if ["pg_catalog", "information_schema"].contains(source.schema) { continue }
        return source
      }
      if relation.view == nil {
        if scopes[source]?.tenantColumn != nil { return source }
      } else if let found = tenantSource(of: relation, visited: visited.union([view.name])) {
        return found
      }
    }
    return nil
  }
}
