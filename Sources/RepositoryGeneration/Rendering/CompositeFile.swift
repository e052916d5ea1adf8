import Catalog

extension CompositePlan {
  /// The file of the composite.
  func file(source: String) -> GeneratedFile {
    let imports = Imports(demarc: .absent, driver: .shown, types: fields.map(\.type))
    let parameters = fields.map { "\(SwiftName.label($0.name)): \($0.type)? = nil" }
    return GeneratedFile(
      path: "Composites/\(typeName).swift",
      text: """
        \(fileHeader(source: source, imports: imports))
        \(docComment(sentence(type.comment, otherwise: "The composite type \(code(type.name)).")))
        public struct \(typeName): PostgresComposite, Codable {
        \(fields.map(property).joined(separator: "\n"))

          /// Makes a value of its fields.
        \(bracketed("public init(", parameters, ") {", indent: 2))
        \(fields.map { "    self.\($0.sourceName) = \($0.sourceName)" }.joined(separator: "\n"))
          }
        }

        extension \(typeName) {
          /// Decodes the fields in their declared order.
          public init(fields: inout CompositeReader) throws(DecodingFailure) {
        \(fields.map { "    self.\($0.sourceName) = try fields.next()" }.joined(separator: "\n"))
          }

          /// Encodes the fields in their declared order.
          public func encode(fields: inout CompositeWriter) {
        \(fields.map { "    fields.append(self.\($0.sourceName))" }.joined(separator: "\n"))
          }
        }

        """
    )
  }

  private func property(_ field: Field) -> String {
    let otherwise = "\(code("\(field.field.name) \(field.field.type.sql)"))."
    return """
      \(docComment(sentence(field.field.comment, otherwise: otherwise), indent: 2))
        public var \(field.sourceName): \(field.type)?
      """
  }
}

extension CompositePlan.Field {
  /// The name as source.
  fileprivate var sourceName: String { SwiftName.escaped(name) }
}
