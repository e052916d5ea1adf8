import Catalog
import ConfigurationFile
import SQLLanguage

extension SchemaPlanner {
  /// The plan of a relation, or nil when a problem was reported that leaves none.
  mutating func planEntity(_ relation: Relation) -> EntityPlan? {
    guard let scope = scopes[relation.name], let typeName = typeNames[relation.name] else {
      return nil
    }
    checkTenantRules(relation, scope: scope)
    let properties = planProperties(of: relation, scope: scope)
    let identity = identity(of: relation, scope: scope, properties: properties)
    let deletion = deletion(of: relation, scope: scope, properties: properties)
    let uniqueKeys = uniqueKeys(
      of: relation,
      scope: scope,
      properties: properties,
      deletion: deletion
    )
    let indexed = leadingTerms(
      of: relation,
      scope: scope,
      properties: properties,
      deletion: deletion
    )
    let leading = indexed.filter { term, property in term.collation == property.column.collation }
    let plan = EntityPlan(
      relation: relation,
      scope: scope,
      typeName: typeName,
      properties: properties,
      identity: identity,
      uniqueKeys: uniqueKeys,
      filters: filters(of: relation, leading: leading.properties, properties: properties),
      prefixes: prefixes(indexed),
      orderings: leading.filter { $0.term.operatorClass == nil }.properties
        .filter { $0.isOrdered && !$0.column.isNullable },
      references: references(
        of: relation,
        scope: scope,
        properties: properties,
        leading: leading.properties,
        uniqueKeys: uniqueKeys
      ),
      constraints: relation.isTable && scope != .global
        ? ConstraintPlan.all(
          of: relation,
          tenantColumn: scope.tenantColumn,
          referring: referring[relation.name, default: []]
        ) : [],
      version: version(of: relation, scope: scope, properties: properties),
      deletion: deletion
    )
    reportSharedKeyNames(plan)
    return plan
  }

  /// Two keys that meet in one name, or one that meets what generated code calls the primary key.
  private mutating func reportSharedKeyNames(_ plan: EntityPlan) {
    let orderings = plan.keyProperties.count > 1 ? plan.orderings.map(\.name) : []
    let names = plan.uniqueKeys.map(\.caseName)
    guard Set(names).count < names.count || (names + orderings).contains("primaryKey") else {
      return
    }
    report(
      "relation \(plan.relation.name)",
      "two of its keys meet in one Swift name",
      "Name one of their columns under 'names: columns:' in demarc.yml.",
      settledBy: .exclude("\(plan.relation.name)")
    )
  }

  private mutating func checkTenantRules(_ relation: Relation, scope: Scope) {
    guard let tenant = database.tenant, let roles = database.roles else { return }
    let rules = TenantRules(tenant: tenant, roles: roles, relations: relations, scopes: scopes)
    if relation.isTable {
      guard let column = scope.tenantColumn else { return }
      rules.check(relation, column: column, &problems)
    } else {
      rules.checkReading(relation, &problems)
    }
  }

  // MARK: Properties

  private mutating func planProperties(of relation: Relation, scope: Scope) -> [PropertyPlan] {
    var properties: [PropertyPlan] = []
    for column in relation.columns where !isLeftOut(column.name, scope: scope) {
      guard let property = planProperty(column, of: relation, scope: scope) else { continue }
      if let other = properties.first(where: { $0.name == property.name }) {
        let object = "\(relation.name).\(column.name)"
        report(
          object,
          "it meets the column \(other.column.name) in the Swift name \(property.name)",
          naming.nameOne(of: object),
          settledBy: .column(object, property.name + "2")
        )
        continue
      }
      properties.append(property)
    }
    return properties.sorted { ($0.rank, $0.name) < ($1.rank, $1.name) }
  }

  /// The tenant is the context's; the root alone shows it, as its key.
  func isLeftOut(_ column: String, scope: Scope) -> Bool {
    if case .tenant(column) = scope { true } else { false }
  }

