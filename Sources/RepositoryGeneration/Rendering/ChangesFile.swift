import Catalog

extension EntityPlan {
  /// The file of what can be written: the draft of a new row and the patch of an existing one.
  func changesFile(source: String) -> GeneratedFile {
    let isPatchable = !patchProperties.isEmpty
    return GeneratedFile(
      path: "\(folder)/\(typeName)+Changes.swift",
      text: """
        \(fileHeader(source: source, imports: changesImports))
        extension \(typeName) {
        \(blocks([draftBlock, isPatchable ? patchBlock : ""]))
        }

        \(blocks([constraintBlock, draftEncoding, isPatchable ? patchAssignments : ""]))

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

  /// The properties that the repository itself keeps.
  private var kept: [PropertyPlan] { [version, deletion].compactMap { $0 } }

  /// The properties that an update may change: all that can be written but the key.
  var patchProperties: [PropertyPlan] {
    let fixed = Set(contextColumns.map(\.column) + (keyProperties + kept).map(\.sql))
    return properties.filter { $0.isWritable && !fixed.contains($0.sql) }
  }

  /// The properties that an insert may give, the required ones first.
  var draftProperties: [PropertyPlan] {
    let given = Set(contextColumns.map(\.column) + kept.map(\.sql))
    let writable = properties.filter { $0.isWritable && !given.contains($0.sql) }
    return writable.filter(\.isRequired) + writable.filter { !$0.isRequired }
  }

  private var changesImports: Imports {
    Imports(
      demarc: .shown,
      driver: .absent,
      types: (draftProperties + patchProperties).map(\.valueType)
    )
  }

  // MARK: Types

  private var draftBlock: String {
    changesStruct(
      "Draft",
      ["What a new row of \(code(relation.name)) must and may be given."]
        + (draftProperties.allSatisfy(\.isRequired)
          ? [] : ["A property that stays nil takes the column's default."]),
      initializer: "Makes a draft of a row.",
      draftProperties.map { property in
        ChangesMember(
          property: property,
          type: property.isRequired ? property.valueType : property.valueType + "?",
          isOptional: !property.isRequired,
          sentence: propertySentence(property) + defaultSentence(property)
        )
      }
    )
  }

  private var patchBlock: String {
    changesStruct(
      "Patch",
      [
        "What changes in a row of \(code(relation.name)).",
        "A property that stays nil is left alone"
          + (patchProperties.contains(where: \.column.isNullable)
            ? "; where a column may be NULL, `.some(nil)` clears it." : "."),
      ],
      initializer: "Makes a patch of a row.",
      patchProperties.map { property in
        ChangesMember(
          property: property,
          type: property.valueType + (property.column.isNullable ? "??" : "?"),
          isOptional: true,
          sentence: propertySentence(property)
        )
      }
    )
  }

  private func changesStruct(
    _ name: String,
    _ paragraphs: [String],
    initializer: String,
    _ members: [ChangesMember]
  ) -> String {
    let start = """
      \(docComment(paragraphs: paragraphs, indent: 2))
        public struct \(name): Sendable, Hashable {
      """
    guard !members.isEmpty else {
      return "\(start)\n    /// \(initializer)\n    public init() {}\n  }"
    }
    return """
      \(start)
      \(members.map(\.declaration).joined(separator: "\n"))

          /// \(initializer)
          public init(
      \(members.map { "      \($0.parameter)" }.joined(separator: ",\n"))
          ) {
      \(members.map { "      \($0.assignment)" }.joined(separator: "\n"))
          }
        }
      """
  }

  private func defaultSentence(_ property: PropertyPlan) -> String {
    switch property.column.source {
    case .defaultExpression(let expression) where expression.count < 60:
      " Default: \(code(expression))."
    case .identityByDefault:
      " Default: the next number."
    default:
      ""
    }
  }

  private var constraintBlock: String {
    guard !constraints.isEmpty else { return "" }
    let cases = constraints.map { constraint in
      let name = SwiftName.escaped(constraint.name)
      let literal = stringLiteral(constraint.constraint)
      let isLong = name.count + literal.count + 12 > lineWidth
      let value =
        constraint.name == constraint.constraint
        ? "" : " =\(isLong ? "\n      " : " ")\(literal)"
      return """
        \(docComment(constraint.sentence, indent: 4))
            case \(name)\(value)
        """
    }
    return """
      extension \(typeName) {
      \(docComment("What a change of \(code(relation.name)) can break, as `ConstraintViolation` names it.", indent: 2))
        public enum Constraint: String, ConstraintName {
      \(lines(cases))
        }
      }
      """
  }

  // MARK: What is sent

  private var draftEncoding: String {
    let columns = draftProperties.map { property in
      let cast = property.draftCastSQL.map { "as: \(stringLiteral($0))" }
      let arguments = [stringLiteral(property.sql), cast].compactMap { $0 }
      return bracketed("RowColumn(", arguments, "),", indent: 4)
    }
    let values = draftProperties.map { property in
      let method =
        property.isRequired ? "append" : property.hasDefault ? "appendOrDefault" : "appendOrNull"
      // The parameter hides a property of its name.
      let value = property.name == "row" ? "self.row" : property.sourceName
      return "    row.\(method)(\(value))"
    }
    return """
      extension \(typeName).Draft: EncodableRow {
        /// The columns that an insert can give.
        public static let columns: [RowColumn] = [\(columns.isEmpty ? "]" : "\n\(lines(columns))\n  ]")

        /// Encodes a value for each of the columns.
        public func encode(to row: inout RowWriter) {\(values.isEmpty ? "}" : "\n\(lines(values))\n  }")
      }
      """
  }

  private var patchAssignments: String {
    let columns = patchProperties.map { property in
      bracketed(
        property.column.isNullable ? "setOrClear(" : "setIfGiven(",
        [
          stringLiteral(property.sql),
          property.castSQL.map { "as: \(stringLiteral($0))" } ?? "",
          "to: patch.\(property.sourceName)",
        ].filter { !$0.isEmpty },
        ")",
        indent: 4
      )
    }
    return """
      extension Assignments {
        /// The columns that a patch changes.
        init(_ patch: \(typeName).Patch) {
      \(lines(["    self.init()"] + columns))
        }
      }
      """
  }

  private func lines(_ lines: [String]) -> String { lines.joined(separator: "\n") }
}

/// A property of a draft or a patch.
private struct ChangesMember {
  let property: PropertyPlan
  let type: String
  let isOptional: Bool
  let sentence: String

  var declaration: String {
    """
    \(docComment(sentence, indent: 4))
        public var \(property.sourceName): \(type)
    """
  }

  var parameter: String { "\(property.label): \(type)\(isOptional ? " = nil" : "")" }

  var assignment: String { "self.\(property.sourceName) = \(property.sourceName)" }
}
