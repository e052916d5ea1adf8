import Catalog
import ConfigurationFile
import RepositoryGeneration
import Terminal

/// Refuses names in `demarc.yml` that no schema has: a secret that is misspelt would not be redacted, a
/// version not counted, and what is excluded or named no longer would meet what is made of that name later.
func requireKnownNames(
  _ configuration: Configuration,
  schemas: [String: DatabaseSchema]
) throws {
  func require(_ names: [String], of key: String, in known: Set<String>, _ kind: String) throws {
    let unknown = names.filter { !known.contains($0) }
    guard unknown.isEmpty else {
      throw UsageError(
        """
        \(configuration.path): \(key) names \(unknown.joined(separator: ", ")), and \(kind). Correct the \
        spelling, or take it out.
        """
      )
    }
  }
  for database in configuration.databases.values {
    guard let schema = schemas[database.name] else { continue }
    try require(
      database.exclude.sorted(),
      of: "'exclude:' of \(database.name)",
      in: Set(schema.excludableNames),
      "its schema has no such relation, type or function"
    )
  }
  try require(
    configuration.names.tables.keys.sorted(),
    of: "'names:'",
    in: Set(schemas.values.flatMap(\.namedObjects)),
    "no schema has such a relation or type, or such a function with these arguments"
  )
  let columns = Set(schemas.values.flatMap(\.qualifiedColumns))
  try require(
    configuration.names.columns.keys.sorted(),
    of: "'names: columns:'",
    in: columns.union(schemas.values.flatMap(\.qualifiedMembers)),
    "no schema has such a column, field or label"
  )
  for (key, names) in [
    ("secrets", configuration.secrets.sorted()), ("versions", configuration.versions),
    ("soft_delete", configuration.softDeleteColumns),
  ] {
    try require(names, of: "'\(key):'", in: columns, "no schema has such a column")
  }
}

extension DatabaseSchema {
  /// Every column of a relation, and of a function every argument and column of its result, in both spellings that `demarc.yml` allows.
  fileprivate var qualifiedColumns: [String] {
    let ofRelations = relations.flatMap { relation in
      relation.columns.map { (relation.name, $0.name) }
    }
    let ofRoutines = routines.flatMap { routine -> [(QualifiedName, String)] in
      let arguments = routine.arguments.map { (routine.name, $0.name) }
      return switch routine.result {
      case .table(let columns), .record(let columns):
        arguments + columns.map { (routine.name, $0.name) }
      case .void, .value, .values: arguments
      }
    }
    return (ofRelations + ofRoutines).flatMap(spellings)
  }

  /// Every field of a composite type and label of an enum, in both spellings.
  fileprivate var qualifiedMembers: [String] {
    let fields = composites.flatMap { type in type.fields.map { (type.name, $0.name) } }
    let labels = enums.flatMap { type in type.labels.map { (type.name, $0) } }
    return (fields + labels).flatMap(spellings)
  }

  private func spellings(of owner: QualifiedName, _ member: String) -> [String] {
    owner.spellings.map { "\($0).\(member)" }
  }
}
