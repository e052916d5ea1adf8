import Catalog
import ConfigurationFile
import Foundation
import GenerationLock
import Terminal

/// Holds the code of an earlier release against the snapshots of the working tree.
struct ReleaseVerification {
  let project: Project
  /// A revision of git, a folder that holds the snapshots, or one snapshot.
  let release: String

  /// What the release's code meets in the new schema of these databases.
  func report(on databases: [Configuration.Database]) throws -> VerificationReport {
    VerificationReport(
      code: release,
      databases: try databases.compactMap { database in
        try snapshot(of: database).map { read in entry(of: database, read) }
      }
    )
  }

  private func entry(
    of database: Configuration.Database,
    _ read: () throws -> Data
  ) -> VerificationReport.Entry {
    var entry = VerificationReport.Entry(database: database.name)
    do {
      let old = try code(of: database, read)
      let new = try GeneratedCode(of: database, in: project)
      entry.insert(SchemaCompatibility(of: old.schema, with: new.schema), callers: old.callers)
    } catch {
      entry.error = "\(error)"
    }
    return entry
  }

  /// The release's code of a database.
  ///
  /// - Throws: when the release has no such snapshot.
  func code(of database: Configuration.Database) throws -> GeneratedCode {
    guard let read = try snapshot(of: database) else {
      throw ReleaseError(description: "\(release) is no snapshot of '\(database.name)'.")
    }
    return try code(of: database, read)
  }

  private func code(
    of database: Configuration.Database,
    _ read: () throws -> Data
  ) throws -> GeneratedCode {
    let path = GenerationLock.snapshotPath(of: database.name)
    return GeneratedCode(
      schema: try DatabaseSchema(snapshot: try read(), path: "\(path) of \(release)"),
      database: database,
      configuration: project.configuration
    )
  }

  /// What reads the release's snapshot of a database; nil when the release is the snapshot of another one.
  private func snapshot(of database: Configuration.Database) throws -> (() throws -> Data)? {
    let path = GenerationLock.snapshotPath(of: database.name)
    let name = URL(fileURLWithPath: path).lastPathComponent
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: release, isDirectory: &isFolder) else {
      return { try git(["show", "\(release):./\(path)"]) }
    }
    let file = URL(fileURLWithPath: release)
    guard isFolder.boolValue else {
      return file.lastPathComponent == name ? { try Data(contentsOf: file) } : nil
    }
    let candidates = [name, path].map { file.appendingPathComponent($0) }
    return {
      guard let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0.path) })
      else { throw ReleaseError(description: "\(release) holds no \(name).") }
      return try Data(contentsOf: found)
    }
  }

  /// What git prints, run in the project's folder.
  private func git(_ arguments: [String]) throws -> Data {
    let git = try ProgramOutput(of: ["git"] + arguments, in: project.root)
    guard git.status == 0 else {
      throw ReleaseError(
        description: """
          Git has no snapshot at '\(release)'. Name a revision that 'demarc generate' was committed in (a \
          shallow clone may lack it: git fetch --unshallow), a folder of snapshots, or one snapshot.
          """
      )
    }
    return git.data
  }
}

/// A release whose snapshots cannot be read.
struct ReleaseError: Error, CustomStringConvertible {
  let description: String
}
