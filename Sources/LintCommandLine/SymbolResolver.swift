import Foundation
import IndexStore
import Lint
import Terminal

/// Adds to the facts of a file what its names mean, as the compiler found out.
///
/// An alias, a rename or a re-export then hides nothing. What the compiler saw of an older file is not used, and
/// said: the file counts as not analysed to its end.
struct SymbolResolver {
  private let index: SymbolIndex
  private let aliased: [String: Set<SymbolIndex.Symbol>]

  /// Reads an index.
  ///
  /// - Throws: `UsageError` when there is none.
  init(index path: String, project: LintProject) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw UsageError(
        "There is no index at \(path). Build the package first: 'swift build' writes .build/debug/index/store."
      )
    }
    index = try SymbolIndex(at: path) { project.relativePath($0) != nil }
    aliased = index.aliasedSymbols()
  }

  /// Adds what the index says of a file.
  func resolve(_ facts: inout Facts, of source: SourceFile) {
    let path = URL(fileURLWithPath: source.place).resolvingSymlinksInPath().path
    guard let file = index.file(path) else {
      facts.incompleteness =
        facts.incompleteness ?? incompleteness("the index does not know the file; build its target")
      return
    }
    guard let written = FileStatus(path)?.written, written <= file.written else {
      facts.incompleteness =
        facts.incompleteness
        ?? incompleteness("the index is older than the file; build the package again")
      return
    }
    let known = Set(facts.references.map { Place($0.range.start, $0.name) })
    for occurrence in file.occurrences {
      for symbol in meanings(of: occurrence.symbol) {
        let start = TextPosition(line: occurrence.line, column: occurrence.column)
        guard !known.contains(Place(start, symbol.lintedName)), !occurrence.isDefinition else {
          continue
        }
        facts.references.append(
          Reference(
            base: nil,
            name: symbol.lintedName,
            isCall: occurrence.isCall,
            isType: symbol.isType && !occurrence.isCall,
            range: TextRange(start: start, end: start)
          )
        )
      }
    }
    resolveStorages(&facts, file)
  }

  /// A storage whose type or value is an alias has the types behind it.
  private func resolveStorages(_ facts: inout Facts, _ file: SymbolIndex.File) {
    var meanings: [String: Set<String>] = [:]
    for symbol in Set(file.occurrences.map(\.symbol)) where symbol.isAlias {
      meanings[symbol.name, default: []]
        .formUnion(self.meanings(of: symbol).map(\.lintedName))
    }
    for number in facts.storages.indices {
      let storage = facts.storages[number]
      facts.storages[number].typeNames += storage.typeNames.flatMap { meanings[$0] ?? [] }.sorted()
      facts.storages[number].valueNames +=
        storage.valueNames.flatMap { meanings[$0] ?? [] }.sorted()
    }
  }

  /// A symbol, or all that stands behind it where it is an alias, through other aliases, too.
  private func meanings(of symbol: SymbolIndex.Symbol) -> Set<SymbolIndex.Symbol> {
    var (found, open) = (Set([symbol]), [symbol])
    while let next = open.popLast() {
      for symbol in aliased[next.usr] ?? [] where found.insert(symbol).inserted {
        open.append(symbol)
      }
    }
    return found
  }

  private struct Place: Hashable {
    let position: TextPosition
    let name: String

    init(_ position: TextPosition, _ name: String) {
      self.position = position
      self.name = name
    }
  }
}

private func incompleteness(_ message: String) -> Incompleteness {
  Incompleteness(message: message, position: TextRange.fileStart.start)
}

extension SymbolIndex.Symbol {
  /// The name that rules look for: of a function of C its own, whatever Swift calls it.
  fileprivate var lintedName: String {
    let function = "c:@F@"
    if usr.hasPrefix(function) { return String(usr.dropFirst(function.count).prefix { $0 != "#" }) }
    return String(name.prefix { $0 != "(" })
  }
}
