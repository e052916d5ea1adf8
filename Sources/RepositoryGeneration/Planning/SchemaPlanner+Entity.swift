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
  private func isLeftOut(_ column: String, scope: Scope) -> Bool {
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
    let element = below.flatMap { _ in domainTypeNames[column.type.name] }
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
      baseType: identifier ?? domain.flatMap { domainTypeNames[$0.name] } ?? plainType,
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
          isEnum: mapping.isEnum(column.type)
        )
    )
  }

  // MARK: Identity

  /// The columns of the primary key without the tenant; for the root, the tenant.
  private func keyColumns(of relation: Relation, scope: Scope) -> [String] {
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

  // MARK: Keys and indexes

  private func uniqueKeys(
    of relation: Relation,
    scope: Scope,
    properties: [PropertyPlan],
    deletion: PropertyPlan?
  ) -> [UniqueKeyPlan] {
    let fromIndexes = relation.indexes
      .filter { index in
        index.isUnique && index.holdsEveryRow(but: deletion)
          && index.terms.allSatisfy { $0.column != nil }
      }
      .map { (columns: $0.terms.compactMap(\.column), predicate: $0.predicate) }
    var seen: Set<Set<String>> = [Set(relation.primaryKey?.columns ?? [])]
    let keys = relation.uniqueKeys.map { (columns: $0.columns, predicate: String?.none) }
    return (keys + fromIndexes.sorted { $0.predicate == nil && $1.predicate != nil }).compactMap {
      key in
      guard seen.insert(Set(key.columns)).inserted else { return nil }
      let own = key.columns.filter { !isLeftOut($0, scope: scope) }
      let found = own.compactMap { column in properties.first { $0.column.name == column } }
      guard !own.isEmpty, found.count == own.count, !found.contains(where: \.isSecret) else {
        return nil
      }
      return UniqueKeyPlan(
        properties: found,
        columns: key.columns,
        predicate: key.predicate,
        isWithinTenant: scope.tenantColumn.map(key.columns.contains) ?? true
      )
    }
  }

  /// The properties that alone refer to a row, beside those that are the primary key.
  private func references(
    of relation: Relation,
    scope: Scope,
    properties: [PropertyPlan],
    leading: [PropertyPlan],
    uniqueKeys: [UniqueKeyPlan]
  ) -> [ReferencePlan] {
    let key = keyColumns(of: relation, scope: scope)
    let labels = uniqueKeys.map { SwiftName.suffix($0.properties[0].name) }
    var seen: Set<String> = []
    return relation.foreignKeys.compactMap { foreignKey in
      let columns = foreignKey.columns.filter { !isLeftOut($0, scope: scope) }
      guard columns.count == 1, let column = columns.first, key != [column],
        relations[foreignKey.target] != nil, seen.insert(column).inserted,
        let property = properties.first(where: { $0.column.name == column }),
        !property.isSecret, !property.column.type.isArray
      else { return nil }
      return ReferencePlan(
        property: property,
        target: foreignKey.target,
        isUnique: uniqueKeys.contains { $0.properties.map(\.column.name) == [column] },
        isIndexed: leading.contains(property) || key.first == column,
        label: SwiftName.unused(SwiftName.suffix(property.name) + "s", among: labels)
      )
    }
    .sorted { $0.property.name < $1.property.name }
  }

  /// The properties by which rows are filtered.
  private func filters(
    of relation: Relation,
    leading: [PropertyPlan],
    properties: [PropertyPlan]
  ) -> [PropertyPlan] {
    let candidates =
      relation.hasIndexes ? leading : properties.sorted { $0.name < $1.name }
    return candidates.filter { property in
      !property.isSecret && property.travel == .binary && !property.column.type.isArray
        && !documentTypes.contains(property.plainType)
    }
  }

  /// The texts that an index finds by how they begin.
  ///
  /// `LIKE` is no operator of an index, and behind row security Postgres turns it into none.
  private func prefixes(_ indexed: [LeadingTerm]) -> [PrefixPlan] {
    let texts = indexed.filter { _, property in
      ["text", "varchar"].contains(property.column.type.name.name) && !property.column.type.isArray
        && property.plainType == "String" && property.travel == .binary && !property.isSecret
    }
    return texts.properties.compactMap { property in
      let terms = texts.filter { $0.property == property }.map(\.term)
      if terms.contains(where: \.isPattern) {
        return PrefixPlan(property: property, isPattern: true)
      }
      guard terms.contains(where: \.isSortedByBytes) else { return nil }
      return PrefixPlan(property: property, isPattern: false)
    }
  }

  /// The first term of each index that finds rows, the tenant's column aside, with its property.
  private func leadingTerms(
    of relation: Relation,
    scope: Scope,
    properties: [PropertyPlan],
    deletion: PropertyPlan?
  ) -> [LeadingTerm] {
    let singleKey = keyColumns(of: relation, scope: scope)
    return relation.indexes
      .filter { $0.holdsEveryRow(but: deletion) && $0.method == "btree" }
      .compactMap { index in
        let term = index.terms.first { term in
          term.column.map { !isLeftOut($0, scope: scope) } ?? true
        }
        guard let term, let column = term.column, singleKey != [column],
          column != deletion?.column.name,
          let property = properties.first(where: { $0.column.name == column })
        else { return nil }
        return (term, property)
      }
  }
}

/// A term that leads an index, and the property of its column.
private typealias LeadingTerm = (term: Index.Term, property: PropertyPlan)

extension [LeadingTerm] {
  /// The properties, each once, sorted by name.
  fileprivate var properties: [PropertyPlan] {
    Set(map(\.property)).sorted { $0.name < $1.name }
  }
}

extension Index.Term {
  /// Whether the term has the operators of patterns.
  fileprivate var isPattern: Bool {
    ["text_pattern_ops", "varchar_pattern_ops"].contains(operatorClass)
  }

  /// Whether texts that begin alike stand together.
  fileprivate var isSortedByBytes: Bool {
    operatorClass == nil && ["C", "POSIX"].contains(collation)
  }
}

/// Types whose values are not found by what they equal.
private let documentTypes: Set<String> = ["JSON", "JSONText"]

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
