import ArgumentParser
import BenchmarkSupport
import Foundation

/// A tool over a corpus.
struct Tool {
  let name: String
  let program: String
  let arguments: [String]
  /// The exit statuses with which it has done its work.
  var accepted: Set<Int32> = [0, 1]
  /// A slow one runs in the first round alone.
  var isSlow = false
  /// What it did until it crashed counts.
  var mayCrash = false

  /// It repeats a run of itself.
  var isAgain: Bool { name.hasSuffix(", again") }

  func isRun(round: Int) -> Bool { round == 1 || !isSlow }

  func run(_ corpus: Corpora.Corpus) throws -> Run {
    let folder = URL(fileURLWithPath: corpus.path).deletingLastPathComponent().path
    return try Run(
      program,
      arguments + [corpus.path],
      in: folder,
      environment: ["SWIFT_BACKTRACE": "enable=no"],
      accepting: accepted,
      mayCrash: mayCrash
    )
  }
}

/// The programs that are compared, as the environment names them.
struct Programs {
  /// The linter, built for release.
  let linter: String
  /// The linter as a plugin of a consumer has it, built for debugging.
  let debugLinter: String?
  /// A folder of Swift packages.
  let packages: String
  private let peers: String
  private let python: String?

  init(withDebugLinter: Bool) throws {
    let environment = ProcessInfo.processInfo.environment
    guard let linter = environment["BENCHMARK_LINTER"],
      let packages = environment["BENCHMARK_PACKAGES"],
      let peers = environment["BENCHMARK_PEERS"]
    else { throw ValidationError("Run it by Scripts/bench.") }
    self.linter = linter
    self.packages = packages
    self.peers = peers
    debugLinter = withDebugLinter ? environment["BENCHMARK_DEBUG_LINTER"] : nil
    python = environment["BENCHMARK_PYTHON"]
  }

  /// What takes part.
  var tools: [Tool] {
    let tokens =
      "cluster_[a-z]+_[0-9]{2}|AdminClient|SUPABASE_ADMIN_CLIENT|PQconnect|PostgresClient"
    var tools = [
      Tool(
        name: "ripgrep",
        program: "rg",
        arguments: ["-j1", "--no-ignore", "--count", "-g", "*.swift", tokens]
      ),
      Tool(
        name: "grep",
        program: "grep",
        arguments: ["-rEc", "--include=*.swift", tokens]
      ),
      Tool(name: "demarc-lint", program: linter, arguments: ["--no-cache"]),
      Tool(name: "demarc-lint, again", program: linter, arguments: []),
      Tool(
        name: "demarc-lint, every file parsed",
        program: linter,
        arguments: ["--no-cache", "--no-prefilter"]
      ),
    ]
    if let debugLinter {
      tools.append(
        Tool(
          name: "demarc-lint, debug",
          program: debugLinter,
          arguments: ["--no-cache", "--compiled"]
        )
      )
    }
    if let bin = python.map({ ($0 as NSString).deletingLastPathComponent }) {
      tools += [
        Tool(
          name: "ast-grep",
          program: bin + "/ast-grep",
          arguments: ["scan", "-j1", "--no-ignore", "hidden", "-r", peers + "/ast-grep.yml"]
        ),
        Tool(
          name: "semgrep",
          program: bin + "/semgrep",
          arguments: [
            "scan", "-j1", "--metrics=off", "--disable-version-check", "--no-git-ignore", "--quiet",
            "--config", peers + "/semgrep.yml",
          ],
          isSlow: true
        ),
      ]
    }
    tools.append(
      Tool(
        name: "swift format lint",
        program: "swift",
        arguments: ["format", "lint", "--recursive"],
        isSlow: true,
        // It does so on some files of swift-syntax.
        mayCrash: true
      )
    )
    return tools
  }
}

/// The hook before a commit of ten files, beside git's own `git status`.
enum Hook {
  /// What both took.
  struct Runs {
    let hook: Run
    let status: Run
  }

  static func run(_ linter: String, in folder: String) throws -> Runs {
    let repository = folder + "/repository"
    if !FileManager.default.fileExists(atPath: repository) { try make(repository) }
    return Runs(
      hook: try Run(linter, ["--staged"], in: repository),
      status: try Run("git", ["status"], in: repository)
    )
  }

  private static func make(_ repository: String) throws {
    try FileManager.default.copyItem(
      atPath: "\((repository as NSString).deletingLastPathComponent)/clean",
      toPath: repository
    )
    try Corpora.configuration.write(
      toFile: repository + "/demarc.yml",
      atomically: true,
      encoding: .utf8
    )
    for arguments in [
      ["init", "--quiet"], ["add", "--all"],
      ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "--message", "all"],
    ] { _ = try Run("git", arguments, in: repository) }
    let files = try FileManager.default.subpathsOfDirectory(atPath: repository).sorted()
      .filter { $0.hasSuffix(".swift") }
    for file in files.prefix(10) {
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(repository)/\(file)"))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data("// staged\n".utf8))
      try handle.close()
    }
    _ = try Run("git", ["add", "--update"], in: repository)
  }
}
