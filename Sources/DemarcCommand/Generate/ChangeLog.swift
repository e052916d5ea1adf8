import Catalog
import ConfigurationFile
import Foundation
import GenerationLock
import Hashing
import RepositoryGeneration
import SchemaMigration

/// What each migration of a database changed for callers: the digest for whoever reviews one.
///
/// It stands beside the snapshot. A section depends on the migrations alone, so that generating again writes the
/// same, whatever was generated in between, and a pull request shows the sections of its own migrations.
struct ChangeLog {
  private struct Section {
    let migration: String
    let lines: [String]
  }

  private let database: Configuration.Database
  /// In the order of the migrations.
  private var sections: [Section] = []

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
    let read = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n## ").dropFirst()
      .map { $0.components(separatedBy: "\n") }
      .map { Section(migration: $0[0], lines: Array($0.dropFirst(2).dropLast())) }
    let known = zip(read.reversed(), migrations.files).prefix { $0.migration == heading($1.name) }
    sections = known.map(\.0)
  }

  /// How many migrations the log tells of.
  var count: Int { sections.count }

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
    sections.append(Section(migration: heading(step.file.name), lines: lines))
  }

  /// The log as the text of its file, the newest migration first.
  var text: String {
    let head = """
      # What each migration in \(database.migrations) changed for callers

      Written by 'demarc generate', the newest first. Do not edit.

      """
    return head
      + sections.reversed().map { section in
        "\n## \(section.migration)\n\n\(section.lines.joined(separator: "\n"))\n"
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
