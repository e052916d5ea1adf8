import Catalog

/// What the keys and indexes of a relation serve.
extension SchemaPlanner {
  /// The keys by which at most one row is found, beside the primary key.
  func uniqueKeys(
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
  func references(
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
  func filters(
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
  func prefixes(_ indexed: [LeadingTerm]) -> [PrefixPlan] {
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
  func leadingTerms(
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
typealias LeadingTerm = (term: Index.Term, property: PropertyPlan)

extension [LeadingTerm] {
  /// The properties, each once, sorted by name.
  var properties: [PropertyPlan] {
    Set(map(\.property)).sorted { $0.name < $1.name }
  }
}

extension Index {
  /// Whether the index holds every row that repositories show.
  ///
  /// - Parameter deletion: the column that marks rows as deleted.
  /// - Returns: true too where it leaves out what is marked.
  func holdsEveryRow(but deletion: PropertyPlan?) -> Bool {
    guard let predicate else { return true }
    return predicate == deletion.map { "(\($0.sql) IS NULL)" }
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
