import Catalog
import ConfigurationFile
import Foundation
import GenerationLock
import Lint
import RepositoryGeneration
import SQLLanguage
import SourceText
import Synchronization

/// Finds the statements of SQL that are about rows of tenants and bound to none.
///
/// It takes what no file tells: the schemas of the data plane, from their snapshots, and Postgres' own grammar. Where
/// there is no snapshot there is nothing to hold a statement against; `stale-generated-code` says that it is missing.
final class TenantStatements: Sendable {
  private let project: LintProject
  private let loaded: Mutex<[KnownSchema]?> = Mutex(nil)

  /// Prepares to look at the files of a project; nothing is read before a file holds a statement.
  init(project: LintProject) {
    self.project = project
  }

  /// Adds what strings of code say.
  func look(at facts: inout Facts) {
    guard hasTenants, SQLStatement.isSent(by: facts) else { return }
    for string in facts.strings {
      guard let text = string.alternatives.first(where: { SQLStatement.verb(of: $0) != nil }) else {
        continue
      }
      for cause in Set(unboundParts(of: text.sql).map(\.cause)).sorted() {
        let steps = string.derivations[text] ?? []
        facts.unboundStatements.append(
          UnboundStatement(cause: cause, steps: steps, range: string.range)
        )
      }
    }
    // A string of which a part is a statement too says it once.
    let all = facts.unboundStatements
    facts.unboundStatements = all.filter { outer in
      !all.contains { $0.range != outer.range && outer.range.contains($0.range) }
    }
  }

  /// Adds what a file of SQL says, unless it is a migration or a query that the generator proves.
  func look(at bytes: [UInt8], of source: SourceFile, _ facts: inout Facts) {
    guard hasTenants, facts.incompleteness == nil,
      project.relativePath(source.place).map(isProven) != true
    else { return }
    let text = String(decoding: bytes.map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
    let sql = withoutMetaCommands(text)
    let problems = unboundParts(of: sql)
    let unread = unreadPart(of: sql)
    guard !problems.isEmpty || unread != nil else { return }
    bytes.withUnsafeBufferPointer { bytes in
      let lines = LineTable(bytes)
      if let unread {
        facts.incompleteness = Incompleteness(
          message:
            "a statement about rows of tenants is code, or nothing that Postgres' grammar takes",
          position: lines.range(unread..<unread).start
        )
      }
      facts.unboundStatements += problems.map { problem in
        UnboundStatement(
          cause: problem.cause,
          range: lines.range(problem.offset..<problem.offset)
        )
      }
    }
  }

  private func unboundParts(of text: String) -> [SQLProblem] {
    // Of several data planes that have such relations, one is meant.
    let findings = schemas.filter { $0.namesTenantRelation(text) }.map { $0.unboundParts(of: text) }
    return findings.contains(where: \.isEmpty) ? [] : findings.first ?? []
  }

  private func unreadPart(of text: String) -> Int? {
    let findings = schemas.filter { $0.namesTenantRelation(text) }.map { $0.unreadParts(of: text) }
    return findings.contains(where: \.isEmpty) ? nil : findings.first?.first
  }

  /// The text with the commands of psql, a backslash at the beginning of a line to its end, as blanks; but `\copy`,
  /// which sends rows, as a statement of its own.
  private func withoutMetaCommands(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        guard line.first == "\\" else { return line }
        return line.hasPrefix("\\copy ")
          ? ";" + line.dropFirst() : String(repeating: " ", count: line.utf8.count)[...]
      }
      .joined(separator: "\n")
  }

  // MARK: The project

  private var hasTenants: Bool {
    project.configuration.databases.values.contains { $0.tenant != nil }
  }

  /// Whether a path below the root is that of a migration or a query.
  private func isProven(_ path: String) -> Bool {
    project.configuration.databases.values.contains { database in
      ([database.migrations] + [database.queries].compactMap { $0 }).contains { folder in
        path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
      }
    }
  }

  /// The schemas of the data planes, read once.
  private var schemas: [KnownSchema] {
    loaded.withLock { loaded in
      if let loaded { return loaded }
      let files = ProjectFiles(root: project.root)
      let schemas = project.configuration.databases.sorted { $0.key < $1.key }
        .compactMap { name, database -> KnownSchema? in
          let path = GenerationLock.snapshotPath(of: name)
          guard database.tenant != nil, let bytes = try? files.read(path),
            let schema = try? DatabaseSchema(snapshot: Data(bytes), path: path)
          else { return nil }
          return RepositoryGenerator(database: database, configuration: project.configuration)
            .knownSchema(of: schema)
        }
      loaded = schemas
      return schemas
    }
  }
}

extension FoldedText {
  /// The text as SQL, with a parameter in the place of what only the running program knows.
  fileprivate var sql: String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .hole: "$1"
      }
    }
    .joined()
  }
}
