import Catalog

extension EnumPlan {
  /// The file of the enum.
  func file(source: String) -> GeneratedFile {
    GeneratedFile(
      path: "Enums/\(typeName).swift",
      text: """
        \(fileHeader(source: source, imports: Imports(demarc: .absent, driver: .shown)))
        \(docComment(sentence(type.comment, otherwise: "The enum \(code(type.name)).")))
        public enum \(typeName): String, PostgresEnum, CaseIterable, Codable {
        \(cases.map(caseLine).joined(separator: "\n"))
        }

        """
    )
  }

  private func caseLine(_ enumCase: Case) -> String {
    let name = SwiftName.escaped(enumCase.name)
    return enumCase.name == enumCase.label
      ? "  case \(name)" : "  case \(name) = \(stringLiteral(enumCase.label))"
  }
}
