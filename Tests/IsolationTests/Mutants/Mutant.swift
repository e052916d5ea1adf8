import Testing

/// Something that is broken in one way, and those who must notice it.
///
/// Without mutants nobody would know what rules, probes and tests are worth: one that nobody notices shows a layer
/// that could be lost unseen.
protocol Mutant: Sendable, CustomTestStringConvertible {
  /// The way in which it is broken.
  var name: String { get }
  /// Where it is broken.
  var layer: MutantLayer { get }
  /// What breaks it, as a reader sees it: SQL, or a file.
  var breakage: String { get }
  /// All who must notice it, and nobody else; none where the change changes nothing.
  var killers: [String] { get }

  /// Those who notice it, with what they say.
  func notices() async throws -> [String: String]
}

extension Mutant {
  var testDescription: String { name }
}

/// Where a mutant is broken; the parts of the table, in its order.
enum MutantLayer: String, Sendable, CaseIterable {
  case schema = "Schema"
  case prelude = "Prelude"
  case generatedCode = "Generated code"
  case generator = "Generator"
  case queries = "Queries"
  case runtime = "Runtime"
  case driver = "Driver"
}

/// What came of a mutant.
enum MutantVerdict: Sendable, Equatable {
  /// Exactly those have noticed it who must.
  case killed
  /// It changes nothing, and nobody has noticed it.
  case equivalent
  /// Nobody has noticed it.
  case survived
  /// Others have noticed it than those who must.
  case noticed(by: [String: String])

  init(of mutant: any Mutant, noticedBy notices: [String: String]) {
    if Set(notices.keys) == Set(mutant.killers) {
      self = notices.isEmpty ? .equivalent : .killed
    } else {
      self = notices.isEmpty ? .survived : .noticed(by: notices)
    }
  }

  /// Whether it is as the table has it.
  var isExpected: Bool { self == .killed || self == .equivalent }

  /// The verdict in a word.
  var word: String {
    switch self {
    case .killed: "killed"
    case .equivalent: "equivalent"
    case .survived: "SURVIVED"
    case .noticed: "UNEXPECTED"
    }
  }
}
