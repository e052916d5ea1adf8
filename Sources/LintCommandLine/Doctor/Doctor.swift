import ConfigurationFile
import Foundation
import Lint
import Terminal

/// Looks at what closes the gate in a project.
struct Doctor {
  let project: LintProject

  /// Whether the configuration looks for anything of the project's own.
  func configuration() -> Diagnosis {
    let lint = project.configuration.lint
    let clients = lint.clientTypes.count + lint.clientNames.count + lint.clientFactories.count
    var diagnosis = Diagnosis(
      subject: "configuration",
      message: "\(lint.clusters.count) patterns of clusters, \(clients) names of clients"
    )
    if lint.clusters.isEmpty {
      diagnosis.advice =
        "Name your clusters under 'lint.clusters' in demarc.yml, as in [\"cluster_[a-z]+_[0-9]{2}\"]."
    }
    return diagnosis
  }

  /// Whether a run over the whole project reads everything.
  func coverage() throws -> Diagnosis {
    let found = try SourceWalk(project: project).sources(in: [project.root])
    var report = try LintRun(project: project)
      .report(on: found.sources, staleBelow: nil)
    for (path, reason) in found.unread { report.add(.unread(path, reason)) }
    var diagnosis = Diagnosis(
      subject: "coverage",
      message:
        "\(report.coverage.files) files, \(report.incomplete.count) of them not analysed to the end"
    )
    if report.coverage.files == 0 {
      diagnosis.advice = "There is nothing to lint below \(project.root): look at 'lint.exclude'."
    } else if let file = report.incomplete.first {
      diagnosis.advice = "Mend \(file.path):\(file.line): \(file.message)."
    }
    return diagnosis
  }

  /// The package of the project; nil where there is none.
  ///
  /// - Throws: `UsageError` when SwiftPM cannot read it.
  func manifest() throws -> PackageManifest? {
    guard FileManager.default.fileExists(atPath: "\(project.root)/Package.swift") else {
      return nil
    }
    return try PackageManifest(below: project.root)
  }

  /// Whether every target lists the plugin.
  func plugin(_ manifest: PackageManifest) -> Diagnosis {
    let targets = manifest.targets.filter(\.isCompiled)
    let open = targets.filter { !$0.isLinted }.map(\.name)
    var diagnosis = Diagnosis(
      subject: "build plugin",
      message: "\(targets.count - open.count) of \(targets.count) targets list it"
    )
    if !open.isEmpty {
      let names =
        open.prefix(5).joined(separator: ", ")
        + (open.count > 5 ? " and \(open.count - 5) more" : "")
      diagnosis.advice = """
        Add plugins: [.plugin(name: "LintBuild", package: "demarc")] to \(names), or run demarc-lint over the \
        whole project in CI.
        """
    }
    return diagnosis
  }

  /// Whether git asks the linter before a commit.
  func hook() -> Diagnosis {
    let places = ["\(project.root)/.pre-commit-config.yaml"] + hookPath()
    let found = places.first { path in
      (try? String(contentsOfFile: path, encoding: .utf8))?.contains("demarc-lint") == true
    }
    guard let found else {
      return Diagnosis(
        subject: "git hook",
        message: "nothing runs the linter before a commit",
        advice: "Run 'demarc install-hook', or add the hook of .pre-commit-hooks.yaml."
      )
    }
    return Diagnosis(subject: "git hook", message: found)
  }

  private func hookPath() -> [String] {
    guard let output = try? git(["rev-parse", "--git-path", "hooks/pre-commit"], in: project.root)
    else { return [] }
    let path = output.line
    return [path.hasPrefix("/") ? path : "\(project.root)/\(path)"]
  }

  /// Whether the build of each target that lists the plugin turns red when a violation is planted there.
  ///
  /// - Parameters:
  ///   - manifest: the package.
  ///   - options: what SwiftPM gets beside the target.
  /// - Returns: a diagnosis for each target.
  /// - Throws: where a file cannot be planted, or SwiftPM cannot be started.
  func builds(_ manifest: PackageManifest, options: [String]) throws -> [Diagnosis] {
    try manifest.targets.filter { $0.isCompiled && $0.isLinted && !$0.isTest }.map { target in
      Terminal.progress("Building \(target.name) with a planted violation …")
      let canary = Canary(
        folder: target.path.map { "\(project.root)/\($0)" }
          ?? "\(project.root)/Sources/\(target.name)"
      )
      let build = try canary.planted {
        try ProgramOutput(
          of: ["swift", "build", "--target", target.name] + options,
          in: project.root,
          keepsErrors: true
        )
      }
      let isRed = build.status != 0 && build.text.contains(Canary.proof)
      return Diagnosis(
        subject: "build of \(target.name)",
        message: isRed
          ? "turns red when a violation is planted" : "does not turn red for a planted violation",
        advice: isRed
          ? nil
          : build.status == 0
            ? "Look at 'lint.exclude' and at the plugins of \(target.name)."
            : "It fails for another reason. Run 'swift build --target \(target.name)' and mend that first."
      )
    }
  }
}

/// A file with a violation, for as long as a build takes.
private struct Canary {
  /// The folder of a target.
  let folder: String

  private static let name = "DemarcDoctorCanary.swift"

  /// What the linter prints of it.
  static let proof = "\(name):2:34: error: 'PQconnectdb' opens a database connection"

  func planted<Result>(_ body: () throws -> Result) throws -> Result {
    let path = "\(folder)/\(Self.name)"
    let text = """
      // Planted by 'demarc-lint doctor --build', which removes it again: a build must refuse it.
      private let demarcDoctorCanary = PQconnectdb("")

      """
    guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
      throw UsageError("\(path) cannot be written, so nothing can be proven of that target.")
    }
    // Whoever interrupts the build finds the folder as it was.
    let interruptions = [SIGINT, SIGTERM].map { signal in
      Foundation.signal(signal, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: signal)
      source.setEventHandler {
        try? FileManager.default.removeItem(atPath: path)
        exit(128 + signal)
      }
      source.resume()
      return source
    }
    defer {
      for interruption in interruptions { interruption.cancel() }
      for signal in [SIGINT, SIGTERM] { Foundation.signal(signal, SIG_DFL) }
      try? FileManager.default.removeItem(atPath: path)
    }
    return try body()
  }
}
