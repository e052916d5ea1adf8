#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The migrations of a database: the `.sql` files of one folder, in the order of their names.
package struct MigrationFolder: Sendable {
  /// One migration.
  package struct File: Sendable, Hashable {
    /// The file's name, by which the ledger knows it.
    package let name: String
    /// Where the file was read from, for messages.
    package let path: String
    /// The whole text.
    package let sql: String
    /// The text for the server: lines by which `pg_dump` restricts psql are comments in it.
    ///
    /// Each character keeps its place.
    package var script: String {
      guard sql.contains(#"restrict "#) else { return sql }
      return sql.replacing(#/^\\(?:un)?restrict [A-Za-z0-9]+$/#.anchorsMatchLineEndings()) { line in
        "--" + line.output.dropFirst(2)
      }
    }
    /// What the migration says about itself.
    package let directives: MigrationDirectives
  }

  /// Where the folder is, for messages.
  package let path: String
  /// The migrations, in the order in which they are applied.
  package let files: [File]

  /// Reads a folder.
  ///
  /// - Parameters:
  ///   - path: the folder, as messages name it.
  ///   - root: the folder below which `path` lies.
  /// - Throws: `MigrationError` when it cannot be read or holds no migration.
  package init(path: String, below root: String) throws(MigrationError) {
    let folder = path.hasPrefix("/") ? path : "\(root)/\(path)"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw MigrationError(
        "\(path): the folder cannot be read. Make it, or correct 'migrations:' in demarc.yml."
      )
    }
    var files: [File] = []
    for name in names.sorted() where name.hasSuffix(".sql") {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
        let sql = String(validating: data, as: UTF8.self)
      else {
        throw MigrationError("\(path)/\(name): the file is no readable UTF-8 text.")
      }
      let file = "\(path)/\(name)"
      let directives = try MigrationDirectives(of: sql, path: file)
      files.append(File(name: name, path: file, sql: sql, directives: directives))
    }
    guard !files.isEmpty else {
      throw MigrationError(
        "\(path): the folder holds no .sql file. Add a migration, such as \(path)/0001_tables.sql."
      )
    }
    self.path = path
    self.files = files
  }

  private init(path: String, files: [File]) {
    self.path = path
    self.files = files
  }

  /// The first migrations alone.
  package func prefix(_ count: Int) -> MigrationFolder {
    MigrationFolder(path: path, files: Array(files.prefix(count)))
  }
}
