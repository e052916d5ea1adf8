import Catalog

extension EntityPlan {
  /// The file of the row type: its identifier, its properties and how it is decoded.
  func rowFile(source: String) -> GeneratedFile {
    GeneratedFile(
      path: "\(folder)/\(typeName).swift",
      text: """
        \(fileHeader(source: source, imports: rowImports))
        \(docComment(sentence(relation.comment, otherwise: "A row of `\(relation.name)`.")))
        public struct \(typeName): \(rowConformances.joined(separator: ", ")) {
        \(joinedBlocks([identifierBlock] + properties.map(propertyBlock)))
        }

        extension \(typeName): DecodableRow {
          /// Decodes the columns in the order in which the repository selects them.
          public init(row: inout RowReader) throws {
        \(properties.map { "    \(assignTarget($0)) = try row.next()" }.joined(separator: "\n"))
          }
        }
        \(identifiableBlock)
        """
    )
  }

  /// The folder of the relation's files.
  var folder: String { typeName }

  /// Whether `id` names the row.
  var isIdentifiable: Bool {
    switch identity {
    case .none: false
    case .tenant: property(named: "id") != nil && scope != .control
    case .single(let property, _): property.name == "id" || self.property(named: "id") == nil
    case .composite: property(named: "id") == nil
    }
  }

  private func property(named name: String) -> PropertyPlan? {
    properties.first { $0.name == name }
  }

  private var rowConformances: [String] {
    ["Sendable", "Hashable"] + (holdsSecrets ? [] : ["Codable"])
      + (isIdentifiable ? ["Identifiable"] : [])
  }

  private var rowImports: Imports {
    var types = properties.map(\.baseType)
    if case .single(_, .raw(let rawType)) = identity { types.append(rawType) }
    return Imports(demarc: .shown, driver: .shown, types: types)
  }

  private var identifierBlock: String {
    switch identity {
    case .none:
      return ""
    case .tenant:
      return scope.isRoot
        ? "  /// A row of `\(relation.name)` is a tenant.\n  public typealias ID = TenantID" : ""
    case .single(_, .raw(let rawType)):
      return """
          /// Names one row of `\(relation.name)`.
          public typealias ID = Identifier<\(typeName), \(rawType)>
        """
    case .single(let property, .shared(let target)):
      return """
          /// Names one row of `\(relation.name)`, by the row that `\(property.column.name)` refers to.
          public typealias ID = \(target)
        """
    case .composite(let properties):
      return """
          /// Names one row of `\(relation.name)`.
          public struct ID: Sendable, Hashable, Codable {
        \(properties.map { "    /// The column `\($0.column.name)`.\n    public var \($0.sourceName): \($0.valueType)" }
          .joined(separator: "\n"))

            /// Makes an identifier.
            public init(\(parameterList(properties))) {
        \(properties.map { "      self.\($0.sourceName) = \($0.sourceName)" }.joined(separator: "\n"))
            }
          }
        """
    }
  }

  private func parameterList(_ properties: [PropertyPlan]) -> String {
    properties.map { "\($0.sourceName): \($0.valueType)" }.joined(separator: ", ")
  }

  private func propertyBlock(_ property: PropertyPlan) -> String {
    docComment(propertySentence(property), indent: 2)
      + "\n  public let \(property.sourceName): \(property.type)"
  }

  /// `id`, where the key's property has another name.
  private var identifiableBlock: String {
    guard isIdentifiable else { return "" }
    switch identity {
    case .single(let property, _) where property.name != "id":
      return """

        extension \(typeName) {
          /// Names this row.
          public var id: ID { \(property.sourceName) }
        }

        """
    case .composite(let properties):
      let arguments = properties.map { "\($0.sourceName): \($0.sourceName)" }
      return """

        extension \(typeName) {
          /// Names this row.
          public var id: ID { ID(\(arguments.joined(separator: ", "))) }
        }

        """
    default:
      return ""
    }
  }
}

extension Scope {
  /// Whether the relation's rows are the tenants.
  var isRoot: Bool {
    if case .tenantRoot = self { true } else { false }
  }
}

/// What a property is, in a sentence.
func propertySentence(_ property: PropertyPlan) -> String {
  sentence(
    property.column.comment,
    otherwise: "The column `\(property.column.name)`, `\(property.column.type.sql)`."
  )
}

/// Blocks of source, one blank line between them; empty ones are left out.
func joinedBlocks(_ blocks: [String]) -> String {
  var text = ""
  for block in blocks where !block.isEmpty {
    let isShort = !block.contains("{")
    if !text.isEmpty { text += isShort && !text.hasSuffix("}") ? "\n" : "\n\n" }
    text += block
  }
  return text
}

/// The left side of an assignment to a property, which needs `self.` where its name is a keyword.
func assignTarget(_ property: PropertyPlan) -> String {
  property.sourceName == property.name && property.name != "row"
    ? property.name : "self.\(property.sourceName)"
}
