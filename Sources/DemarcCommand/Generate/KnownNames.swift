import Catalog
import ConfigurationFile
import RepositoryGeneration
import Terminal

/// Refuses names in `demarc.yml` that no schema has: a secret that is misspelt would not be redacted, a
/// version not counted, and what is excluded no longer would hide what is made of that name later.
func requireKnownNames(
  _ configuration: Configuration,
  schemas: [String: DatabaseSchema]
) throws {
  for database in configuration.databases.values {
    guard let schema = schemas[database.name] else { continue }
    let known = Set(schema.excludableNames)
    let unknown = database.exclude.filter { !known.contains($0) }.sorted()
    guard unknown.isEmpty else {
      throw UsageError(
        """
        \(configuration.path): 'exclude:' of \(database.name) names \(unknown.joined(separator: ", ")), and its \
        schema has no such relation, type or function. Correct the spelling, or take it out.
        """
      )
    }
  }
  let known = Set(schemas.values.flatMap(\.qualifiedColumns))
  for (key, columns) in [
    ("secrets", configuration.secrets.sorted()), ("versions", configuration.versions),
    ("soft_delete", configuration.softDeleteColumns),
  ] {
    let unknown = columns.filter { !known.contains($0) }
    guard unknown.isEmpty else {
      throw UsageError(
        """
        \(configuration.path): '\(key):' names \(unknown.joined(separator: ", ")), and no schema has \
        such a column. Correct the spelling, or take it out.
        """
      )
    }
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
    return (ofRelations + ofRoutines).flatMap { owner, column in
      ["\(owner).\(column)", "\(owner.schema).\(owner.name).\(column)"]
    }
  }
}
