import ArgumentParser
import LintCommandLine
import Terminal

/// The program for any two-plane schema: it generates, verifies, migrates and lints, and links nothing
/// that was generated.
@main
struct DemarcCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demarc",
    abstract: "Typed, tenant-scoped access to Postgres for products on many clusters.",
    discussion: """
      EXAMPLES
        demarc init --control schema/admin --data schema/backend
        demarc generate
        demarc generate --check
        demarc verify
        demarc migrate backend --url postgres:///store --cluster eu-1

      EXIT STATUS
        0  done, nothing to report
        1  a finding, a mismatch or a refusal
        2  usage, configuration, or nothing to look at
        3  incomplete: something could not be analysed
      """,
    subcommands: [
      InitCommand.self, GenerateCommand.self, VerifyCommand.self, MigrateCommand.self,
      ClustersCommand.self, LintCommand.self, InstallHookCommand.self,
    ]
  )

  static func main() async {
    await runAndExit()
  }
}
