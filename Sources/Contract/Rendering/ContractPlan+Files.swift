import ConfigurationFile
import RepositoryGeneration

extension ContractPlan {
  /// Everything that is generated for the contract.
  func files() -> [GeneratedFile] {
    [
      checkFile(), columnFile(), comparingFile(), driftFile(), eventFile(), fieldFile(),
      outboxFile(), pageFile(), projectionColumnsFile(), projectionFile(), reconcilerFile(),
      sourceFile(), sourcesFile(), transformsFile(), writerFile(),
    ] + events.map { payloadFile($0) }
  }

  /// A file of Swift: its first line, its imports and its declarations, with a blank line between.
  func file(
    _ name: String,
    imports: [String],
    types: [String] = [],
    _ declarations: [String]
  ) -> GeneratedFile {
    let origin = "\(generatedFileMarker) from \(source). Do not edit: run 'demarc generate'."
    let modules = importLines(imports, types)
    return GeneratedFile(
      path: "\(name).swift",
      text: blocks([origin, modules] + declarations) + "\n"
    )
  }

  /// Imports, publicly where types are shown, sorted by module as a person would.
  private func importLines(_ modules: [String], _ types: [String]) -> String {
    let words = Set(types.flatMap { $0.split { !($0.isLetter || $0.isNumber || $0 == "_") } })
    var access: [String: String] = [:]
    for module in modules {
      let name = module.split(separator: " ").last.map(String.init) ?? module
      access[name] = module.hasPrefix("public ") ? "public import" : "import"
    }
    for module in [controlModule, dataModule] where words.contains(Substring(module)) {
      access[module] = "public import"
    }
    if !words.isDisjoint(with: Self.driverTypes) { access["PostgresDriver"] = "public import" }
    let lines = access.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    guard words.contains("UUID") else { return lines.joined(separator: "\n") }
    return """
      \(lines.joined(separator: "\n"))

      #if canImport(FoundationEssentials)
        public import FoundationEssentials
      #else
        public import Foundation
      #endif
      """
  }

  private static let driverTypes: Set<Substring> = [
    "CalendarDate", "JSON", "JSONValue", "PostgresNumeric", "Secret", "Timestamp",
  ]
}

/// The cases of a `switch` over columns, each with what it does.
func cases(_ names: [String], _ body: (Int) -> String) -> String {
  names.enumerated().map { position, name in
    let line = "    case .\(name): \(body(position))"
    return line.count <= lineWidth ? line : "    case .\(name):\n      \(body(position))"
  }
  .joined(separator: "\n")
}

/// The cases of an enum with raw texts.
func enumCases(_ names: [(name: String, raw: String, sentence: String)]) -> String {
  names.map { item in
    let name = SwiftName.escaped(item.name)
    let raw = item.name == item.raw ? "" : " = \(stringLiteral(item.raw))"
    return "\(docComment(item.sentence, indent: 2))\n  case \(name)\(raw)"
  }
  .joined(separator: "\n")
}

/// A line of SQL as it stands in a Swift literal over several lines.
func sqlLine(_ text: String) -> String {
  let lines = multilineLiteral([text], indent: 0).split(separator: "\n")
  return lines.count == 3 ? String(lines[1]) : ""
}

/// Lines of SQL as they stand in a Swift literal over several lines, each behind `indent` blanks.
func sqlLines(_ lines: [String], indent: Int) -> String {
  indented(lines.map(sqlLine).joined(separator: "\n"), by: indent)
}
