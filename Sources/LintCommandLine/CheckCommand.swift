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

  @Option(help: "How findings are printed: text, json, github, gitlab, sarif, junit or checkstyle.")
  var format: OutputFormat = .text

  @Flag(help: "Lint what is staged in git instead of files.")
  var staged = false

  @Option(
    help: "Lint the files that differ from a revision of git, and those that git does not know yet."
  )
  var changedSince: String?

  @Flag(help: "Lint the standard input; --filename names it.")
  var stdin = false

  @Option(
    name: [.long, .customLong("filename")],
    help: "What the standard input is called in findings."
  )
  var path: String?

  @Flag(help: "A compiler reads the same files: do not parse those that can hold no finding.")
  var compiled = false

  @Option(help: .hidden)
  var stamp: String?

  @Flag(help: .hidden)
  var noPrefilter = false

  @Argument(help: "Files and folders.", completion: .file())
  var paths: [String] = []

  func validate() throws {
    let sources = [staged, stdin, changedSince != nil, !paths.isEmpty].filter { $0 }.count
    guard sources <= 1 else {
      throw ValidationError("Give paths, --staged, --changed-since or --stdin, not two of them.")
    }
    guard sources == 1 || compiled else {
      throw ValidationError(
        "There is no file to lint. Name files or folders, as in 'demarc-lint Sources'."
      )
    }
    guard stdin == (path != nil) else {
      throw ValidationError("--stdin and --path (or --filename) belong together.")
    }
  }

  func run() async throws {
    // Every failure of the linter is about the call, the configuration or a file that cannot be read.
    try await reportingErrors(isUsage: { _ in true }) {
      let project = try LintProject(
        configurationPath: config,
        near: path ?? paths.first ?? "."
      )
      let report = try report(on: project)
      print(report.text(format), terminator: "")
      // What goes to standard error must not stand in the middle of what goes to standard output.
      fflush(nil)
      if !compiled || report.status != .success { Terminal.progress(report.coverageLine) }
      guard report.status == .success else { throw report.status }
      // Build systems that want an output get an empty file, and only when there is nothing to say.
      if let stamp { try Data().write(to: URL(fileURLWithPath: stamp)) }
    }
  }

  private func report(on project: LintProject) throws -> Report {
    let run = try LintRun(project: project, sparing: sparing)
    if staged {
      return try StagedFiles.withCheckout(project) { checkout in
        run.report(on: checkout.sources, staleBelow: checkout.projectRoot)
      }
    }
    if let changedSince {
      return run.report(
        on: try changedFiles(since: changedSince, in: project),
        staleBelow: project.root
      )
    }
    if let path {
      let bytes = Array(try FileHandle.standardInput.readToEnd() ?? Data())
      return run.report(on: [SourceFile(path: path, contents: .bytes(bytes))], staleBelow: nil)
    }
    let found = try SourceWalk(project: project).sources(in: paths)
    guard !found.sources.isEmpty || !found.unread.isEmpty || compiled else {
      throw UsageError(
        """
        There is no file to lint in \(paths.joined(separator: ", ")). Check the paths and \
        'lint.exclude'.
        """
      )
    }
    var report = run.report(on: found.sources, staleBelow: project.root)
    report.coverage.links = found.links
    for (path, reason) in found.unread { report.add(.unread(path, reason)) }
    return report
  }

  private var sparing: SwiftReader.Sparing {
    if noPrefilter { return .nothing }
    return compiled ? .parsing : .search
  }
}

extension OutputFormat: ExpressibleByArgument {}
