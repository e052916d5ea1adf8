/// How much of a corpus of examples a rule finds, as a test measured it.
package struct Recall: Hashable, Sendable {
  /// The rule.
  package let rule: String
  /// The language of the examples.
  package let language: String
  /// How many places it finds.
  package let found: Int
  /// How many places there are to find.
  package let places: Int
  /// How many lines of code that only looks alike it is right about.
  package let lookAlikes: Int

  /// Makes an entry.
  package init(_ rule: String, _ language: String, found: Int, of places: Int, lookAlikes: Int) {
    self.rule = rule
    self.language = language
    self.found = found
    self.places = places
    self.lookAlikes = lookAlikes
  }

  /// What was measured; a test of each language holds its lines.
  package static let measured: [Recall] = [
    Recall("default-cluster", "Swift", found: 17, of: 17, lookAlikes: 23),
    Recall("direct-connection", "Swift", found: 16, of: 16, lookAlikes: 4),
    Recall("escaped-context", "Swift", found: 9, of: 9, lookAlikes: 11),
    Recall("fleet-access", "Swift", found: 4, of: 4, lookAlikes: 1),
    Recall("hardcoded-cluster", "Swift", found: 132, of: 132, lookAlikes: 20),
    Recall("mutable-key-lookup", "Swift", found: 4, of: 4, lookAlikes: 6),
    Recall("raw-sql", "Swift", found: 12, of: 12, lookAlikes: 6),
    Recall("removed-api", "Swift", found: 5, of: 5, lookAlikes: 3),
    Recall("static-client", "Swift", found: 75, of: 75, lookAlikes: 28),
    Recall("swallowed-failure", "Swift", found: 12, of: 12, lookAlikes: 27),
    Recall("default-cluster", "C", found: 7, of: 7, lookAlikes: 53),
    Recall("direct-connection", "C", found: 23, of: 23, lookAlikes: 53),
    Recall("hardcoded-cluster", "C", found: 58, of: 58, lookAlikes: 53),
    Recall("removed-api", "C", found: 1, of: 1, lookAlikes: 53),
    Recall("static-client", "C", found: 36, of: 36, lookAlikes: 53),
    Recall("default-cluster", "TypeScript", found: 22, of: 22, lookAlikes: 180),
    Recall("direct-connection", "TypeScript", found: 58, of: 58, lookAlikes: 180),
    Recall("hardcoded-cluster", "TypeScript", found: 123, of: 123, lookAlikes: 180),
    Recall("mutable-key-lookup", "TypeScript", found: 7, of: 7, lookAlikes: 180),
    Recall("removed-api", "TypeScript", found: 7, of: 7, lookAlikes: 180),
    Recall("static-client", "TypeScript", found: 73, of: 73, lookAlikes: 180),
    Recall("swallowed-failure", "TypeScript", found: 14, of: 14, lookAlikes: 180),
  ]

  /// A line for the page of the rule.
  var line: String {
    "\(language): \(found) of \(places) places, and no finding in \(lookAlikes) lines that look alike"
  }
}
