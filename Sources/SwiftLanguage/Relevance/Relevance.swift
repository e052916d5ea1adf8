import SourceText
import SwiftSyntax

/// Finds out which units of a program can hold a finding, by the words that stand in them.
///
/// What a rule looks for stands in the unit itself, or a value carries it there, under a name: so a unit that
/// names something which holds a client or a piece of a text is looked at too, and so on. What makes texts of
/// other texts is followed for one step: whoever calls it has the text that it makes something of.
struct Relevance {
  /// A file that is parsed.
  struct File {
    let module: String
    var units: [Unit]
    let imports: Set<String>
    /// Whether every unit counts.
    let isWhole: Bool
  }

  private(set) var files: [Int: File] = [:]
  /// By file, the units that are looked at.
  private(set) var relevant: [Int: Set<Int>] = [:]
  /// By module, the names of what holds something, and of what makes texts.
  private(set) var carriers: [String: Set<UInt32>] = [:]
  private(set) var makers: [String: Set<UInt32>] = [:]

  private struct Place: Hashable {
    let file: Int
    let unit: Int
  }

  private var carrying: Set<Place> = []

  /// Adds files with the units that hold evidence.
  mutating func add(_ added: [Int: File], yieldingModules: Set<String>) {
    files.merge(added) { $1 }
    for (number, file) in added {
      let isFileWide = file.units.contains { $0.evidence.contains(.fileWide) }
      for (index, unit) in file.units.enumerated() {
        let place = Place(file: number, unit: index)
        let isPiece = unit.holdsPiece && yieldingModules.contains(file.module)
        if file.isWhole || isPiece || unit.evidence.contains(.carried) {
          carry(place)
        } else if unit.evidence.contains(.making) {
          relevant[number, default: []].insert(index)
          if unit.handsOut { makers[file.module, default: []].formUnion(unit.names) }
        } else if isFileWide || !unit.evidence.isEmpty {
          relevant[number, default: []].insert(index)
        }
      }
    }
  }

  private mutating func carry(_ place: Place) {
    guard let file = files[place.file] else { return }
    relevant[place.file, default: []].insert(place.unit)
    guard carrying.insert(place).inserted else { return }
    let unit = file.units[place.unit]
    guard unit.handsOut else { return }
    carriers[file.module, default: []].formUnion(unit.names)
    carriers[file.module, default: []].formUnion(unit.types)
  }

  /// Goes on to the units that name what was found, until there is no more.
  mutating func propagate() {
    var before = -1
    while before != carrying.count {
      before = carrying.count
      for (number, file) in files {
        let names = visible(carriers, from: file)
        guard !names.isEmpty else { continue }
        for (index, unit) in file.units.enumerated()
        where !carrying.contains(Place(file: number, unit: index))
          && !unit.words.isDisjoint(with: names)
        {
          carry(Place(file: number, unit: index))
        }
      }
    }
    for (number, file) in files {
      let names = visible(makers, from: file)
      guard !names.isEmpty else { continue }
      for (index, unit) in file.units.enumerated() where !unit.words.isDisjoint(with: names) {
        relevant[number, default: []].insert(index)
      }
    }
  }

  private func visible(_ names: [String: Set<UInt32>], from file: File) -> Set<UInt32> {
    names.reduce(into: []) { result, entry in
      if entry.key == file.module || file.imports.contains(entry.key) {
        result.formUnion(entry.value)
      }
    }
  }

  /// The declarations of a file that are left out.
  func skipped(_ number: Int) -> Set<SyntaxIdentifier> {
    guard let file = files[number] else { return [] }
    let relevant = relevant[number] ?? []
    var skipped: Set<SyntaxIdentifier> = []
    for (index, unit) in file.units.enumerated() where !relevant.contains(index) {
      skipped.formUnion(unit.nodes)
    }
    return skipped
  }
}
