import ArgumentParser
import ConfigurationFile
import Lint
import Terminal

/// Prints the page of a rule.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a rule finds, why, and what to write instead."
  )

  @Argument(help: "The rule, as findings name it.")
  var rule: String

  func run() throws {
    guard let documentation = Linter.documentation.first(where: { $0.id == rule }) else {
      let names = Linter.documentation.map(\.id)
      let nearest = nearestWord(to: rule, among: names).map { ", did you mean '\($0)'?" } ?? ""
      Terminal.error(
        "there is no rule '\(rule)'\(nearest); there are \(names.joined(separator: ", "))"
      )
      throw ExitCode.unusable
    }
    print(documentation.page)
  }
}

/// Lists the rules.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules."
  )

  func run() {
    let width = Linter.documentation.map(\.id.count).max() ?? 0
    for rule in Linter.documentation {
      print(rule.id + String(repeating: " ", count: width - rule.id.count + 2) + rule.summary)
    }
  }
}
