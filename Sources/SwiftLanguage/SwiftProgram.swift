package import Lint
import Parallelism
package import SourceText
import SwiftSyntax

/// The Swift files of a run, of which only those are parsed that can hold a finding, and those that they need.
package final class SwiftProgram: Sendable {
  /// A file with how its bytes are had.
  package struct File: Sendable {
    let path: String
    let scan: WordFilter.Scan
    let bytes: @Sendable () -> [UInt8]?

    /// Names a file.
    ///
    /// - Parameters:
    ///   - path: how findings name it.
    ///   - scan: what its words say.
    ///   - bytes: reads it.
    package init(
      path: String,
      scan: WordFilter.Scan,
      bytes: @escaping @Sendable () -> [UInt8]?
    ) {
      self.path = path
      self.scan = scan
      self.bytes = bytes
    }
  }

  private let store: DeclarationStore
  /// The files that are looked at, by number.
  private let evaluations: [Int: FileEvaluation]

  /// Finds out what of the files has to be looked at, and runs it.
  package init(_ files: [File], reader: SwiftReader) {
    store = DeclarationStore(files, reader.filter)
    var search = RelevanceSearch(files, store, reader)
    search.run()
    evaluations = search.evaluations
  }

  /// The facts of a file; nil where its words say that it holds none.
  package func facts(of index: Int) -> Facts? { evaluations[index]?.facts() }
}

/// Parses and runs what can hold a finding, until nothing new is found.
private struct RelevanceSearch {
  private let files: [SwiftProgram.File]
  private let store: DeclarationStore
  private let reader: SwiftReader
  private var relevance = Relevance()
  private(set) var evaluations: [Int: FileEvaluation] = [:]
  /// What the words of each file contribute.
  private var scans: [WordFilter.Scan]

  init(_ files: [SwiftProgram.File], _ store: DeclarationStore, _ reader: SwiftReader) {
    self.files = files
    self.store = store
    self.reader = reader
    scans = files.map(\.scan)
  }

  mutating func run() {
    var candidates = files.indices.filter {
      scans[$0].isCandidate || reader.sparing == .nothing || isTurning($0)
    }
    var isDone = false
    repeat {
      repeat {
        add(candidates)
        evaluate()
        // Those that were only parsed because others asked for them are not looked at yet.
        let naming = store.files(naming: relevance.namesToFollow)
        let turning = store.files(naming: relevance.turners).filter(store.holdsMost)
        candidates = Set(naming + turning).filter { evaluations[$0] == nil }.sorted()
      } while !candidates.isEmpty
      let before = relevance.yielding
      candidates = filesOfYieldingModules()
      isDone = candidates.isEmpty && before == relevance.yielding
    } while !isDone
  }

  /// Whether a file turns texts round of which its module has one that can be meant.
  private func isTurning(_ index: Int) -> Bool {
    scans[index].evidence.contains(.turning) && store.holdsMost(module: store.module(of: index))
  }

  /// Parses files and looks at their units.
  private mutating func add(_ candidates: [Int]) {
    let looked = parallelMap(store.parse(candidates)) { [store, reader] index, source in
      let (file, scan) = units(of: source, index, store, reader)
      return (index, file, scan, FileEvaluation(source, file.units, store, number: index, reader))
    }
    for (index, _, scan, evaluation) in looked {
      scans[index] = scan
      evaluations[index] = evaluation
    }
    relevance.add(Dictionary(uniqueKeysWithValues: looked.map { ($0.0, $0.1) }))
  }

  /// Runs units, and those that name what came of them.
  private mutating func evaluate() {
    while true {
      let pending = relevance.next()
      guard !pending.isEmpty else { return }
      let work = pending.sorted { $0.key < $1.key }.compactMap { number, units in
        evaluations[number].map { (number, units, $0) }
      }
      let found = parallelMap(work) { number, units, evaluation in
        (number, evaluation.run(units))
      }
      for (number, outcomes) in found {
        for (unit, outcome) in outcomes { relevance.take(outcome, of: unit, in: number) }
      }
    }
  }

  /// Files that are not parsed and have, with others of their module, the words of a text.
  ///
  /// Where all of them are parsed, so that only what can be a part of a text counts, their pieces are followed.
  private mutating func filesOfYieldingModules() -> [Int] {
    guard reader.sparing != .nothing else { return [] }
    var joined: [String: WordFilter.Scan] = [:]
    for (index, scan) in scans.enumerated() {
      joined[store.module(of: index), default: reader.filter.empty].formUnion(scan)
    }
    let found = joined.filter { module, scan in
      !relevance.yielding.contains(module)
        && reader.filter.canYield(scan, shortest: SwiftReader.shortestPiece)
    }
    let files = files.indices.filter {
      found[store.module(of: $0)] != nil && evaluations[$0] == nil
        && reader.filter.holdsPiece(scans[$0], shortest: SwiftReader.shortestPiece)
    }
    if files.isEmpty { for module in found.keys { relevance.addPieces(of: module) } }
    return files
  }
}

/// The units of a file with what stands in them, and all that the words of the file contribute.
private func units(
  of source: ParsedSource,
  _ index: Int,
  _ store: DeclarationStore,
  _ reader: SwiftReader
) -> (Relevance.File, WordFilter.Scan) {
  let filter = reader.filter
  let file = source.file
  var units = units(of: file.tree, file.own)
  let isWhole =
    reader.sparing == .nothing || source.incompleteness != nil
    || source.bytes.withUnsafeBufferPointer { reader.usesPath(source.path, $0) }
  let turns = store.holdsMost(module: file.module)
  let tokens = source.bytes.withUnsafeBufferPointer { TokenBytes(file.tree, $0) }
  let scan = tokens.code.withUnsafeBufferPointer { code in
    tokens.texts.withUnsafeBufferPointer { texts in
      let all = filter.evidence(in: texts)
      let yields = filter.canYield(all, shortest: SwiftReader.shortestPiece)
      let slices = filter.canYieldSlices(texts)
      for number in units.indices {
        for range in units[number].ranges {
          units[number].literalCalls.formUnion(tokens.literalCalls(in: range))
          let code = UnsafeBufferPointer(rebasing: code[range])
          units[number].words.formUnion(wordHashes(in: code))
          units[number].evidence.formUnion(filter.evidence(in: code).evidence)
          let texts = UnsafeBufferPointer(rebasing: texts[range])
          if filter.holdsMost(texts) || filter.canYieldSlices(texts) {
            units[number].holdsMost = true
          }
          let pieces = filter.evidence(in: texts)
          if filter.holdsPiece(pieces, shortest: SwiftReader.shortestPiece) {
            units[number].holdsPiece = true
          }
          if filter.canYield(pieces) { units[number].evidence.insert(.carried) }
        }
        if !slices { units[number].evidence.remove(.slicing) }
        if !turns { units[number].evidence.remove(.turning) }
        if yields, units[number].holdsPiece { units[number].evidence.insert(.carried) }
      }
      return all
    }
  }
  let types = store.types(among: units.reduce(into: []) { $0.formUnion($1.types) }, from: index)
  let looked = Relevance.File(
    module: file.module,
    units: units,
    imports: file.own.imports,
    isWhole: isWhole,
    types: types
  )
  return (looked, scan)
}
