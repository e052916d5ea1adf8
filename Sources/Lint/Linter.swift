package import ConfigurationFile

/// All rules, prepared for a project.
package struct Linter: Sendable {
  /// Without which words a file holds no finding.
  package let needles: Needles
  private let rules: [any Rule]
  private let today: CalendarDay

  /// Prepares the rules.
  ///
  /// - Parameters:
  ///   - configuration: what is looked for.
  ///   - today: the day on which allow comments must still hold.
  /// - Throws: `ConfigurationError` when a pattern cannot be used.
  package init(_ configuration: Configuration.Lint, today: CalendarDay) throws(ConfigurationError) {
    var rules: [any Rule] = []
    for type in Self.fileRules { rules.append(try type.init(configuration)) }
    self.rules = rules
    self.today = today
    // An allow comment that is not needed is a finding, so its marker is a needle too.
    needles = Needles(rules.map(\.needles) + [Needles(words: ["demarc"])])
  }

  /// What the rules find in a file, in the order of the file.
  package func check(_ facts: Facts) -> [Finding] {
    // A name that stands for several things may be found as each of them.
    var seen: Set<Place> = []
    let findings = rules.flatMap { $0.check(facts) }
      .filter { seen.insert(Place(rule: $0.rule, range: $0.range)).inserted }
    return Suppressions(facts, knownRules: Self.allowableRules, today: today)
      .apply(to: findings)
      .sorted { ($0.range.start, $0.rule, $0.message) < ($1.range.start, $1.rule, $1.message) }
  }

  private struct Place: Hashable {
    let rule: String
    let range: TextRange
  }

  private static let fileRules: [any Rule.Type] = [
    StaticClient.self, HardcodedCluster.self, DefaultCluster.self, DirectConnection.self,
    RemovedAPI.self, SwallowedFailure.self, EscapedContext.self, FleetAccess.self,
    MutableKeyLookup.self, RawSQL.self, UnscopedSQL.self,
  ]

  private static let allowableRules = Set(fileRules.map { $0.documentation.id })

  /// The pages of all rules.
  package static let documentation: [RuleDocumentation] =
    fileRules.map { $0.documentation } + [
      StaleGeneratedCode.documentation, InvalidAllow.documentation,
      StaleBaseline.documentation,
    ]
}
