package import Lint
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
  /// By file that is looked at, the declarations of it that cannot hold a finding.
  private let skipped: [Int: Set<SyntaxIdentifier>]

  /// Finds out what of the files has to be looked at.
  package init(_ files: [File], reader: SwiftReader) {
    store = DeclarationStore(files)
    guard reader.sparing != .nothing else {
      _ = store.parse(Array(files.indices))
      skipped = Dictionary(uniqueKeysWithValues: files.indices.map { ($0, []) })
      return
    }
    let relevance = Self.relevance(files, store, reader)
    skipped = Dictionary(
      uniqueKeysWithValues: relevance.files.keys.map { ($0, relevance.skipped($0)) }
    )
  }

  private static func relevance(
    _ files: [File],
    _ store: DeclarationStore,
    _ reader: SwiftReader
  ) -> Relevance {
    let filter = reader.filter
    var relevance = Relevance()
    var scans = files.map(\.scan)
    var pending = files.indices.filter { scans[$0].isCandidate }
    var yielding: Set<String> = []
    while true {
      while !pending.isEmpty {
        for (index, scan) in add(pending, to: &relevance, store, reader, yielding) {
          scans[index] = scan
        }
        relevance.propagate()
        pending = store.unparsed(namingAnyOf: relevance.carriers, or: relevance.makers)
      }
      let found = yieldingModules(scans, store, filter).subtracting(yielding)
      guard !found.isEmpty else { return relevance }
      yielding.formUnion(found)
      pending = files.indices.filter {
        found.contains(store.module(of: $0)) && filter.holdsPiece(scans[$0], shortest: 2)
      }
    }
  }

  /// Parses files and looks at their units; the result says all that their words contribute.
  private static func add(
    _ indices: [Int],
    to relevance: inout Relevance,
    _ store: DeclarationStore,
    _ reader: SwiftReader,
    _ yielding: Set<String>
  ) -> [(Int, WordFilter.Scan)] {
    let filter = reader.filter
    let looked = parallelMap(store.parse(indices)) { index, source in
      guard let file = source.file else {
        // It is no text, which is said of it.
        let nothing = Relevance.File(module: "", units: [], imports: [], isWhole: false)
        return (index, nothing, filter.empty)
      }
      return source.bytes.withUnsafeBufferPointer { bytes in
        let all = filter.evidence(in: bytes)
        let yields = filter.canYield(all)
        let slices = filter.canYieldSlices(bytes)
        var units = units(of: file.tree, file.own)
        for number in units.indices {
          for range in units[number].ranges {
            let piece = UnsafeBufferPointer(rebasing: bytes[range])
            let scan = filter.evidence(in: piece)
            units[number].evidence.formUnion(scan.evidence)
            units[number].words.formUnion(wordHashes(in: piece))
            if filter.holdsPiece(scan, shortest: yields ? 1 : 2) { units[number].holdsPiece = true }
          }
          if units[number].evidence.contains(.slicing) {
            units[number].evidence.remove(.slicing)
            if slices { units[number].evidence.insert(.making) }
          }
          if yields, units[number].holdsPiece { units[number].evidence.insert(.carried) }
        }
        let isWhole =
          source.incompleteness != nil || reader.isWhole(bytes, path: source.path)
        return (
          index,
          Relevance.File(
            module: file.module,
            units: units,
            imports: file.own.imports,
            isWhole: isWhole
          ), all
        )
      }
    }
    relevance.add(
      Dictionary(uniqueKeysWithValues: looked.map { ($0.0, $0.1) }),
      yieldingModules: yielding
    )
    return looked.map { ($0.0, $0.2) }
  }

  /// The modules of which several files together have the words of a text.
  private static func yieldingModules(
    _ scans: [WordFilter.Scan],
    _ store: DeclarationStore,
    _ filter: WordFilter
  ) -> Set<String> {
    var joined: [String: WordFilter.Scan] = [:]
    for (index, scan) in scans.enumerated() {
      joined[store.module(of: index), default: filter.empty].formUnion(scan)
    }
    return Set(joined.filter { filter.canYield($0.value, shortest: 2) }.keys)
  }

  /// The facts of a file; nil where its words say that it holds none.
  package func facts(of index: Int) -> Facts? {
    guard let skipped = skipped[index], let source = store.source(index) else { return nil }
    return source.facts(among: store, number: index, skipping: skipped)
  }
}
