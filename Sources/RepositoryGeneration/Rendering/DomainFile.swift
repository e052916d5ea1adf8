import Catalog

extension DomainPlan {
  /// The file of the domain.
  func file(source: String) -> GeneratedFile {
    GeneratedFile(
      path: "Domains/\(typeName).swift",
      text: """
        \(fileHeader(source: source, imports: Imports(demarc: .absent, driver: .shown, types: [rawType])))
        \(docComment(paragraphs: [sentence(domain.comment, otherwise: "The domain \(code(domain.name)).")] + conditions))
        public struct \(typeName): \((["PostgresDomain"] + literals).joined(separator: ", ")) {
          /// The value as \(code(domain.base.sql)).
          public let rawValue: \(rawType)

          /// Makes a value, which the server checks when it is written.
          public init(_ rawValue: \(rawType)) {
            self.rawValue = rawValue
          }
        }

        """
    )
  }

  private var conditions: [String] {
    let all = [domain] + others
    let checks = all.flatMap(\.checks).map { code($0.definition) }
    let isNeverNull = all.contains { !$0.isNullable }
    let words = (isNeverNull ? ["it is never NULL"] : []) + checks
    return words.isEmpty ? [] : ["What the server checks: \(words.joined(separator: "; "))."]
  }

  /// The protocols of literals that a value can be written as.
  private var literals: [String] {
    switch rawType {
    case "String": ["ExpressibleByStringLiteral"]
    case "Int16", "Int32", "Int64", "PostgresNumeric": ["ExpressibleByIntegerLiteral"]
    case "Float", "Double": ["ExpressibleByFloatLiteral"]
    case _ where rawType.hasPrefix("["): ["ExpressibleByArrayLiteral"]
    default: []
    }
  }
}
