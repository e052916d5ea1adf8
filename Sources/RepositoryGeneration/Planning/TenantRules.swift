import Catalog
import ConfigurationFile

/// Checks that a relation keeps its tenants apart by itself, so that no generated statement is the only
/// thing that does.
struct TenantRules {
  let tenant: Configuration.Tenant
  let roles: Configuration.Roles
  let relations: [QualifiedName: Relation]
  let scopes: [QualifiedName: Scope]

  /// Reports each rule that a tenant relation breaks.
  func check(_ relation: Relation, column: String, _ problems: inout ProblemCollector) {
    let name = "relation \(relation.name)"
    if let tenantColumn = relation.column(named: column) {
      if tenantColumn.isNullable {
        problems.report(
          "\(relation.name).\(column)",
          "the tenant's column may be NULL",
          "Add a migration: alter table \(relation.name.sql) alter column \(quotedIdentifier(column)) set not null;"
        )
      }
      if tenantColumn.type.sql != tenant.type {
        problems.report(
          "\(relation.name).\(column)",
          "the tenant's column has the type \(tenantColumn.type.sql), and demarc.yml says \(tenant.type)",
          "Give the column the type \(tenant.type) in a migration."
        )
      }
    }
    if relation.rowSecurity != .forced {
      problems.report(
        name,
        "its row security is \(relation.rowSecurity)",
        """
        Add a migration: alter table \(relation.name.sql) enable row level security; \
        alter table \(relation.name.sql) force row level security;
        """
      )
    }
    checkPolicies(relation, column: column, &problems)
    checkKeys(relation, column: column, &problems)
    checkForeignKeys(relation, column: column, &problems)
  }

  /// The expression of the application's policies, as Postgres prints it.
  static func policyExpression(column: String, type: String) -> String {
    "(\(quotedIdentifier(column)) = (current_setting('demarc.tenant'::text))::\(type))"
  }

  private func checkPolicies(
    _ relation: Relation,
    column: String,
    _ problems: inout ProblemCollector
  ) {
    let expression = Self.policyExpression(column: column, type: tenant.type)
    let application = relation.policies.filter { $0.roles == [roles.application] }
    let areOurs = application.allSatisfy { policy in
      policy.command == "all" && policy.using == expression && policy.withCheck == expression
    }
    let foreign = relation.policies.filter { policy in
      let isFleet = policy.roles == [roles.fleet] && policy.using == "true"
      return policy.roles != [roles.application] && !isFleet
    }
    if !areOurs || Set(application.map(\.isPermissive)) != [true, false] || !foreign.isEmpty {
      problems.report(
        "relation \(relation.name)",
        "its policies are not the tenant's",
        """
        It needs one permissive and one restrictive policy for all commands to \(roles.application), \
        both using and with check \(expression), at most one to \(roles.fleet) using (true), and no \
        other.
        """
      )
    }
  }

  /// A key that leaves the tenant out lets tenants collide, which tells one of the other's rows.
  ///
  /// The root is exempt: its key is the tenant.
  private func checkKeys(
    _ relation: Relation,
    column: String,
    _ problems: inout ProblemCollector
  ) {
    guard case .tenant? = scopes[relation.name] else { return }
    guard let primaryKey = relation.primaryKey else {
      problems.report(
        "relation \(relation.name)",
        "it has no primary key",
        "Add one that leads with \(column)."
      )
      return
    }
    let uniqueIndexes = relation.indexes.filter(\.isUnique)
      .map { Key(name: $0.name, columns: $0.terms.map { $0.column ?? $0.sql }) }
    let keys = [primaryKey] + relation.uniqueKeys + uniqueIndexes
    for key in Set(keys) where key.columns.first != column {
      problems.report(
        "\(relation.name).\(key.name)",
        "the key (\(key.columns.joined(separator: ", "))) does not lead with \(column)",
        "Make it (\(([column] + key.columns.filter { $0 != column }).joined(separator: ", ")))."
      )
    }
  }

  /// Postgres checks foreign keys without row security, so a key that leaves the tenant out lets a row
  /// point into another tenant, and a cascade reach it.
  private func checkForeignKeys(
    _ relation: Relation,
    column: String,
    _ problems: inout ProblemCollector
  ) {
    for key in relation.foreignKeys {
      guard let targetColumn = scopes[key.target]?.tenantColumn else { continue }
      let pairs = zip(key.columns, key.targetColumns)
      if !pairs.contains(where: { $0 == column && $1 == targetColumn }) {
        problems.report(
          "\(relation.name).\(key.name)",
          "the foreign key to \(key.target) leaves the tenant out",
          "Make it (\(column), …) references \(key.target) (\(targetColumn), …)."
        )
      }
    }
  }
}
