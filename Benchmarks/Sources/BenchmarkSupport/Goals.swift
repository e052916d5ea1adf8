import Foundation

/// Medians with their spread, held against goals, as lines of a table.
public struct Goals {
  /// A line for each figure.
  public private(set) var lines: [String] = []
  /// Whether a median misses its goal.
  public private(set) var areMissed = false

  /// No figures yet.
  public init() {}

  /// Adds a figure.
  ///
  /// - Parameters:
  ///   - name: what was measured.
  ///   - values: a value for each round.
  ///   - least: the goal, where more is better.
  ///   - most: the goal, where less is better.
  public mutating func check(
    _ name: String,
    _ values: [Double],
    atLeast least: Double? = nil,
    atMost most: Double? = nil
  ) {
    let value = median(values)
    let isMet = least.map { value >= $0 } ?? most.map { value <= $0 } ?? true
    let bound = least.map { "≥ \(figure($0))" } ?? most.map { "≤ \(figure($0))" } ?? ""
    let verdict = bound.isEmpty ? "" : isMet ? "met" : "MISSED"
    if !isMet { areMissed = true }
    let spread = "\(figure(values.min() ?? 0))–\(figure(values.max() ?? 0))"
    lines.append("\(verdict)  \(name)  \(bound)  \(figure(value))  \(spread)")
  }
}

/// A number with three digits that count.
public func figure(_ value: Double) -> String { String(format: "%.3g", value) }
