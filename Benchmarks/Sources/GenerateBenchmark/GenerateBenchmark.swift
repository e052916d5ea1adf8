import ArgumentParser
import EphemeralPostgres
import Foundation

/// Compares the generator with sqlacodegen on one server, interleaved, and the cost of compiling what it writes with
/// that of plain structs.
@main
struct GenerateBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Scripts/bench generate",
    abstract: "Compares the generator with a peer in one run on this machine, and prints ratios.",
    usage: "Scripts/bench generate [ROUNDS] [--without-compilation] [--goals]"
  )

  @Argument(help: "How often each case is run, in turn with the others.")
  var rounds = 3

  @Flag(help: "Leave out what compiling costs.")
  var withoutCompilation = false

  @Flag(help: "Exit with 1 where a median misses its goal.")
  var goals = false

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("The rounds are greater than 0.") }
  }

  func run() async throws {
    let programs = try Programs()
    let figures = try await EphemeralPostgres.withServer { server in
      try await GenerationRuns(programs: programs, server: server).run(rounds: rounds)
    }
    let compilation =
      withoutCompilation ? [] : try CompilationRuns(programs: programs).run(rounds: rounds)
    let report = Report(generation: figures, compilation: compilation)
    print(report.text)
    if goals, report.missesGoals { throw ExitCode.failure }
  }
}
