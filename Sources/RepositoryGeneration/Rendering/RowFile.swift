import Catalog

extension EntityPlan {
  /// The file of the row type: its identifier, its properties and how it is decoded.
  func rowFile(source: String) -> GeneratedFile {
    let properties = properties.map { property in
      """
      \(docComment(propertySentence(property), indent: 2))
        public let \(property.sourceName): \(property.type)
      """
    }
    return GeneratedFile(
      path: "\(folder)/\(typeName).swift",
      text: """
        \(fileHeader(source: source, imports: rowImports))
        \(docComment(sentence(relation.comment, otherwise: "A row of \(code(relation.name)).")))
        public struct \(typeName): \(rowConformances.joined(separator: ", ")) {
        \(blocks([identifierBlock, properties.joined(separator: "\n")]))
        }

        \(blocks([decodingBlock, identifiableBlock]))

        """
    )
  }

  /// The folder of the relation's files.
  var folder: String { typeName }

  /// Whether `id` names the row.
  private var isIdentifiable: Bool {
    switch identity {
    case .none: false
    case .tenant: property(named: "id") != nil && scope.isRoot
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

  // MARK: Identifier

  private var identifierBlock: String {
    switch identity {
    case .none:
      return ""
    case .tenant:
      guard scope.isRoot else { return "" }
      return """
        \(docComment("A row of \(code(relation.name)) is a tenant.", indent: 2))
          public typealias ID = TenantID
        """
    case .single(_, .raw(let rawType)):
      return """
        \(docComment("Names one row of \(code(relation.name)).", indent: 2))
          public typealias ID = Identifier<\(typeName), \(rawType)>
        """
    case .single(let property, .shared(let target)):
      let sentence = """
        Names one row of \(code(relation.name)), by the row that \(code(property.column.name)) refers to.
        """
      return """
        \(docComment(sentence, indent: 2))
          public typealias ID = \(target)
        """
    case .composite(let properties):
      return compositeIdentifier(properties)
    }
  }

  private func compositeIdentifier(_ properties: [PropertyPlan]) -> String {
    let members = properties.map { property in
      """
      \(docComment("The column \(code(property.column.name)).", indent: 4))
          public var \(property.sourceName): \(property.valueType)
      """
    }
    let parameters = properties.map { "\($0.label): \($0.valueType)" }
    return """
      \(docComment("Names one row of \(code(relation.name)).", indent: 2))
        public struct ID: Sendable, Hashable, Codable {
      \(members.joined(separator: "\n"))

          /// Makes an identifier.
      \(bracketed("public init(", parameters, ") {", indent: 4))
      \(properties.map { "      self.\($0.sourceName) = \($0.sourceName)" }.joined(separator: "\n"))
          }
        }
      """
  }

  /// `id`, where the key's property has another name.
  private var identifiableBlock: String {
    guard isIdentifiable else { return "" }
    let value: String
    switch identity {
    case .single(let property, _) where property.name != "id":
      value = "    \(property.sourceName)"
    case .composite(let properties):
      let arguments = properties.map { "\($0.label): \($0.sourceName)" }
      value = bracketed("ID(", arguments, ")", indent: 4)
    default:
      return ""
    }
    let line = "  public var id: ID { \(value.drop { $0 == " " }) }"
    return """
      extension \(typeName) {
        /// Names this row.
      \(value.contains("\n") || line.count > lineWidth ? "  public var id: ID {\n\(value)\n  }" : line)
      }
      """
  }

  // MARK: Decoding

  private var decodingBlock: String {
    """
    extension \(typeName): DecodableRow {
      /// Decodes the columns in the order in which the repository selects them.
      public init(row: inout RowReader) throws {
    \(properties.map { "    \(assignTarget($0.name)) = try row.next()" }.joined(separator: "\n"))
      }
    }
    """
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
  let text = sentence(
    property.column.comment,
    otherwise: "\(code("\(property.column.name) \(property.column.type.sql)"))."
  )
  guard let domain = property.domain, !property.isDomain else { return text }
  return "\(text) Of the domain \(code(domain.name)) over \(code(domain.base.sql))."
}

/// The left side of an assignment to a property in an initialiser with the parameter `row`.
func assignTarget(_ name: String) -> String {
  let source = SwiftName.escaped(name)
  return source == name && name != "row" ? name : "self.\(source)"
}
