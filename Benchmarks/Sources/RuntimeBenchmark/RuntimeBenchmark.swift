import ArgumentParser
import Foundation

/// Compares Demarc with its peers on one server, interleaved, and is itself each of the processes that do
/// Demarc's part.
@main
struct RuntimeBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Scripts/bench runtime",
    abstract: "Compares Demarc with its peers in one run on this machine, and prints ratios.",
    usage: "Scripts/bench runtime [ROUNDS] [--only PATTERN] [--memory-minutes M] [--goals]",
    subcommands: [Compare.self, Work.self],
    defaultSubcommand: Compare.self
  )
}

/// Starts the server and runs every case in turn, each in a process of its own.
private struct Compare: AsyncParsableCommand {
  @Argument(help: "How often each case is run, in turn with the others.")
  var rounds = 5

  @Option(help: "Run only what goals and cases need whose text matches this regular expression.")
  var only: String?

  @Option(help: "How long the resident set of 64 callers is watched.")
  var memoryMinutes = 0.5

  @Flag(help: "Exit with 1 where a median misses its goal.")
  var goals = false

  func validate() throws {
    guard rounds > 0, memoryMinutes > 0 else {
      throw ValidationError("The rounds and the minutes are greater than 0.")
    }
  }

  func run() async throws {
    let pattern = try only.map { try Regex($0).ignoresCase() }
    let programs = try Programs(memoryMinutes: memoryMinutes)
    let comparison = Comparison(cases: Case.all(programs), goals: Goal.all, only: pattern)
    let results = try await BenchmarkServer.withServer(programs) { server in
      try await comparison.run(rounds: rounds, on: server)
    }
    let report = Report(comparison: comparison, results: results)
    print(report.text)
    if goals, report.missesGoals { throw ExitCode.failure }
  }
}

/// Does one kind of work for a time and prints what it took.
private struct Work: AsyncParsableCommand {
  static let configuration = CommandConfiguration(shouldDisplay: false)

  @Argument var workload: Workload
  @Argument var seconds: Double

  func run() async throws {
    print(try await workload.run(seconds: seconds).text)
  }
}

extension Workload: ExpressibleByArgument {}
