import BenchmarkSupport

/// What each tool took over each corpus, a value for each round.
struct Figures {
  private(set) var runs: [String: [String: [Run]]] = [:]
  private(set) var hooks: [Hook.Runs] = []
  private(set) var tools: [String] = []

  mutating func append(_ run: Run, of tool: String, over corpus: String) {
    if !tools.contains(tool) { tools.append(tool) }
    runs[tool, default: [:]][corpus, default: []].append(run)
  }

  mutating func append(_ hook: Hook.Runs) { hooks.append(hook) }

  /// What a figure of one tool is in terms of another's, round by round; a slow tool has one round.
  func ratios(
    _ tool: String,
    to peer: String,
    over corpus: String,
    _ value: (Run) -> Double = \.cpuSeconds
  ) -> [Double] {
    let (own, other) = (runs[tool]?[corpus] ?? [], runs[peer]?[corpus] ?? [])
    return zip(own, other).map { value($0) / value($1) }
  }
}

/// The figures and the goals, as a table.
struct Report {
  private var lines: [String] = []
  private var goals = Goals()

  var missesGoals: Bool { goals.areMissed }
  var text: String { (lines + [""] + goals.lines).joined(separator: "\n") }

  init(_ figures: Figures) {
    let corpora = ["clean", "5 % planted", "30 % planted"]
    lines.append("CPU seconds: \(corpora.joined(separator: ", ")); MB on the clean tree")
    for tool in figures.tools {
      let values = corpora.map { figure(median((figures.runs[tool]?[$0] ?? []).map(\.cpuSeconds))) }
      let memory = figure(median((figures.runs[tool]?["clean"] ?? []).map(\.megabytes)))
      lines.append("\(tool): \(values.joined(separator: "  "))  \(memory)")
    }
    let own = "demarc-lint"
    goals.check("clean / ripgrep", figures.ratios(own, to: "ripgrep", over: "clean"), atMost: 2.5)
    goals.check(
      "5 % planted / ripgrep",
      figures.ratios(own, to: "ripgrep", over: "5 % planted"),
      atMost: 8
    )
    for (peer, least) in [("ast-grep", 15.0), ("semgrep", 150)]
    where figures.tools.contains(peer) {
      goals.check(
        "5 % planted, times less than \(peer)",
        figures.ratios(peer, to: own, over: "5 % planted"),
        atLeast: least
      )
    }
    if figures.tools.contains("ast-grep") {
      goals.check(
        "every file parsed, times less than ast-grep",
        figures.ratios("ast-grep", to: own + ", every file parsed", over: "clean"),
        atLeast: 1.8
      )
    }
    goals.check(
      "second run / ripgrep",
      figures.ratios(own + ", again", to: "ripgrep", over: "clean"),
      atMost: 1.5
    )
    goals.check(
      "second run, 30 % planted / ripgrep",
      figures.ratios(own + ", again", to: "ripgrep", over: "30 % planted"),
      atMost: 1.5
    )
    goals.check(
      "hook, ten staged files / git status, wall",
      figures.hooks.map { $0.hook.seconds / $0.status.seconds },
      atMost: 5
    )
    if figures.tools.contains(own + ", debug") {
      goals.check(
        "plugin's linter, debug / release, clean",
        figures.ratios(own + ", debug", to: own, over: "clean"),
        atMost: 10
      )
    }
    goals.check(
      "peak memory, clean / ripgrep",
      figures.ratios(own, to: "ripgrep", over: "clean", \.megabytes),
      atMost: 3
    )
  }
}
