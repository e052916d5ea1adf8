import Foundation

/// The figures and the goals, as a table.
struct Report {
  private var lines: [String] = []
  private(set) var missesGoals = false

  init(generation: [GenerationFigures], compilation: [CompilationFigures]) {
    lines.append("tables    first, s  second, s     MB  sqlacodegen, s     MB")
    for figures in generation {
      let columns = [
        figures.first.map(\.seconds), figures.second.map(\.seconds), figures.first.map(\.megabytes),
        figures.peer.map(\.seconds), figures.peer.map(\.megabytes),
      ].map { Self.text(median($0)) }
      lines.append("\(figures.tables)  " + columns.joined(separator: "  "))
    }
    lines.append("")
    for figures in generation where !figures.peer.isEmpty {
      let ratios = zip(figures.peer, figures.first).map { $0.seconds / $1.seconds }
      check(
        "\(figures.tables) tables, times faster than sqlacodegen",
        ratios,
        atLeast: figures.tables == 2000 ? 10 : nil
      )
    }
    for figures in generation {
      let ratios = zip(figures.second, figures.first).map { $0.seconds / $1.seconds }
      check("\(figures.tables) tables, second run / first", ratios, atMost: 0.3)
    }
    if let small = generation.dropFirst().first, let large = generation.last {
      let growth = zip(large.first, small.first).map { $0.megabytes / $1.megabytes }
      check("memory, 2,000 tables / 500", growth, atMost: 4)
    }
    for figures in compilation {
      let relations = Double(figures.relations)
      let generated = Self.text(median(figures.generated) * 1000 / relations)
      let plain = Self.text(median(figures.plain) * 1000 / relations)
      let ratios = zip(figures.generated, figures.plain).map { $0 / $1 }
      check(
        "compiling, \(figures.configuration): \(generated) ms a relation / \(plain) ms plain",
        ratios,
        atMost: 3
      )
    }
  }

  var text: String { lines.joined(separator: "\n") }

  private mutating func check(
    _ name: String,
    _ values: [Double],
    atLeast least: Double? = nil,
    atMost most: Double? = nil
  ) {
    let value = median(values)
    let isMet = least.map { value >= $0 } ?? most.map { value <= $0 } ?? true
    let bound = least.map { "≥ \(Self.text($0))" } ?? most.map { "≤ \(Self.text($0))" } ?? ""
    let verdict = bound.isEmpty ? "" : isMet ? "met" : "MISSED"
    if !isMet { missesGoals = true }
    let spread = "\(Self.text(values.min() ?? 0))–\(Self.text(values.max() ?? 0))"
    lines.append("\(verdict)  \(name)  \(bound)  \(Self.text(value))  \(spread)")
  }

  private static func text(_ value: Double) -> String { String(format: "%.3g", value) }
}
