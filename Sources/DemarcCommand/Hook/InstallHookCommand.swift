import ArgumentParser
import Foundation
import Terminal

/// Makes git run the linter before each commit.
struct InstallHookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install-hook",
    abstract: "Make git run the linter on what is staged, before each commit.",
    discussion: """
      Writes the hook 'pre-commit' of the repository around the working directory. A hook that \
      somebody else wrote is left alone, unless --force is given. For the pre-commit framework use \
      .pre-commit-hooks.yaml instead.

      EXAMPLES
        demarc install-hook
        demarc install-hook --linter .build/release/demarc-lint
      """
  )

  @Option(help: "The linter to run; by default demarc-lint beside this program, or on the PATH.")
  var linter: String?

  @Flag(help: "Replace a hook that somebody else wrote.")
  var force = false

  func run() async throws {
    try await reportingErrors(isUsage: isUsage) {
      let hook = URL(fileURLWithPath: try hooksFolder()).appendingPathComponent("pre-commit")
      if let text = try? String(contentsOf: hook, encoding: .utf8),
        !text.contains(Self.marker), !force
      {
        throw UsageError(
          """
          \(hook.path) is a hook that demarc did not write. Add the line 'demarc-lint --staged' to it, \
          or replace it with --force.
          """
        )
      }
      try FileManager.default.createDirectory(
        at: hook.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try script.write(to: hook, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook.path)
      print("Installed \(hook.path).")
    }
  }

  private static let marker = "# Written by 'demarc install-hook'."

  private var script: String {
    """
    #!/bin/sh
    \(Self.marker)
    exec \(quotedForShell(linter ?? defaultLinter)) --staged

    """
  }

  /// The linter beside this program, or the one that the PATH finds when the hook runs.
  private var defaultLinter: String {
    let sibling = URL(fileURLWithPath: programPath()).deletingLastPathComponent()
      .appendingPathComponent("demarc-lint").path
    return FileManager.default.isExecutableFile(atPath: sibling) ? sibling : "demarc-lint"
  }

  private func hooksFolder() throws -> String {
    let git = try ProgramOutput(of: ["git", "rev-parse", "--git-path", "hooks"])
    guard git.status == 0 else {
      throw UsageError("This is no git repository. Run 'demarc install-hook' inside of one.")
    }
    return git.line
  }
}

/// The path of the running program.
func programPath() -> String {
  Bundle.main.executablePath ?? CommandLine.arguments[0]
}

/// Text as one word of a shell.
func quotedForShell(_ text: String) -> String {
  "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
}
