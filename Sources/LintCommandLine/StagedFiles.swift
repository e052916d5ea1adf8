import ConfigurationFile
import Foundation
import GenerationLock
import Terminal

/// What git would commit, checked out into a temporary folder.
struct StagedFiles {
  /// The staged Swift files, named as in the repository.
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
    let top = URL(fileURLWithPath: try git(["rev-parse", "--show-toplevel"], in: ".").line)
      .resolvingSymlinksInPath().path
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
    sources = changed.sorted().filter { $0.hasSuffix(".swift") }.compactMap { path in
      let isExcluded = project.relativePath("\(top)/\(path)").map(project.isExcluded) ?? false
      return isExcluded ? nil : SourceFile(path: path, contents: .file("\(folder)/\(path)"))
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

/// What git printed.
private struct GitOutput {
  let text: String

  var line: String { text.trimmingCharacters(in: .newlines) }
  var names: [String] { text.split(separator: "\0").map(String.init) }
}

private func git(
  _ arguments: [String],
  in folder: String,
  input: String = ""
) throws -> GitOutput {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["git"] + arguments
  process.currentDirectoryURL = URL(fileURLWithPath: folder)
  let (standardInput, output) = (Pipe(), Pipe())
  process.standardInput = standardInput
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  try process.run()
  // checkout-index reads all names and prints nothing; the other commands read nothing.
  try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try standardInput.fileHandleForWriting.close()
  let data = try output.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    throw UsageError(
      "'git \(arguments.first ?? "")' failed. Is this a git repository? --staged lints what git would commit."
    )
  }
  return GitOutput(text: String(decoding: data, as: UTF8.self))
}
