import ConfigurationFile
import Foundation
import GenerationLock
import Hashing
import Lint

/// The report of the last run, for a run whose inputs are all as they were.
///
/// A finding may depend on every file of a run, so there is nothing between all and nothing: one file that
/// changed makes it a run like the first.
struct RunCache {
  private let file: URL
  private let key: String

  /// Prepares to look for a run.
  ///
  /// Nil where a file cannot be looked at, or where there is no place to keep anything.
  ///
  /// - Parameters:
  ///   - sources: the files of the run.
  ///   - project: the configuration, which is a part of the key as it stands in its file.
  ///   - today: decides about allow comments.
  ///   - options: what else decides about the report.
  init?(_ sources: [SourceFile], project: LintProject, today: String, options: [String]) {
    guard let program = Bundle.main.executablePath, let program = FileStatus(program),
      let configuration = FileStatus(project.configurationPath)
    else { return nil }
    var parts =
      ["2", today, program.identity, configuration.identity, Self.workingFolder] + options
    // Statements of SQL are held against these.
    for database in project.configuration.databases.keys.sorted() {
      let snapshot = "\(project.root)/\(GenerationLock.snapshotPath(of: database))"
      parts.append("\(database)\0\(FileStatus(snapshot)?.identity ?? "")")
    }
    for source in sources {
      guard case .file(let path) = source.contents, let file = FileStatus(path) else {
        return nil
      }
      parts.append("\(source.path)\0\(file.identity)")
    }
    key = sha256(parts.joined(separator: "\n").utf8)
    // Each list of files has its own place, so that runs over parts do not drive each other out.
    let name = sha256((options + sources.map(\.path)).joined(separator: "\n").utf8).prefix(16)
    file = Self.folder(of: project).appendingPathComponent("\(name).json")
  }

  /// The report of a run with the same inputs.
  func report() -> Report? {
    guard let data = FileManager.default.contents(atPath: file.path),
      let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.key == key
    else { return nil }
    return entry.report
  }

  /// Keeps a report; where that cannot be done, the next run takes its time.
  func keep(_ report: Report) {
    guard let data = try? JSONEncoder().encode(Entry(key: key, report: report)) else { return }
    let folder = file.deletingLastPathComponent()
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? data.write(to: file, options: .atomic)
  }

  private struct Entry: Codable {
    let key: String
    let report: Report
  }

  private static var workingFolder: String { FileManager.default.currentDirectoryPath }

  /// Where SwiftPM builds, which git ignores; elsewhere the user's folder of caches.
  private static func folder(of project: LintProject) -> URL {
    let build = URL(fileURLWithPath: "\(project.root)/.build")
    if FileManager.default.fileExists(atPath: build.path) {
      return build.appendingPathComponent("demarc-lint")
    }
    let caches = FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first
    return (caches ?? FileManager.default.temporaryDirectory)
      .appendingPathComponent("demarc-lint")
      .appendingPathComponent(String(sha256(project.root.utf8).prefix(16)))
  }
}
