import CLanguage
import ConfigurationFile
import Foundation
import Lint
import SwiftLanguage
import TypeScriptLanguage

/// One run of the linter over the files of a project.
struct LintRun {
  private let project: LintProject
  private let linter: Linter
  private let swift: SwiftReader
  private let typeScript: TypeScriptReader
  private let c: CReader

  /// Prepares the rules.
  init(project: LintProject, sparing: SwiftReader.Sparing) throws {
    self.project = project
    linter = try Linter(project.configuration.lint, today: today())
    swift = SwiftReader(linter.needles, sparing: sparing)
    let clients = ClientNames(project.configuration.lint)
    typeScript = TypeScriptReader(clients)
    c = CReader(clients)
  }

  /// Lints files, and compares generated code with the lock below a root.
  func report(on sources: [SourceFile], staleBelow root: String?) -> Report {
    var report = Report()
    report.files = sources.count
    let readings = parallelMap(sources, { [self] in read($0) })
    let modules = TypeScriptReader.ModuleTable(readings.compactMap(\.module))
    for outcome in parallelMap(readings, { [self] in outcome(of: $0, modules) }) {
      switch outcome {
      case .skipped, .parsed: report.skipped += 1
      case .incomplete(let path, let reason):
        report.incomplete.append(Report.Incomplete(path: path, reason))
      case .read(let facts, let findings):
        report.parsed += 1
        report.findings += findings
        if let reason = facts.incompleteness {
          report.incomplete.append(Report.Incomplete(path: facts.path, reason))
        }
      }
    }
    if let root {
      report.findings += StaleGeneratedCode().check(
        root: root,
        configuration: project.configuration,
        shown: shownPath
      )
    }
    return report
  }

  private enum Outcome: Sendable {
    case skipped
    case incomplete(path: String, Incompleteness)
    case read(Facts, [Finding])
    /// A file that is looked at together with those that it imports.
    case parsed(TypeScriptReader.Source)

    var module: TypeScriptReader.Source? {
      if case .parsed(let source) = self { source } else { nil }
    }
  }

  private func read(_ source: SourceFile) -> Outcome {
    let bytes: [UInt8]
    switch source.contents {
    case .bytes(let given): bytes = given
    case .file(let path):
      guard let data = FileManager.default.contents(atPath: path) else {
        let reason = Incompleteness(
          message: "the file cannot be read",
          position: TextRange.fileStart.start
        )
        return .incomplete(path: source.path, reason)
      }
      bytes = Array(data)
    }
    if isGenerated(source, bytes) { return .skipped }
    switch Language(path: source.path) {
    case .typeScript: return .parsed(typeScript.parse(bytes, path: source.path))
    case .c:
      let facts = c.read(bytes, path: source.path, location: source.location)
      return .read(facts, linter.check(facts))
    case .swift, nil:
      switch swift.read(bytes, path: source.path) {
      case .skipped: return .skipped
      case .facts(let facts): return .read(facts, linter.check(facts))
      }
    }
  }

  private func outcome(of read: Outcome, _ modules: TypeScriptReader.ModuleTable) -> Outcome {
    guard case .parsed(let source) = read else { return read }
    let facts = typeScript.facts(of: source, among: modules)
    return .read(facts, linter.check(facts))
  }

  /// Generated files are guarded by the lock, and only where the generator writes: the marker alone would
  /// be a way around every rule.
  private func isGenerated(_ source: SourceFile, _ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: generatedFileMarker.utf8) else { return false }
    return project.relativePath(source.path).map(project.isGeneratedPlace) ?? false
  }

  /// A path below the root as seen from the working directory.
  private func shownPath(_ path: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    let folder = URL(fileURLWithPath: ".").resolvingSymlinksInPath().path
    let absolute = "\(project.root)/\(path)"
    return absolute.hasPrefix(folder + "/")
      ? String(absolute.dropFirst(folder.count + 1)) : absolute
  }
}

/// The day on which the program runs, in UTC.
private func today() -> CalendarDay {
  let text = Date().ISO8601Format().prefix(10)
  guard let day = CalendarDay(text) else { preconditionFailure("'\(text)' is no date") }
  return day
}
