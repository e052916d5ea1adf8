import ConfigurationFile
import Foundation
import GenerationLock
import Terminal

/// What git would commit, checked out into a temporary folder.
struct StagedFiles {
  /// The staged files that the linter reads, named as in the repository.
  let sources: [SourceFile]
  /// The folder that stands for the project's root.
  let projectRoot: String

  /// Checks out what is staged while a closure runs.
  static func withCheckout<Result>(
    _ project: LintProject,
    _ body: (StagedFiles) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("demarc-staged-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(try StagedFiles(project, folder: folder))
  }

  private init(_ project: LintProject, folder: String) throws {
    let top = try repositoryRoot()
    let changed = try git(
      ["diff", "--cached", "--name-only", "-z", "--diff-filter=ACMRT"],
      in: top
    ).names
    let prefix =
      project.root.hasPrefix(top + "/") ? project.root.dropFirst(top.count + 1) + "/" : ""
    let generated = try git(
      ["ls-files", "-z", "--cached", "--"] + Self.lockedPlaces(project).map { prefix + $0 },
      in: top
    ).names
    let paths = Set(changed + generated).sorted()
    _ = try git(
      ["checkout-index", "--force", "--prefix=\(folder)/", "-z", "--stdin"],
      in: top,
      input: paths.map { $0 + "\0" }.joined()
    )
    projectRoot = prefix.isEmpty ? folder : "\(folder)/\(prefix.dropLast())"
    sources = changed.sorted().compactMap { path in
      let relative = project.relativePath("\(top)/\(path)")
      guard relative.map(project.isExcluded) != true,
        Language(path: path) != nil || relative.map(project.isTextFile) == true
      else { return nil }
      return SourceFile(
        path: path,
        place: "\(top)/\(path)",
        contents: .file("\(folder)/\(path)")
      )
    }
  }

  /// What the lock of generated code speaks of.
  private static func lockedPlaces(_ project: LintProject) -> [String] {
    [GenerationLock.path]
      + project.configuration.databases.values.flatMap { database in
        [database.migrations, GenerationLock.snapshotPath(of: database.name)]
          + database.outputs + [database.queries].compactMap { $0 }
      }
  }
}
