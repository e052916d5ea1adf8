import LintCommandLine
import Terminal

/// The linter alone: what a build plugin or a hook runs.
@main
struct DemarcLint {
  static func main() async {
    await DemarcLintCommand.runAndExit()
  }
}
