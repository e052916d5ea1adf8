import Foundation

/// Cases that are run in turn, round after round, and goals that their figures must reach.
///
/// A busy machine slows the cases of one round alike, so ratios are taken within a round.
struct Comparison {
  let cases: [Case]
  let goals: [Goal]

  /// Makes a comparison of all goals, or of those that a pattern matches, with the cases that they need.
  init(cases: [Case], goals: [Goal], only pattern: Regex<AnyRegexOutput>?) {
    let names = Set(cases.map(\.name))
    for goal in goals {
      precondition(names.isSuperset(of: goal.cases), "'\(goal.text)' names a case that is not.")
    }
    guard let pattern else {
      (self.cases, self.goals) = (cases, goals)
      return
    }
    func isMatched(_ text: String) -> Bool { text.contains(pattern) }
    self.goals = goals.filter { isMatched($0.text) || isMatched($0.subject) }
    let needed = Set(self.goals.flatMap(\.cases))
    self.cases = cases.filter { isMatched($0.name) || needed.contains($0.name) }
  }

  /// Runs every case that can be run here.
  func run(rounds: Int, on server: BenchmarkServer) async throws -> Results {
    var results = Results()
    for number in 1...rounds {
      FileHandle.standardError.write(Data("round \(number) of \(rounds)\n".utf8))
      var round: [String: Figures] = [:]
      for benchmark in cases where number == 1 || !benchmark.runsOnce {
        guard let command = benchmark.command else { continue }
        round[benchmark.name] = try await server.run(command, copies: benchmark.copies)
      }
      results.rounds.append(round)
    }
    return results
  }
}

/// The figures of each round by the names of the cases.
struct Results {
  var rounds: [[String: Figures]] = []

  /// What was measured of a case in each round.
  func values(_ measure: Measure, of name: String) -> [Double] {
    rounds.compactMap { $0[name]?[measure] }
  }
}
