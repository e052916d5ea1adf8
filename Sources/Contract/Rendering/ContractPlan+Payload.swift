import Catalog
import RepositoryGeneration

extension ContractPlan {
  /// The file of what one event carries.
  func payloadFile(_ event: EventPlan) -> GeneratedFile {
    let columns = event.fields.flatMap(\.columns)
    let properties = columns.map { column in
      """
      \(docComment(paragraphs: column.carriedSentences, indent: 2))
        public let \(SwiftName.escaped(column.name)): \(column.carriedType)
      """
    }
    let keys = columns.map { column in
      let name = SwiftName.escaped(column.name)
      let isSame = column.name == column.column.name
      return "    case \(name)\(isSame ? "" : " = \(stringLiteral(column.column.name))")"
    }
    let assignments = columns.map { column in
      "    \(SwiftName.escaped(column.name)) = \(column.carriedValue)"
    }
    let parsing =
      columns.contains { $0.form == .document }
      ? (
        doc: "\n  ///\n  /// - Throws: `DecodingError` when a document is no JSON.",
        effect: " throws"
      )
      : (doc: "", effect: "")
    return file(
      "Payloads/\(event.typeName)Payload",
      imports: columns.contains(where: \.isSecret) ? ["public Demarc"] : [],
      types: columns.map(\.carriedType),
      [
        """
        \(docComment("What an event \(code(event.name)) carries."))
        public struct \(event.typeName)Payload: Sendable, Hashable, Codable {
          /// The version of the account.
          public let version: Int64
        \(properties.joined(separator: "\n"))

          private enum CodingKeys: String, CodingKey {
            case version
        \(keys.joined(separator: "\n"))
          }

          /// Takes the event's part of a state.\(parsing.doc)
          public init(_ projection: ContractProjection)\(parsing.effect) {
            version = projection.version
        \(assignments.joined(separator: "\n"))
          }
        }
        """
      ]
    )
  }
}

extension TargetPlan {
  /// The type in which an event carries the column: of a secret, whether there is one.
  fileprivate var carriedType: String {
    switch form {
    case .secret: "SecretPresence"
    case .document: column.isNullable ? "JSONValue?" : "JSONValue"
    case .text, .boolean, .integer, .number, .identifier: type
    }
  }

  /// What the event carries of a state.
  fileprivate var carriedValue: String {
    let value = "projection.\(SwiftName.escaped(name))"
    switch form {
    case .secret: return "SecretPresence(\(value))"
    case .document where column.isNullable: return "try \(value).map { try JSONValue($0) }"
    case .document: return "try JSONValue(\(value))"
    case .text, .boolean, .integer, .number, .identifier: return value
    }
  }

  /// What is said of the column, a paragraph each.
  fileprivate var carriedSentences: [String] {
    guard form == .secret else { return [sentence] }
    return [sentence, "Only whether there is one: the secret stays at home."]
  }
}
