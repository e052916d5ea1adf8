import TestClusters

/// A line of generator, generated code or runtime that is wrong, and the test that must notice it.
struct SourceMutant: Mutant {
  /// A file of a layer.
  struct Place: Sendable {
    let layer: MutantLayer
    let file: String
  }

  /// How the wrong text stands beside the right one, so that a switch at run time chooses between them.
  enum Weave: Sendable {
    /// Both are expressions.
    case expression
    /// Both are whole statements.
    case statement
    /// Both are parts of one line of a string literal.
    case literal
  }

  /// The one test that must notice a mutant.
  struct Killer: Sendable, Hashable {
    /// `DemarcTests.ClusterHandshakeTests`.
    let suite: String
    let test: String
    /// The arguments that are enough to notice it; see `narrowed(_:by:)`.
    let only: [String]

    init(_ suite: String, _ test: String, only: [String] = []) {
      self.suite = suite
      self.test = test
      self.only = only
    }

    /// The test as the table names it.
    var description: String {
      let name = suite.split(separator: ".").last ?? ""
      return "\(name): \(only.isEmpty ? test : only.joined(separator: ", "))"
    }
  }

  let name: String
  let layer: MutantLayer
  let file: String
  /// The beginning of the declaration in which the text stands; nil where it stands once in the file.
  let declaration: String?
  let text: String
  let mutated: String
  let weave: Weave
  let killer: Killer

  init(
    _ name: String,
    in place: Place,
    within declaration: String? = nil,
    as weave: Weave,
    _ text: String,
    _ mutated: String,
    killer: Killer
  ) {
    self.name = name
    layer = place.layer
    file = place.file
    self.declaration = declaration
    self.text = text
    self.mutated = mutated
    self.weave = weave
    self.killer = killer
  }

  var breakage: String {
    let name = (file.split(separator: "/").last ?? "").replacing(".swift", with: "")
    return "\(name): \(text) → \(mutated.isEmpty ? "nothing" : mutated)"
  }
  var killers: [String] { [killer.description] }

  func notices() async throws -> [String: String] {
    try await MutantBuild.shared.run(killer, mutant: name)
  }

  static let all: [SourceMutant] =
    generatedCode + generator + generatorRules + queries + runtime + routing + prover + contract
    + driver
}
