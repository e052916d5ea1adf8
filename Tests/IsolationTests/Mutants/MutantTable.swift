import Foundation
import TestClusters

/// All mutants, as a page and as lines.
enum MutantTable {
  static let all: [any Mutant] = SchemaMutant.all + PreludeMutant.all + SourceMutant.all

  /// The mutants of a layer, in the order in which they are written down.
  static func mutants(of layer: MutantLayer) -> [any Mutant] { all.filter { $0.layer == layer } }

  /// How many there are that change something.
  static var count: Int { all.count { !$0.killers.isEmpty } }

  // MARK: Page

  /// The page that the repository holds.
  static let path: String = "\(TestProject.root)/Tests/IsolationTests/MUTANTS.md"

  /// The page as the tables give it.
  static var page: String {
    let sections = MutantLayer.allCases.map { layer in
      let rows = mutants(of: layer).map { mutant in
        [mutant.name, code(mutant.breakage), killers(of: mutant)].map(cell).joined(separator: " | ")
      }
      return """
        ## \(layer.rawValue)

        | mutant | broken by | killed by |
        |---|---|---|
        \(rows.map { "| \($0) |" }.joined(separator: "\n"))
        """
    }
    return """
      # Mutants

      Each of these \(count) breaks one thing in one way, for real: the schema's in a database, the others in the
      sources of one build that holds them all behind a switch. A mutant is killed when all those notice it who
      must, and nobody else. `Scripts/mutants` breaks them one by one and prints who has noticed.

      Of the schema, `prover` is the rules of `demarc generate`, `router` the proof on a cluster's first connection,
      `handshake` the one of every connection, and `probe` a statement of the application that succeeds and should
      not, or fails and should not. Of the prelude they are the promises of `PreludeProbe`, of the others the tests.

      This page is written by `DEMARC_RECORD=1 swift test --filter MutantTableTests`.

      \(sections.joined(separator: "\n\n"))

      """
  }

  private static func killers(of mutant: any Mutant) -> String {
    mutant.killers.isEmpty ? "nobody: it changes nothing" : mutant.killers.joined(separator: ", ")
  }

  private static func code(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "`\(line.count > 140 ? line.prefix(139) + "…" : line)`"
  }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

  // MARK: Lines

  /// A line of the printed table.
  static func line(_ mutant: any Mutant, _ verdict: MutantVerdict) -> String {
    let start = [
      verdict.word.padding(to: 11), mutant.layer.rawValue.lowercased().padding(to: 15),
      mutant.name.padding(to: 64),
    ].joined()
    guard case .noticed(let notices) = verdict else { return start + killers(of: mutant) }
    let found = notices.sorted { $0.key < $1.key }.map { "  noticed by \($0.key): \($0.value)" }
    return ([start + killers(of: mutant)] + found).joined(separator: "\n")
  }
}

extension String {
  /// The text with blanks behind it up to a width.
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
