package import Catalog
import ConfigurationFile

extension RepositoryGenerator {
  /// What keeps the tables of tenants from keeping them apart by themselves, for tables of a database that
  /// code need not be generated for.
  ///
  /// A table is a tenant's when it has the tenant's column.
  ///
  /// - Parameters:
  ///   - schema: the schema of the database.
  ///   - checked: the relations that need not be looked at.
  /// - Returns: each rule that a table breaks, with what mends it.
  package func isolationProblems(
    in schema: DatabaseSchema,
    except checked: Set<QualifiedName> = []
  ) -> [GenerationProblem] {
    guard let tenant = database.tenant, let roles = database.roles else { return [] }
    var scopes: [QualifiedName: Scope] = [:]
    for relation in schema.relations {
      if "\(relation.name)" == tenant.root {
        scopes[relation.name] = .tenantRoot(key: tenant.key)
      } else if relation.column(named: tenant.column) != nil {
        scopes[relation.name] = .tenant(column: tenant.column)
      }
    }
    let rules = TenantRules(
      tenant: tenant,
      roles: roles,
      relations: Dictionary(uniqueKeysWithValues: schema.relations.map { ($0.name, $0) }),
      scopes: scopes
    )
    var problems = ProblemCollector()
    for relation in schema.relations where !checked.contains(relation.name) {
      if !relation.isTable {
        rules.checkReading(relation, &problems)
      } else if let column = scopes[relation.name]?.tenantColumn {
        rules.check(relation, column: column, &problems)
      }
    }
    return problems.problems
  }
}
