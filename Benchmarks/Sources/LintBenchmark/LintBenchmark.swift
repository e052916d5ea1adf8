import ArgumentParser
import BenchmarkSupport
import Foundation

/// Compares the linter with tools that search and tools that parse, over the sources of Swift packages.
@main
struct LintBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Scripts/bench lint",
    abstract: "Compares the linter with peers in one run on this machine, and prints ratios.",
    usage: "Scripts/bench lint [ROUNDS] [--without-plugin] [--goals]"
  )

  @Argument(help: "How often each case is run, in turn with the others.")
  var rounds = 3

  @Flag(help: "Leave out the linter as a plugin runs it, built for debugging.")
  var withoutPlugin = false

  @Flag(help: "Exit with 1 where a median misses its goal.")
  var goals = false

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("The rounds are greater than 0.") }
  }

  func run() async throws {
    let programs = try Programs(withDebugLinter: !withoutPlugin)
    let corpora = try Corpora(packages: programs.packages)
    defer { corpora.remove() }
    print(corpora.summary)
    let tools = programs.tools
    var figures = Figures()
    // The run that later ones are answered from.
    for corpus in corpora.all { _ = try tools.filter { $0.isAgain }.map { try $0.run(corpus) } }
    for round in 1...rounds {
      for corpus in corpora.all {
        for tool in tools where tool.isRun(round: round) {
          FileHandle.standardError.write(
            Data("lint: round \(round) of \(rounds), \(corpus.name), \(tool.name)\n".utf8)
          )
          figures.append(try tool.run(corpus), of: tool.name, over: corpus.name)
        }
      }
      figures.append(try Hook.run(programs.linter, in: corpora.folder))
    }
    let report = Report(figures)
    print(report.text)
    if goals, report.missesGoals { throw ExitCode.failure }
  }
}
