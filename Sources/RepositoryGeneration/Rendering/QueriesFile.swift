import Catalog

extension EntityPlan {
  /// The file of what a reader can ask for: filters, orderings and unique keys.
  ///
  /// - Returns: nil when the relation offers none of them.
  func queriesFile(source: String) -> GeneratedFile? {
    let blocks = [filterBlock, orderingBlock, uniqueKeyBlock].filter { !$0.isEmpty }
    guard !blocks.isEmpty else { return nil }
    return GeneratedFile(
      path: "\(folder)/\(typeName)+Queries.swift",
      text: """
        \(fileHeader(source: source, imports: queriesImports))
        \(blocks.joined(separator: "\n\n"))

        """
    )
  }

  private var queriesImports: Imports {
    Imports(
      demarc: filters.isEmpty && !isPageable ? .absent : .shown,
      driver: isPageable ? .hidden : .absent,
      types: filters.map(\.valueType)
    )
  }

  /// Whether pages of rows can be read.
  var isPageable: Bool { !keyProperties.isEmpty }

  // MARK: Filters

  private var filterBlock: String {
    guard !filters.isEmpty else { return "" }
    return """
      extension Filter where Row == \(typeName) {
      \(filters.map(filterFunctions).joined(separator: "\n\n"))
      }
      """
  }

  private func filterFunctions(_ property: PropertyPlan) -> String {
    let name = property.sourceName
    let column = stringLiteral(property.sql)
    var functions = [
      """
        /// Rows whose `\(property.column.name)` equals a value\(property.column.isNullable ? "; nil finds those that have none" : "").
        public static func \(name)(_ value: \(property.type)) -> Filter {
          Filter(\(column), .equal, value)
        }
      """
    ]
    if property.isOrdered && property.baseType != "String" {
      functions.append(
        """
          /// Rows whose `\(property.column.name)` compares with a value as stated.
          public static func \(name)(_ comparison: Comparison, _ value: \(property.valueType)) -> Filter {
            Filter(\(column), comparison, value)
          }
        """
      )
    }
    return functions.joined(separator: "\n\n")
  }

  // MARK: Orderings

  private var orderingBlock: String {
    guard isPageable else { return "" }
    let functions =
      [keyOrdering]
      + orderings.filter { !keyProperties.contains($0) }.map(ordering)
    return """
      extension Ordering where Row == \(typeName) {
      \(functions.joined(separator: "\n\n"))
      }
      """
  }

  private var keyOrdering: String {
    let name = keyProperties.count == 1 ? keyProperties[0].sourceName : "primaryKey"
    return orderingFunction(name, "By the primary key.", keyProperties)
  }

  private func ordering(_ property: PropertyPlan) -> String {
    orderingFunction(
      property.sourceName,
      "By `\(property.column.name)`, rows that are equal in it by the primary key.",
      [property] + keyProperties
    )
  }

  private func orderingFunction(
    _ name: String,
    _ sentence: String,
    _ properties: [PropertyPlan]
  ) -> String {
    """
      /// \(sentence)
      public static func \(name)(_ direction: Direction = .ascending) -> Ordering {
        Ordering(\(stringLiteral(name)), [\(properties.map { stringLiteral($0.sql) }.joined(separator: ", "))], direction) { row in
          Parameters(\(properties.map { "row.\($0.sourceName)" }.joined(separator: ", ")))
        }
      }
    """
  }

  // MARK: Unique keys

  /// The keys on which an insert can turn into an update.
  var upsertKeys: [(name: String, columns: [String])] {
    guard scope.isWritable, let primaryKey = relation.primaryKey else { return [] }
    return [("primaryKey", primaryKey.columns)]
      + uniqueKeys.filter(\.isWithinTenant).map { ($0.caseName, $0.columns) }
  }

  private var uniqueKeyBlock: String {
    guard !upsertKeys.isEmpty else { return "" }
    let cases = upsertKeys.map { key in
      """
          /// The key over `\(key.columns.joined(separator: "`, `"))`.
          case \(SwiftName.escaped(key.name))
      """
    }
    let columns = upsertKeys.map { key in
      """
            case .\(SwiftName.escaped(key.name)): [\(key.columns.map { stringLiteral(quotedIdentifier($0)) }.joined(separator: ", "))]
      """
    }
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
          }
        }
      }
      """
  }
}
