/// A figure that one case must reach beside another, both taken from the same round.
struct Goal {
  /// What the figure must be; nil where it is only told.
  enum Bound {
    case atLeast(Double)
    case atMost(Double)

    func allows(_ value: Double) -> Bool {
      switch self {
      case .atLeast(let least): value >= least
      case .atMost(let most): value <= most
      }
    }
  }

  let text: String
  let measure: Measure
  /// The name of the case that must reach the goal.
  let subject: String
  /// The names of those that it is divided by, the best of which counts; none leaves the figure as it is.
  let peers: [String]
  let bound: Bound?

  init(
    _ text: String,
    _ measure: Measure,
    of subject: String,
    to peers: [String] = [],
    is bound: Bound? = nil
  ) {
    self.text = text
    self.measure = measure
    self.subject = subject
    self.peers = peers
    self.bound = bound
  }

  /// The names of the cases that it needs.
  var cases: [String] { [subject] + peers }

  /// The goal's figure in each round in which its cases took part.
  func values(_ results: Results) -> [Double] {
    results.rounds.compactMap { round in
      guard let value = round[subject]?[measure] else { return nil }
      guard !peers.isEmpty else { return value }
      let others = peers.compactMap { round[$0]?[measure] }
      guard let best = measure == .rate ? others.max() : others.min() else { return nil }
      return value / best
    }
  }
}
