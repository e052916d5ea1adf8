import SourceText
import SwiftSyntax

/// Finds out which units of a program can hold a finding.
///
/// What a rule looks for stands in the unit itself, or a value carries it there, under a name. So what names
/// something that was seen to hold a client or a piece of a text is run too, and so on. What makes texts of other
/// texts is followed for one step: whoever calls it has the text that it makes something of.
struct Relevance {
  /// A file that is parsed.
  struct File {
    let module: String
    var units: [Unit]
    let imports: Set<String>
    /// Whether every unit counts.
    let isWhole: Bool
    /// The types that are named in the file and declared in one that it sees.
    let types: Set<UInt32>
  }

  private(set) var files: [Int: File] = [:]
  /// By file, the units that are run.
  private(set) var relevant: [Int: Set<Int>] = [:]
  /// By file, those of them that are yet to be run.
  private var pending: [Int: Set<Int>] = [:]
  /// By module, the names of what holds something, and of what makes texts.
  private(set) var carriers: [String: Set<UInt32>] = [:]
  private(set) var makers: [String: Set<UInt32>] = [:]
  /// By module, the names of what makes texts of those that differ little.
  private(set) var turners: [String: Set<UInt32>] = [:]
  private var carrying: [Int: Set<Int>] = [:]
  private var holdingPieces: [Int: Set<Int>] = [:]
  /// By file and unit that ran, the types of what came about in it.
  private var outcomes: [Int: [Int: Set<UInt32>]] = [:]
  /// The modules of which several files together have the words of a text.
  private(set) var yielding: Set<String> = []

  /// Adds files, their units with what stands in them.
  mutating func add(_ added: [Int: File]) {
    files.merge(added) { $1 }
    for (number, file) in added {
      let isFileWide = file.units.contains { $0.evidence.contains(.fileWide) }
      for (index, unit) in file.units.enumerated() {
        if unit.isHeading {
          if unit.evidence.contains(.carried) { carry(index, of: number) }
          continue
        }
        if unit.handsOut, unit.evidence.contains(.making) {
          makers[file.module, default: []].formUnion(unit.names)
        } else if unit.handsOut, !unit.evidence.isDisjoint(with: [.slicing, .turning]) {
          turners[file.module, default: []].formUnion(unit.names)
        }
        let isPiece = unit.holdsPiece && yielding.contains(file.module)
        if isFileWide || file.isWhole || isPiece || !unit.evidence.isEmpty {
          look(at: index, of: number)
        }
      }
    }
  }

  /// Lets pieces count in a module of which several files together have the words of a text.
  mutating func addPieces(of module: String) {
    yielding.insert(module)
    for (number, file) in files where file.module == module {
      for (index, unit) in file.units.enumerated() where unit.holdsPiece && !unit.isHeading {
        look(at: index, of: number)
      }
      for index in holdingPieces[number] ?? [] { carry(index, of: number) }
    }
  }

  /// Takes note of what came about in a unit.
  mutating func take(_ outcome: Evaluator.Outcome, of index: Int, in number: Int) {
    if outcome.carries {
      carry(index, of: number)
    } else if outcome.holdsPiece {
      holdingPieces[number, default: []].insert(index)
      if let module = files[number]?.module, yielding.contains(module) { carry(index, of: number) }
    }
    outcomes[number, default: [:]][index] = outcome.types
  }

  private mutating func look(at unit: Int, of file: Int) {
    if relevant[file, default: []].insert(unit).inserted { pending[file, default: []].insert(unit) }
  }

  /// Takes note that others get something by the names of a unit.
  mutating func carry(_ index: Int, of number: Int) {
    guard let file = files[number], carrying[number, default: []].insert(index).inserted else {
      return
    }
    let unit = file.units[index]
    carriers[file.module, default: []].formUnion(unit.assigned)
    guard unit.handsOut else { return }
    carriers[file.module, default: []].formUnion(unit.names)
    let types = unit.types.intersection(file.types)
    carriers[file.module, default: []].formUnion(types.isEmpty ? unit.labels : types)
  }

  /// Goes on to the units that name what was found, until there is no more, or some of them have to be run.
  ///
  /// - Returns: by file, the units to run.
  mutating func next() -> [Int: Set<Int>] {
    var before: Int
    repeat {
      before = carrying.values.reduce(0) { $0 + $1.count }
      for (number, file) in files {
        let names = visible(carriers, from: file)
        guard !names.isEmpty else { continue }
        for (index, unit) in file.units.enumerated() where !unit.words.isDisjoint(with: names) {
          if unit.isHeading { carry(index, of: number) } else { look(at: index, of: number) }
        }
        for (index, types) in outcomes[number] ?? [:] where !types.isDisjoint(with: names) {
          carry(index, of: number)
        }
      }
    } while before != carrying.values.reduce(0) { $0 + $1.count }
    for (number, file) in files {
      let makers = visible(makers, from: file)
      let turners = visible(turners, from: file)
      guard !makers.isEmpty || !turners.isEmpty else { continue }
      for (index, unit) in file.units.enumerated() where !unit.isHeading {
        if !unit.literalCalls.isDisjoint(with: makers)
          || (unit.holdsMost && !unit.words.isDisjoint(with: turners))
        {
          look(at: index, of: number)
        }
      }
    }
    defer { pending = [:] }
    return pending
  }

  /// By module, the names of all that others are to be looked at for.
  var namesToFollow: [String: Set<UInt32>] {
    carriers.merging(makers) { $0.union($1) }
  }

  private func visible(_ names: [String: Set<UInt32>], from file: File) -> Set<UInt32> {
    names.reduce(into: []) { result, entry in
      if entry.key == file.module || file.imports.contains(entry.key) {
        result.formUnion(entry.value)
      }
    }
  }
}
