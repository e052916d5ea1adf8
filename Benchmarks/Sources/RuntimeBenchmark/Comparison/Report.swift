import Foundation

/// The figures of all cases and how they stand to the goals, as two tables.
struct Report {
  private let comparison: Comparison
  private let results: Results

  init(comparison: Comparison, results: Results) {
    self.comparison = comparison
    self.results = results
  }

  /// Whether a goal's median is not what it must be.
  var missesGoals: Bool {
    comparison.goals.contains { isMet($0) == false }
  }

  var text: String {
    var text =
      Table(cases, leftAligned: [0, 5]).text + "\n\n" + Table(goals, leftAligned: [0, 1]).text
    let absent = comparison.cases.filter { $0.command == nil }.map(\.name)
    if !absent.isEmpty { text += "\n\nnot on this machine: \(absent.joined(separator: ", "))" }
    return text
  }

  private var cases: [[String]] {
    let header = ["case", "median/s", "min", "max", "p50 µs", "of", "CPU µs"]
    return [header]
      + comparison.cases.filter { $0.command != nil }.map { benchmark in
        let rates = results.values(.rate, of: benchmark.name)
        return [
          benchmark.name, whole(rates.median), whole(rates.min()), whole(rates.max()),
          short(results.values(.latency, of: benchmark.name).median), benchmark.unit,
          short(results.values(.cpu, of: benchmark.name).median),
        ]
      }
  }

  private var goals: [[String]] {
    let rows = comparison.goals.compactMap { goal -> [String]? in
      let values = goal.values(results)
      guard let median = values.median, let least = values.min(), let most = values.max() else {
        return nil
      }
      let spread = values.count > 1 ? "\(short(least))–\(short(most))" : ""
      let verdict = isMet(goal).map { $0 ? "met" : "MISSED" } ?? ""
      return [verdict, goal.text, goal.bound?.text ?? "", short(median), spread]
    }
    return [["", "ratio, median of the rounds", "goal", "median", "spread"]] + rows
  }

  /// Nil where nothing is to be met, or nothing was measured.
  private func isMet(_ goal: Goal) -> Bool? {
    guard let bound = goal.bound, let median = goal.values(results).median else { return nil }
    return bound.allows(median)
  }

  private func whole(_ value: Double?) -> String {
    value.map { String(format: "%.0f", $0) } ?? ""
  }

  /// Three digits, or more before the point.
  private func short(_ value: Double?) -> String {
    guard let value else { return "" }
    let places = value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0
    return String(format: "%.\(places)f", value)
  }
}

extension Goal.Bound {
  fileprivate var text: String {
    switch self {
    case .atLeast(let least): "≥ \(least)"
    case .atMost(let most): "≤ \(most)"
    }
  }
}

extension [Double] {
  /// The value in the middle.
  var median: Double? { isEmpty ? nil : sorted()[count / 2] }
}
