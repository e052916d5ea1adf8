import Catalog

extension EntityPlan {
  /// The file of what a reader can ask for: filters, orderings and unique keys.
  ///
  /// - Returns: nil when the relation offers none of them.
  func queriesFile(source: String) -> GeneratedFile? {
    let text = blocks([filterBlock, orderingBlock, uniqueKeyBlock])
    guard !text.isEmpty else { return nil }
    return GeneratedFile(
      path: "\(folder)/\(typeName)+Queries.swift",
      text: """
        \(fileHeader(source: source, imports: queriesImports))
        \(text)

        """
    )
  }

  private var queriesImports: Imports {
    Imports(
      demarc: filters.isEmpty && prefixes.isEmpty && !isPageable ? .absent : .shown,
      driver: isPageable ? .hidden : .absent,
      types: filters.map(\.valueType)
    )
  }

  /// Whether pages of rows can be read.
  ///
  /// A page begins after a key, which the server compares as what it is, and not as a text.
  var isPageable: Bool {
    !keyProperties.isEmpty && keyProperties.allSatisfy { $0.travel == .binary }
  }

  // MARK: Filters

  /// Whether rows can be filtered.
  var isFiltered: Bool { !filters.isEmpty || !prefixes.isEmpty }

  private var filterColumns: [PropertyPlan] {
    let others = prefixes.map(\.property).filter { !filters.contains($0) }
    return (filters + others).sorted { $0.name < $1.name }
  }

  private var filterBlock: String {
    guard isFiltered else { return "" }
    let warning =
      relation.hasIndexes
      ? ""
      : docComment("No index is its own: what it reads decides how quickly rows are found.") + "\n"
    return """
      \(warning)extension Filter where Row == \(typeName) {
      \(blocks(filterColumns.flatMap(filterFunctions)))
      }
      """
  }

  private func filterFunctions(_ property: PropertyPlan) -> [String] {
    let column = stringLiteral(property.sql)
    let prefix = prefixes.first { $0.property == property }.map { [prefixFunction($0)] } ?? []
    guard filters.contains(property) else { return prefix }
    let equal = filterFunction(
      property,
      "equals a value\(property.column.isNullable ? "; nil finds those that have none" : "")",
      ["_ value: \(property.type)"],
      "Filter(\(column), .equal, value)"
    )
    guard property.isOrdered && property.plainType != "String" else { return [equal] + prefix }
    let compare = filterFunction(
      property,
      "compares with a value as stated",
      ["_ comparison: Comparison", "_ value: \(property.valueType)"],
      "Filter(\(column), comparison, value)"
    )
    return [equal, compare]
  }

  private func prefixFunction(_ prefix: PrefixPlan) -> String {
    let column = prefix.property.sql + (prefix.isPattern ? "" : " collate \"C\"")
    return filterFunction(
      prefix.property,
      "begins with a text",
      ["hasPrefix prefix: String"],
      "Filter(\(stringLiteral(column)), hasPrefix: prefix, by: .\(prefix.isPattern ? "pattern" : "collation"))"
    )
  }

  private func filterFunction(
    _ property: PropertyPlan,
    _ predicate: String,
    _ parameters: [String],
    _ value: String
  ) -> String {
    """
    \(docComment(paragraphs: ["Rows whose \(code(property.column.name)) \(predicate)."] + leakyNote([property]), indent: 2))
    \(bracketed("public static func \(property.sourceName)(", parameters, ") -> Filter {", indent: 2))
        \(value)
      }
    """
  }

  // MARK: Orderings

  /// The name of the order by the primary key.
  var keyOrderingName: String {
    keyProperties.count == 1 ? keyProperties[0].name : "primaryKey"
  }

  private var orderingBlock: String {
    guard isPageable else { return "" }
    let functions =
      [orderingFunction(keyOrderingName, "By the primary key.", keyProperties)]
      + orderings.filter { !keyProperties.contains($0) }.map(ordering)
    return """
      extension Ordering where Row == \(typeName) {
      \(blocks(functions))
      }
      """
  }

