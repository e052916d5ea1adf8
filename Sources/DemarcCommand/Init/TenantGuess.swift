import Catalog
import ConfigurationFile
import Terminal

/// How a schema of the data plane seems to tell its tenants apart.
struct TenantGuess {
  let tenant: Configuration.Tenant
  /// The relations that do not hold the tenant's column.
  let global: [String]

  /// Looks for the column that most tables hold and that refers to one table's key.
  ///
  /// - Parameters:
  ///   - schema: the data plane's schema.
  ///   - given: the tenant's column, where the caller knows it.
  /// - Throws: `UsageError` when nothing, or more than one thing, fits.
  init(_ schema: DatabaseSchema, column given: String?) throws {
    let column = try given ?? Self.tenantColumn(of: schema)
    let root = try Self.root(of: column, in: schema)
    try Self.requireUUIDs(of: column, in: schema)
    tenant = Configuration.Tenant(
      root: "\(root.name)",
      key: root.primaryKey?.columns.first ?? "id",
      account: try Self.accountColumn(of: root),
      column: column
    )
    global = schema.relations
      .filter { $0.name != root.name && $0.column(named: column) == nil }
      .map { "\($0.name)" }
  }

  private static func tenantColumn(of schema: DatabaseSchema) throws -> String {
    var counts: [String: Int] = [:]
    for relation in schema.relations {
      for key in relation.foreignKeys where key.columns.count == 1 {
        counts[key.columns[0], default: 0] += 1
      }
    }
    let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let first = ranked.first, ranked.dropFirst().first?.value != first.value else {
      throw UsageError(
        """
        No column stands out as the one that holds the tenant in the data plane's tables. Name it with \
        --tenant-column.
        """
      )
    }
    return first.key
  }

  private static func root(of column: String, in schema: DatabaseSchema) throws -> Relation {
    let targets = schema.relations.flatMap(\.foreignKeys)
      .filter { $0.columns == [column] }
      .map(\.target)
    guard let name = Set(targets).count == 1 ? targets.first : nil,
      let root = schema.relations.first(where: { $0.name == name })
    else {
      let found = Set(targets).map(\.description).sorted().joined(separator: ", ")
      throw UsageError(
        """
        The column '\(column)' must refer to one table, whose rows are the tenants; it refers to \
        \(found.isEmpty ? "none" : found). Add the foreign keys, or name another --tenant-column.
        """
      )
    }
    return root
  }

  /// Refuses a schema whose tenants are numbers, once and before anything is asked of its tables.
  private static func requireUUIDs(of column: String, in schema: DatabaseSchema) throws {
    let types = schema.relations.compactMap { $0.column(named: column)?.type.sql }
    let others = Set(types).subtracting(["uuid"]).sorted()
    guard others.isEmpty else {
      throw UsageError(
        """
        Tenants are told apart by a uuid, and '\(column)' is \(others.joined(separator: ", ")) in the data \
        plane's tables. Give the tenants a uuid, or name another --tenant-column.
        """
      )
    }
  }

  private static func accountColumn(of root: Relation) throws -> String {
    let keys =
      root.uniqueKeys.map(\.columns)
      + root.indexes.filter(\.isUnique).map { index in
        index.terms.compactMap(\.column)
      }
    let candidates = root.columns.filter { column in
      column.type.sql == "uuid" && !column.isNullable && keys.contains([column.name])
        && root.primaryKey?.columns != [column.name]
    }
    guard candidates.count == 1 else {
      throw UsageError(
        """
        Most tables refer to \(root.name), whose rows would then be the tenants: if they are not, name the \
        column that holds the tenant with --tenant-column. \(root.name) must hold one unique uuid that names \
        the account in the control plane, and has \
        \(candidates.isEmpty ? "none" : candidates.map(\.name).joined(separator: ", ")). Add a migration \
        such as: alter table \(root.name.sql) add account_id uuid not null unique; (with rows in it, fill the \
        column before it becomes not null).
        """
      )
    }
    return candidates[0].name
  }
}
