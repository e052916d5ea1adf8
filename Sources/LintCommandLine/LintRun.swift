import ConfigurationFile
import Foundation
import Lint
import SwiftLanguage

/// One run of the linter over the files of a project.
struct LintRun {
  private let project: LintProject
  private let linter: Linter
  private let reader: SwiftReader
  private let resolver: SymbolResolver?

  /// Prepares the rules.
  ///
  /// - Parameters:
  ///   - project: the configuration.
  ///   - sparing: what need not be read.
  ///   - index: the folder of an index that names are resolved by.
  init(project: LintProject, sparing: SwiftReader.Sparing, index: String? = nil) throws {
    self.project = project
    resolver = try index.map { try SymbolResolver(index: $0, project: project) }
    linter = try Linter(project.configuration.lint, today: today())
    reader = SwiftReader(linter.needles, sparing: sparing)
  }

  /// Lints files, and compares generated code with the lock below a root.
  func report(on sources: [SourceFile], staleBelow root: String?) -> Report {
    var report = report(on: sources)
    if let root { report.findings += staleFindings(below: root) }
    return report
  }

  /// Lints files.
  func report(on sources: [SourceFile]) -> Report {
    var report = Report()
    report.files = sources.count
    for outcome in parallelMap(sources, { [self] in outcome(of: $0) }) {
      switch outcome {
      case .skipped: report.skipped += 1
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
    return report
  }

  /// What does not belong together any more below a root.
  func staleFindings(below root: String) -> [Finding] {
    StaleGeneratedCode().check(root: root, configuration: project.configuration, shown: shownPath)
  }

  private enum Outcome: Sendable {
    case skipped
    case incomplete(path: String, Incompleteness)
    case read(Facts, [Finding])
  }

  private func outcome(of source: SourceFile) -> Outcome {
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
    switch reader.read(bytes, path: source.path) {
    case .skipped: return .skipped
    case .facts(var facts):
      resolver?.resolve(&facts, of: source)
      return .read(facts, recognisable(linter.check(facts), source, bytes))
    }
  }

  /// Findings with what they are recognised by.
  private func recognisable(
    _ findings: [Finding],
    _ source: SourceFile,
    _ bytes: [UInt8]
  ) -> [Finding] {
    guard !findings.isEmpty else { return [] }
    let place = project.relativePath(source.place) ?? source.path
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return findings.map { finding in
      var finding = finding
      let line = finding.range.start.line - 1
      guard lines.indices.contains(line) else { return finding }
      finding.sourceLine = String(decoding: lines[line], as: UTF8.self)
      if Baseline.holds(finding.rule) {
        finding.fingerprint = Fingerprint(finding, path: place, lines: lines)
      }
      return finding
    }
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
func today() -> CalendarDay {
  let text = Date().ISO8601Format().prefix(10)
  guard let day = CalendarDay(text) else { preconditionFailure("'\(text)' is no date") }
  return day
}