  private func ordering(_ property: PropertyPlan) -> String {
    orderingFunction(
      property.name,
      "By \(code(property.column.name)), rows that are equal in it by the primary key.",
      [property] + keyProperties,
      leakyNote([property], "a page is found by reading all rows before it")
    )
  }

  private func orderingFunction(
    _ name: String,
    _ sentence: String,
    _ properties: [PropertyPlan],
    _ notes: [String] = []
  ) -> String {
    let columns = properties.map { stringLiteral($0.sql) }.joined(separator: ", ")
    let call = "Ordering(\(stringLiteral(name)), [\(columns)], direction) { row in"
    let start =
      call.count + 4 <= lineWidth
      ? "    \(call)"
      : bracketed(
        "Ordering(",
        [stringLiteral(name), "[\(columns)]", "direction"],
        ") { row in",
        indent: 4
      )
    let function = SwiftName.escaped(name)
    return """
      \(docComment(paragraphs: [sentence] + notes, indent: 2))
        public static func \(function)(_ direction: Direction = .ascending) -> Ordering {
      \(start)
      \(bracketed("Parameters(", properties.map { "row.\($0.sourceName)" }, ")", indent: 6))
          }
        }
      """
  }

  // MARK: Unique keys

  /// A key on which an insert can turn into an update.
  struct UpsertKey {
    /// The case's name, not escaped.
    let name: String
    /// The columns in the database, the tenant's included.
    let columns: [String]
    /// The condition of the rows that it can meet; nil is all rows.
    let predicate: String?
  }

  /// The keys on which an insert can turn into an update.
  ///
  /// A key whose numbers the database alone gives is none: no draft can name an existing row by it.
  var upsertKeys: [UpsertKey] {
    guard isWritable, let primaryKey = relation.primaryKey else { return [] }
    let isGiven = primaryKey.period == nil && keyProperties.allSatisfy(\.isWritable)
    return
      (isGiven ? [UpsertKey(name: "primaryKey", columns: primaryKey.columns, predicate: nil)] : [])
      + uniqueKeys.filter(\.isWithinTenant)
      .map { UpsertKey(name: $0.caseName, columns: $0.columns, predicate: $0.predicate) }
  }

  /// Whether a key holds no rows that are marked as deleted.
  var hasPartialKeys: Bool { upsertKeys.contains { $0.predicate != nil } }

  private var uniqueKeyPredicates: String {
    guard hasPartialKeys else { return "" }
    let cases = upsertKeys.map { key in
      let predicate = key.predicate.map { stringLiteral($0) } ?? "nil"
      return "      case .\(SwiftName.escaped(key.name)): \(predicate)"
    }
    return """
          /// The condition of the rows that the key holds, as SQL; nil is all rows.
          var predicate: String? {
            switch self {
      \(cases.joined(separator: "\n"))
            }
          }
      """
  }

  private var uniqueKeyBlock: String {
    guard !upsertKeys.isEmpty else { return "" }
    let cases = upsertKeys.map { key in
      """
      \(docComment("The key over \(key.columns.map { code($0) }.joined(separator: ", "))\(key.predicate.map { " of rows where \(code($0))" } ?? "").", indent: 4))
          case \(SwiftName.escaped(key.name))
      """
    }
    let columns = upsertKeys.map { key in
      bracketed(
        "case .\(SwiftName.escaped(key.name)): [",
        key.columns.map { stringLiteral(quotedIdentifier($0)) },
        "]",
        indent: 6
      )
    }
    let predicates = uniqueKeyPredicates
    return """
      extension \(typeName) {
        /// A key in which a new row can meet an existing one.
        public enum UniqueKey: Sendable, Hashable, CaseIterable {
      \(cases.joined(separator: "\n"))

          /// The columns of the key, as SQL.
          var columns: [String] {
            switch self {
      \(columns.joined(separator: "\n"))
            }
          }\(predicates.isEmpty ? "" : "\n\n\(predicates)")
        }
      }
      """
  }
}
