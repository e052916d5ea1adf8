import BenchmarkSupport

/// The figures and the goals, as a table.
struct Report {
  private var lines: [String] = []
  private var goals = Goals()

  var missesGoals: Bool { goals.areMissed }

  init(generation: [GenerationFigures], compilation: [CompilationFigures]) {
    lines.append("tables    first, s  second, s     MB  sqlacodegen, s     MB")
    for figures in generation {
      let columns = [
        figures.first.map(\.seconds), figures.second.map(\.seconds), figures.first.map(\.megabytes),
        figures.peer.map(\.seconds), figures.peer.map(\.megabytes),
      ].map { figure(median($0)) }
      lines.append("\(figures.tables)  " + columns.joined(separator: "  "))
    }
    lines.append("")
    for figures in generation where !figures.peer.isEmpty {
      let ratios = zip(figures.peer, figures.first).map { $0.seconds / $1.seconds }
      goals.check(
        "\(figures.tables) tables, times faster than sqlacodegen",
        ratios,
        atLeast: figures.tables == 2000 ? 10 : nil
      )
    }
    for figures in generation {
      let ratios = zip(figures.second, figures.first).map { $0.seconds / $1.seconds }
      goals.check("\(figures.tables) tables, second run / first, of a server", ratios, atMost: 0.3)
      let offline = zip(figures.secondOfMigrations, figures.firstOfMigrations)
        .map { $0.seconds / $1.seconds }
      goals.check(
        "\(figures.tables) tables, second run / first, of migrations",
        offline,
        atMost: 0.3
      )
    }
    if let small = generation.dropFirst().first, let large = generation.last {
      let growth = zip(large.first, small.first).map { $0.megabytes / $1.megabytes }
      goals.check("memory, 2,000 tables / 500", growth, atMost: 4)
    }
    for figures in compilation {
      let relations = Double(figures.relations)
      let generated = figure(median(figures.generated) * 1000 / relations)
      let plain = figure(median(figures.plain) * 1000 / relations)
      let ratios = zip(figures.generated, figures.plain).map { $0 / $1 }
      goals.check(
        "compiling, \(figures.configuration): \(generated) ms a relation / \(plain) ms plain",
        ratios,
        atMost: 3
      )
    }
  }

  var text: String { (lines + goals.lines).joined(separator: "\n") }
}
