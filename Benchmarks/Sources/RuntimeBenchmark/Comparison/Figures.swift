/// What is measured of a case.
enum Measure: String {
  /// Operations a second.
  case rate
  /// The median time of an operation in microseconds.
  case latency
  /// The client's CPU time for an operation in microseconds, which a busy machine changes least.
  case cpu
  /// How much memory is resident at the end, in megabytes.
  case resident
  /// The resident memory of the last quarter of the time, to that of the second.
  case growth
}

/// What one run of a case has measured.
struct Figures {
  private var values: [Measure: Double] = [:]

  init(_ values: [Measure: Double]) {
    self.values = values
  }

  subscript(measure: Measure) -> Double? { values[measure] }

  /// Reads `rate 47508.1 latency 20.9 cpu 8.1`, or what pgbench prints.
  init(text: String) {
    if let match = text.firstMatch(of: #/tps = ([\d.]+)/#) {
      values[.rate] = Double(match.output.1)
      return
    }
    let words = text.split(whereSeparator: \.isWhitespace)
    for (name, value) in zip(words, words.dropFirst()) {
      if let measure = Measure(rawValue: String(name)) { values[measure] = Double(value) }
    }
  }

  /// What `init(text:)` reads.
  var text: String {
    values.map { "\($0.key.rawValue) \($0.value)" }.sorted().joined(separator: " ")
  }

  /// What several that ran at the same time have done together.
  init(together figures: [Figures]) {
    values = figures.first?.values ?? [:]
    values[.rate] = figures.compactMap { $0[.rate] }.reduce(0, +)
  }
}
