import Foundation

/// Compares reading rows by key through generated repositories with peers, on one server, interleaved.
///
/// As `RuntimeBenchmark` it starts the server and runs every case in turn, each in a process of its own; as
/// `RuntimeBenchmark CASE` it is one of those processes.
@main
struct RuntimeBenchmark {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    if let name = arguments.first, let work = Work(rawValue: name) {
      try await work.run(seconds: 3)
      return
    }
    let rounds = arguments.first { Int($0) != nil }.flatMap { Int($0) } ?? 5
    try await Comparison(rounds: rounds).run(checksGoals: arguments.contains("--goals"))
  }
}