  private mutating func planProperty(
    _ column: Column,
    of relation: Relation,
    scope: Scope
  ) -> PropertyPlan? {
    let object = "\(relation.name).\(column.name)"
    guard
      let name = naming.memberName(of: column.name, key: object, object: object, &problems)
    else { return nil }
    let below = mapping.arrayBelow(column.type)
    let element = below.flatMap { _ in mapping.domainNames[column.type.name] }
    guard let listType = element.map({ "[\($0)?]" }) ?? mapping.swiftType(of: column.type) else {
      report(
        object,
        "the type \(column.type.sql) has no mapping to a Swift type",
        mapping.remedy(for: column.type),
        settledBy: mapping.carryingText(of: column.type)
      )
      return nil
    }
    let plainType =
      column.dimensions == nil ? listType : "PostgresArray<\(listType.dropFirst().dropLast())>"
    let identifier = identifierType(of: column.name, in: relation, scope: scope)
    let isKey = keyColumns(of: relation, scope: scope).contains(column.name)
    if isKey && isSecret(column.name, of: relation.name) {
      report(
        object,
        "'secrets:' names it, and it is part of the primary key",
        "Take it out of 'secrets:' in demarc.yml: a key names rows and is shown."
      )
    }
    let domain = columnDomains[relation.name]?[column.name]
    return PropertyPlan(
      column: column,
      domain: domain,
      name: name,
      baseType: identifier ?? domain.flatMap { mapping.domainNames[$0.name] } ?? plainType,
      plainType: identifier ?? plainType,
      isSecret: isSecret(column.name, of: relation.name),
      isMapped: mapping.isMapped(column.type),
      travel: mapping.travel(of: column.type),
      readSQL: below.map { "\($0.unlimitedSQL)[]" },
      rank: isKey
        ? .key
        : ColumnRank(
          column: column.name,
          baseType: plainType,
          isReference: identifier != nil,
          isEnum: mapping.isEnum(column.type),
          isList: column.type.isArray
        )
    )
  }

  // MARK: Identity

  /// The columns of the primary key without the tenant; for the root, the tenant.
  func keyColumns(of relation: Relation, scope: Scope) -> [String] {
    guard let key = relation.primaryKey else { return [] }
    if case .tenant(let column) = scope {
      return key.columns.filter { $0 != column }
    }
    return key.columns
  }

  private func identity(
    of relation: Relation,
    scope: Scope,
    properties: [PropertyPlan]
  ) -> Identity {
    if case .tenantRoot = scope { return .tenant }
    guard relation.primaryKey != nil else { return .none }
    let columns = keyColumns(of: relation, scope: scope)
    let keys = columns.compactMap { column in properties.first { $0.column.name == column } }
    guard keys.count == columns.count else { return .none }
    guard let first = keys.first else { return .tenant }
    guard keys.count == 1 else { return .composite(keys) }
    if let target = referencedIdentifier(of: columns[0], in: relation, visited: [relation.name]) {
      return .single(first, ofType: .shared(target))
    }
    return .single(first, ofType: .raw(mapping.swiftType(of: first.column.type) ?? "String"))
  }

  /// The identifier type of a column that is a key or refers to one, or nil for any other column.
  private func identifierType(
    of column: String,
    in relation: Relation,
    scope: Scope
  ) -> String? {
    if let origin = originsOfViews[relation.name]?[column], let source = relations[origin.relation],
      let sourceScope = scopes[origin.relation],
      swiftType(of: column, in: relation) == swiftType(of: origin.column, in: source)
    {
      return sourceScope.tenantColumn == origin.column
        ? "TenantID" : identifierType(of: origin.column, in: source, scope: sourceScope)
    }
    if case .tenantRoot(column) = scope { return "TenantID" }
    if case .tenantRoot = scope, column == database.tenant?.account { return "AccountID" }
    if let target = referencedIdentifier(of: column, in: relation, visited: [relation.name]) {
      return target
    }
    if keyColumns(of: relation, scope: scope) == [column] {
      return typeNames[relation.name].map { "\($0).ID" }
    }
    return nil
  }

  /// The identifier type that a column takes over from the row it refers to.
  private func referencedIdentifier(
    of column: String,
    in relation: Relation,
    visited: Set<QualifiedName>
  ) -> String? {
    let tenantColumn = scopes[relation.name]?.tenantColumn
    for key in relation.foreignKeys {
      guard let target = relations[key.target], let targetScope = scopes[key.target] else {
        continue
      }
      let targetKey = keyColumns(of: target, scope: targetScope)
      let pairs = zip(key.columns, key.targetColumns)
        .filter { $0 != tenantColumn || $1 != targetScope.tenantColumn }
      guard pairs.count == 1, pairs[0].0 == column, [pairs[0].1] == targetKey,
        swiftType(of: column, in: relation) == swiftType(of: pairs[0].1, in: target)
      else { continue }
      if key.target == relation.name || visited.contains(key.target) {
        return key.target == relation.name && targetKey != [column]
          ? typeNames[key.target].map { "\($0).ID" } : nil
      }
      return referencedIdentifier(
        of: pairs[0].1,
        in: target,
        visited: visited.union([key.target])
      )
        ?? typeNames[key.target].map { "\($0).ID" }
    }
    return nil
  }

  /// A foreign key may refer to a wider or narrower type, whose identifiers its column cannot hold.
  private func swiftType(of column: String, in relation: Relation) -> String? {
    relation.column(named: column).flatMap { mapping.swiftType(of: $0.type) }
  }
}

extension Relation.Kind {
  /// The kind in Postgres' words.
  var sql: String {
    switch self {
    case .table: "table"
    case .partitionedTable: "partitioned table"
    case .view: "view"
    case .materializedView: "materialized view"
    case .foreignTable: "foreign table"
    }
  }
}
