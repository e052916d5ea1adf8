import Catalog
import ConfigurationFile
import Foundation
import GenerationLock
import Hashing
import RepositoryGeneration
import SchemaMigration

/// What each migration of a database changed for callers: the digest for whoever reviews one.
///
/// It stands beside the snapshot and tells of the newest migrations. It depends on the migrations alone, so that
/// generating again writes the same, whatever was generated in between, and a pull request shows the sections of its
/// own migrations.
struct ChangeLog {
  /// How many migrations it tells of.
  private static let length = 20

  private let database: Configuration.Database
  /// The lines of each section, by the migration's name.
  private var sections: [String: [String]] = [:]

  /// Makes a log without any migration.
  init(of database: Configuration.Database) {
    self.database = database
  }

  /// Reads the log of the last run as far as its migrations are still what they were.
  ///
  /// - Parameters:
  ///   - database: the database that the log is about.
  ///   - project: the project with the log.
  ///   - migrations: the first migrations, which were not changed.
  init(of database: Configuration.Database, in project: Project, upTo migrations: MigrationFolder) {
    self.init(of: database)
    let path = Self.path(of: database.name)
    guard let lock = project.lock, lock.generator == GenerationLock.currentGenerator,
      let bytes = try? project.files.read(path),
      lock.databases[database.name]?.outputs[path] == sha256(bytes)
    else { return }
    let known = Set(migrations.files.map { heading($0.name) })
    for section in String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n## ")
      .dropFirst()
    {
      let lines = section.components(separatedBy: "\n")
      if known.contains(lines[0]) { sections[lines[0]] = Array(lines.dropFirst(2).dropLast()) }
    }
  }

  /// How many of the first migrations need no look: those that are too old, and those that the log has.
  func known(of migrations: MigrationFolder) -> Int {
    let names = migrations.files.map { heading($0.name) }
    let first = max(0, names.count - Self.length)
    return first + names.dropFirst(first).prefix { sections[$0] != nil }.count
  }

  /// Where the log of a database stands, below the project's root.
  static func path(of database: String) -> String { "schema/\(database).changes.md" }

  /// Adds what a migration changed.
  mutating func append(_ step: MigrationTrial.Step, configuration: Configuration) {
    let changes = SchemaDifference(from: step.before, to: step.after).changes
    var lines = changes.map { change in
      "- \(quoted(change.object)): \(heading(change.summary))\(change.effect == .breaking ? " (breaks callers)" : "")"
    }
    if lines.isEmpty { lines = ["Nothing that generated code sees."] }
    let code = GeneratedCode(schema: step.before, database: database, configuration: configuration)
    let breaks = SchemaCompatibility(of: step.before, with: step.after).breaks
    let methods = Set(breaks.flatMap { code.callers.methods(of: $0) })
    if !methods.isEmpty {
      lines += ["", "Code of the schema before fails, or can:", ""]
      lines += code.callers.all.filter(methods.contains).byType.map { "- \($0)" }
    }
    sections[heading(step.file.name)] = lines
  }

  /// The log as the text of its file, the newest of these migrations first.
  func text(of migrations: MigrationFolder) -> String {
    let head = """
      \(generatedPageMarker) from \(database.migrations). Do not edit: run 'demarc generate'. -->
      # What the newest migrations in \(database.migrations) changed for callers

      """
    return head
      + migrations.files.suffix(Self.length).reversed().map { file in
        let lines = sections[heading(file.name), default: []]
        return "\n## \(heading(file.name))\n\n\(lines.joined(separator: "\n"))\n"
      }.joined()
  }
}

/// A text of the database on one line, so that it cannot pass for a heading.
private func heading(_ text: String) -> String {
  text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// A name of the database as code of Markdown.
private func quoted(_ name: String) -> String { "`\(heading(name).replacing("`", with: "'"))`" }

extension Project {
  /// The lock of the last run of the generator, if there is one that can be read.
  var lock: GenerationLock? {
    guard let bytes = try? files.read(GenerationLock.path) else { return nil }
    return try? JSONDecoder().decode(GenerationLock.self, from: Data(bytes))
  }

  /// The first migrations of a database, up to the first one that the last run of the generator did not read as it
  /// is now.
  func unchanged(_ migrations: MigrationFolder, of database: Configuration.Database)
    -> MigrationFolder
  {
    let inputs = lock?.databases[database.name]?.inputs ?? [:]
    let unchanged = migrations.files.prefix { file in
      inputs[file.path] == sha256(Array(file.sql.utf8))
    }
    return migrations.prefix(unchanged.count)
  }
}
