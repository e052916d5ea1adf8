import ArgumentParser
import ConfigurationFile
import Foundation
import Lint
import SwiftLanguage
import Terminal

/// Lints files and folders; what runs when no other subcommand is named.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Lint files and folders (the default)."
  )

  @Option(help: "The configuration; by default the nearest demarc.yml upwards from the first path.")
  var config: String?

  @Option(help: "How findings are printed.")
  var format: OutputFormat = .text

  @Flag(help: "Lint what is staged in git instead of files.")
  var staged = false

  @Option(
    help: ArgumentHelp(
      "Lint what this branch changed since a revision, committed or not.",
      valueName: "revision"
    )
  )
  var changedSince: String?

  @Flag(help: "Lint the standard input; --filename names it.")
  var stdin = false

  @Option(help: "What the standard input is called in findings.", completion: .file())
  var filename: String?

  @Option(
    help: ArgumentHelp(
      "Findings that are known, by default \(BaselineFile.name) beside demarc.yml where it stands.",
      valueName: "file"
    ),
    completion: .file()
  )
  var baseline: String?

  @Flag(help: "Write the findings into the baseline, which must not grow once it is there.")
  var baselineWrite = false

  @Option(
    help: ArgumentHelp(
      "Resolve symbols through the index of a build, as .build/debug/index/store.",
      valueName: "folder"
    ),
    completion: .directory
  )
  var index: String?

  @Flag(help: "Look at every file, even where the last run saw all of them as they are.")
  var noCache = false

  @Flag(help: "Mend in the files what can be mended without a thought, and report the rest.")
  var fix = false

  @Flag(help: "A compiler reads the same files: say nothing where nothing is found.")
  var compiled = false

  @Option(help: .hidden)
  var stamp: String?

  @Flag(help: .hidden)
  var noPrefilter = false

  @Argument(help: "Files and folders.", completion: .file())
  var paths: [String] = []

  func validate() throws {
    let sources = [staged, changedSince != nil, stdin, !paths.isEmpty].filter { $0 }.count
    guard sources <= 1 else {
      throw ValidationError("Give paths, --staged, --changed-since or --stdin, not two of them.")
    }
    guard sources == 1 || compiled else {
      throw ValidationError(
        "There is no file to lint. Name files or folders, as in 'demarc-lint Sources'."
      )
    }
    guard stdin == (filename != nil) else {
      throw ValidationError("--stdin and --filename belong together.")
    }
    guard index == nil || !(staged || stdin) else {
      throw ValidationError("--index knows files as they were built: name them.")
    }
    guard !fix || !(staged || stdin || compiled) else {
      throw ValidationError("--fix writes files: name them, or use --changed-since.")
    }
    guard !baselineWrite || (!paths.isEmpty && !compiled) else {
      throw ValidationError("--baseline-write looks at files and folders: name them.")
    }
  }

  func run() async throws {
    // Every failure of the linter is about the call, the configuration or a file that cannot be read.
    try await reportingErrors(isUsage: { _ in true }) {
      let project = try LintProject(
        configurationPath: config,
        near: filename ?? paths.first ?? "."
      )
      let file = BaselineFile(path: baseline ?? "\(project.root)/\(BaselineFile.name)")
      let known = try file.read()
      guard known != nil || baseline == nil || baselineWrite else {
        throw UsageError("There is no baseline \(file.path). Write one with --baseline-write.")
      }
      var (sources, report) = try self.report(on: project)
      if fix, case let count = try report.fix(sources), count > 0 {
        Terminal.progress("Mended \(count) of \(report.findings.count) findings.")
        (sources, report) = try self.report(on: project)
      }
      if baselineWrite {
        let baseline = known ?? Baseline(report.findings.compactMap(\.fingerprint))
        let shrunk = report.removeKnown(baseline, of: sources, in: project).shrunk
        try file.write(shrunk)
        Terminal.progress("Wrote \(file.path): \(shrunk.entries.count) known.")
      } else if let known {
        let mended = report.removeKnown(known, of: sources, in: project).mended
        if !mended.isEmpty { report.findings.append(file.staleEntries(mended)) }
      }
      print(report.text(format), terminator: "")
      // What goes to standard error must not stand in the middle of what goes to standard output.
      fflush(nil)
      if !compiled || report.status != .success { Terminal.progress(report.coverageLine) }
      guard report.status == .success else { throw report.status }
      // Build systems that want an output get an empty file, and only when there is nothing to say.
      if let stamp { try Data().write(to: URL(fileURLWithPath: stamp)) }
    }
  }

  private func report(on project: LintProject) throws -> ([SourceFile], Report) {
    let run = try LintRun(project: project, sparing: sparing, index: index)
    if staged {
      return try StagedFiles.withCheckout(project) { checkout in
        (checkout.sources, run.report(on: checkout.sources, staleBelow: checkout.projectRoot))
      }
    }
    if let filename {
      let bytes = Array(try FileHandle.standardInput.readToEnd() ?? Data())
      let source = SourceFile(path: filename, contents: .bytes(bytes))
      return ([source], run.report(on: [source], staleBelow: nil))
    }
    let paths = try changedSince.map(ChangedFiles.paths) ?? paths
    let found = try SourceWalk(project: project).sources(in: paths)
    guard !found.sources.isEmpty || !found.unread.isEmpty || compiled || changedSince != nil else {
      throw UsageError(
        """
        There is no file to lint in \(paths.joined(separator: ", ")). Check the paths and \
        'lint.exclude'.
        """
      )
    }
    var report = report(on: found.sources, by: run, in: project)
    report.findings += run.staleFindings(below: project.root)
    report.coverage.links = found.links
    for (path, reason) in found.unread { report.add(.unread(path, reason)) }
    return (found.sources, report)
  }

  /// The report of the last run where every file is as it was then.
  private func report(on sources: [SourceFile], by run: LintRun, in project: LintProject) -> Report
  {
    guard !noCache, index == nil,
      let cache = RunCache(
        sources,
        project: project,
        today: today().description,
        options: ["\(sparing)"]
      )
    else { return run.report(on: sources) }
    if let report = cache.report() { return report }
    let report = run.report(on: sources)
    cache.keep(report)
    return report
  }

  private var sparing: SwiftReader.Sparing {
    // Behind an alias, a client's name stands nowhere in the file.
    noPrefilter || index != nil ? .nothing : .parsing
  }
}
