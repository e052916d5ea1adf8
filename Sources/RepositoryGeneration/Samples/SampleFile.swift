package import Catalog
import ConfigurationFile

extension RepositoryGenerator {
  /// The files of `sample(…)` methods for tests, sorted by path: one for each relation that can be written.
  ///
  /// They are no part of the module, which serves.
  ///
  /// - Throws: `GenerationError` as `files(for:queries:descriptions:)`.
  package func sampleFiles(for schema: DatabaseSchema) throws(GenerationError) -> [GeneratedFile] {
    var planner = planner(for: schema)
    let plan = try planner.plan()
    let candidates = SampleCandidates(
      enums: Dictionary(uniqueKeysWithValues: plan.enums.map { ($0.type.name, $0) }),
      composites: Dictionary(uniqueKeysWithValues: plan.composites.map { ($0.type.name, $0) })
    )
    return plan.entities.filter(\.isWritable).map { entity in
      var planner = SamplePlanner(entity, candidates)
      return planner.plan().file(source: plan.source, module: database.module)
    }
    .sorted { $0.path < $1.path }
  }
}

extension SamplePlan {
  /// The file of the sample.
  func file(source: String, module: String) -> GeneratedFile {
    let type = "\(entity.typeName).Draft"
    let arguments = entity.draftProperties.map { "\($0.label): \($0.sourceName)" }
    return GeneratedFile(
      path: "\(entity.typeName)+Sample.swift",
      text: """
        \(header(source: source, module: module))

        extension \(type) {
        \(docComment(paragraphs: comment, indent: 2))
        \(bracketed("public static func sample(", sorted.map(\.declaration), ") -> \(type) {", indent: 2))
        \(bracketed("\(type)(", arguments, ")", indent: 4))
          }
        }

        """
    )
  }

  /// What the caller must give stands first.
  private var sorted: [Parameter] {
    parameters.filter { $0.value == nil } + parameters.filter { $0.value != nil }
  }

  private var comment: [String] {
    ["A draft that \(code(entity.relation.name)) takes."]
      + (parameters.contains { $0.value == nil }
        ? [
          "What has no default refers to other rows, or no value of it surely passes the constraints."
        ]
        : [])
  }

  private func header(source: String, module: String) -> String {
    let types = parameters.map(\.property.valueType)
    let usesSamples = parameters.contains { $0.value?.contains("SampleValue.") == true }
    // A domain's literals are the driver's.
    let holdsDomain = parameters.contains { parameter in
      parameter.property.isDomain && parameter.value.map { $0 != "nil" } ?? false
    }
    let driver: Imports.Access = holdsDomain ? .shown : .absent
    let imports = Imports(demarc: .absent, driver: driver, types: types).text
    let lines =
      ["public import \(module)"] + (usesSamples ? ["public import DemarcTesting"] : [])
      + [imports].filter { !$0.isEmpty }
    return fileHeader(source: source, imports: Imports(demarc: .absent, driver: .absent))
      + "\n" + lines.joined(separator: "\n")
  }
}

extension SamplePlan.Parameter {
  fileprivate var declaration: String {
    let type = property.isRequired ? property.valueType : property.valueType + "?"
    return "\(property.label): \(type)" + (value.map { " = \($0)" } ?? "")
  }
}
