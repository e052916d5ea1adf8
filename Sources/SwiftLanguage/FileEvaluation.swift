import Lint
import SourceText
import SwiftSyntax
import Synchronization

/// A file that is run piece by piece.
final class FileEvaluation: Sendable {
  private let source: ParsedSource
  private let units: [Unit]
  private let unitNodes: Set<SyntaxIdentifier>
  private let evaluator: Mutex<Evaluator?>
  private let store: DeclarationStore
  private let number: Int
  private let filter: WordFilter

  /// Prepares to run a file.
  init(
    _ source: ParsedSource,
    _ units: [Unit],
    _ store: DeclarationStore,
    number: Int,
    _ reader: SwiftReader
  ) {
    self.source = source
    self.units = units
    unitNodes = Set(units.flatMap(\.nodes))
    self.store = store
    self.number = number
    filter = reader.filter
    evaluator = Mutex(nil)
  }

  /// Runs units.
  ///
  /// - Parameter selected: the units.
  /// - Returns: what came about in each.
  func run(_ selected: Set<Int>) -> [Int: Evaluator.Outcome] {
    evaluator.withLock { evaluator in
      let current =
        evaluator ?? Evaluator(Declarations(store), file: number, units: unitNodes, filter: filter)
      evaluator = current
      let found = current.run(Set(selected.flatMap { units[$0].nodes }))
      return Dictionary(
        uniqueKeysWithValues: selected.map { unit in
          var outcome = Evaluator.Outcome()
          for part in units[unit].nodes.compactMap({ found[$0] }) {
            outcome.carries = outcome.carries || part.carries
            outcome.holdsPiece = outcome.holdsPiece || part.holdsPiece
            outcome.types.formUnion(part.types)
          }
          return (unit, outcome)
        }
      )
    }
  }

  /// What was found.
  func facts() -> Facts {
    var facts = evaluator.withLock { evaluator in
      let collector = FactsCollector(
        evaluator
          ?? Evaluator(Declarations(store), file: number, units: unitNodes, filter: filter)
      )
      collector.walk(source.file.tree)
      return collector.facts
    }
    if source.incompleteness != nil {
      facts.addTokens(of: source.file.tree, source.file.locations)
    }
    facts.allowances = source.allowances
    facts.incompleteness = source.incompleteness
    return facts
  }
}
