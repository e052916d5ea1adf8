import Catalog

extension EntityPlan {
  /// The file of what can be written: the draft of a new row and the patch of an existing one.
  func changesFile(source: String) -> GeneratedFile {
    GeneratedFile(
      path: "\(folder)/\(typeName)+Changes.swift",
      text: """
        \(fileHeader(source: source, imports: changesImports))
        extension \(typeName) {
          /// What a new row of `\(relation.name)` must and may be given.
          ///
          /// A property that stays nil takes the column's default.
          public struct Draft: Sendable, Hashable {
        \(memberBlock(draftProperties, type: draftType))

            /// Makes a draft of a row.
        \(initializer(draftProperties, type: draftType, isOptional: { !$0.isRequired }))
          }

          /// What changes in a row of `\(relation.name)`.
          ///
          /// A property that stays nil is left alone; where a column may be NULL, `.some(nil)` clears it.
          public struct Patch: Sendable, Hashable {
        \(memberBlock(patchProperties, type: patchType))

            /// Makes a patch.
        \(initializer(patchProperties, type: patchType, isOptional: { _ in true }))
          }
        }

        extension Assignments {
          /// The columns that a draft gives.
          init(_ draft: \(typeName).Draft) {
            self.init()
        \(draftProperties.map { "    \($0.isRequired ? "set" : "setIfGiven")(\(stringLiteral($0.sql)), to: draft.\($0.sourceName))" }
          .joined(separator: "\n"))
          }

          /// The columns that a patch changes.
          init(_ patch: \(typeName).Patch) {
            self.init()
        \(patchProperties.map { "    \($0.column.isNullable ? "setOrClear" : "setIfGiven")(\(stringLiteral($0.sql)), to: patch.\($0.sourceName))" }
          .joined(separator: "\n"))
          }
        }

        """
    )
  }

  /// The columns that the context gives: the tenant, and for the root its account.
  var contextColumns: [(column: String, argument: String)] {
    switch scope {
    case .control, .global: []
    case .tenant(let column): [(quotedIdentifier(column), "tenant")]
    case .tenantRoot(let key):
      [(quotedIdentifier(key), "tenant")]
        + properties.filter { $0.baseType == "AccountID" }.map { ($0.sql, "account") }
    }
  }

  /// The properties that an insert may give, the required ones first.
  private var draftProperties: [PropertyPlan] {
    let given = Set(contextColumns.map(\.column))
    let writable = properties.filter { $0.isWritable && !given.contains($0.sql) }
    return writable.filter(\.isRequired) + writable.filter { !$0.isRequired }
  }

  /// The properties that an update may change: all that can be written but the key.
  private var patchProperties: [PropertyPlan] {
    let fixed = Set(contextColumns.map(\.column) + keyProperties.map(\.sql))
    return properties.filter { $0.isWritable && !fixed.contains($0.sql) }
  }

  private var changesImports: Imports {
    Imports(
      demarc: .hidden, driver: .absent, types: (draftProperties + patchProperties).map(\.valueType))
  }

  private func draftType(_ property: PropertyPlan) -> String {
    property.isRequired ? property.valueType : property.valueType + "?"
  }

  private func patchType(_ property: PropertyPlan) -> String {
    property.column.isNullable ? property.valueType + "??" : property.valueType + "?"
  }

  private func memberBlock(
    _ properties: [PropertyPlan],
    type: (PropertyPlan) -> String
  ) -> String {
    properties.map { property in
      docComment(propertySentence(property) + defaultSentence(property), indent: 4)
        + "\n    public var \(property.sourceName): \(type(property))"
    }
    .joined(separator: "\n")
  }

  private func defaultSentence(_ property: PropertyPlan) -> String {
    if case .defaultExpression(let expression) = property.column.source, expression.count < 60 {
      " Default: `\(expression)`."
    } else {
      ""
    }
  }

  private func initializer(
    _ properties: [PropertyPlan],
    type: (PropertyPlan) -> String,
    isOptional: (PropertyPlan) -> Bool
  ) -> String {
    guard !properties.isEmpty else { return "    public init() {}" }
    let parameters = properties.map { property in
      "      \(property.sourceName): \(type(property))\(isOptional(property) ? " = nil" : "")"
    }
    return """
          public init(
      \(parameters.joined(separator: ",\n"))
          ) {
      \(properties.map { "      self.\($0.sourceName) = \($0.sourceName)" }.joined(separator: "\n"))
          }
      """
  }
}
