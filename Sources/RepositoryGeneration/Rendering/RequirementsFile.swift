import Catalog

extension SchemaPlan {
  /// The file with what the repositories of the data plane need of a cluster's tables.
  func requirementFiles() -> [GeneratedFile] {
    guard !isControlPlane, !entities.isEmpty else { return [] }
    let requirements = entities.map { indented($0.relation.requirement, by: 4) + "," }
    return [
      GeneratedFile(
        path: "Requirements.swift",
        text: """
          \(fileHeader(source: source, imports: Imports(demarc: .shown, driver: .absent)))
          /// What the repositories of this module need of a cluster's tables.
          public enum Requirements {
            /// Every table, with the types in whose form the values of its columns travel.
            public static let all: [RelationRequirement] = [
          \(requirements.joined(separator: "\n"))
            ]
          }

          """
      )
    ]
  }
}

extension Relation {
  /// A requirement as source.
  fileprivate var requirement: String {
    let types = columns.map { column in
      "\(stringLiteral(column.name)): \(stringLiteral(column.type.form)),"
    }
    return """
      RelationRequirement(
        schema: \(stringLiteral(name.schema)),
        name: \(stringLiteral(name.name)),
        columns: [
      \(wrapped(words: types, width: 90).map { "    \($0)" }.joined(separator: "\n"))
        ]
      )
      """
  }
}

extension TypeReference {
  /// The type without limits, with its schema unless it is Postgres' own.
  fileprivate var form: String {
    "\(name.schema == "pg_catalog" ? "" : "\(name.schema).")\(name.name)\(isArray ? "[]" : "")"
  }
}
