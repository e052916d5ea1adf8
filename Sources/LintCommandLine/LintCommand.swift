package import ArgumentParser

/// `demarc lint`: the linter as a part of the program for schemas.
package struct LintCommand: AsyncParsableCommand {
  /// Names the command and its parts.
  package static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Find code that goes around tenants and clusters.",
    discussion: discussion(program: "demarc lint"),
    subcommands: subcommands,
    defaultSubcommand: CheckCommand.self
  )

  /// A command without options yet.
  package init() {}
}

/// `demarc-lint`: the linter alone, as plugins and hooks run it.
package struct DemarcLintCommand: AsyncParsableCommand {
  /// Names the command and its parts.
  package static let configuration = CommandConfiguration(
    commandName: "demarc-lint",
    abstract: "Find code that goes around tenants and clusters.",
    discussion: discussion(program: "demarc-lint"),
    subcommands: subcommands,
    defaultSubcommand: CheckCommand.self
  )

  /// A command without options yet.
  package init() {}
}

private let subcommands: [any ParsableCommand.Type] = [
  CheckCommand.self, ExplainCommand.self, RulesCommand.self, DoctorCommand.self,
  LanguageServerCommand.self,
]

private func discussion(program: String) -> String {
  """
  The configuration is the part 'lint:' of demarc.yml, searched for upwards from the first path. Generated \
  files in the output folders of demarc.yml are not searched: the lock guards them.

  EXAMPLES
    \(program) Sources
    \(program) --format json Sources Tests
    \(program) --staged                      # what git would commit
    \(program) --changed-since main          # what this branch changed
    \(program) --baseline-write Sources      # legacy code: from now on only fewer findings
    \(program) --stdin --filename Sources/App/Main.swift < Main.swift
    \(program) explain static-client

  EXIT STATUS
    0  clean
    1  findings
    2  usage, configuration, or no file to lint
    3  incomplete: a file could not be analysed
  """
}
