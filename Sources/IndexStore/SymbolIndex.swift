import CIndexStore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the compiler found out about the names in source files, from the index that it writes beside a build.
package struct SymbolIndex: Sendable {
  /// A symbol, the same wherever it is used.
  package struct Symbol: Hashable, Sendable {
    /// The unified symbol resolution: the symbol's name across modules, as `c:@F@PQconnectdb`.
    package let usr: String
    /// The name that it was declared with.
    package let name: String
    /// Whether it is a type or a name for one.
    package let isType: Bool
    /// Whether it is another name for a type.
    package let isAlias: Bool
  }

  /// A place where a symbol is declared or used.
  package struct Occurrence: Hashable, Sendable {
    /// The symbol.
    package let symbol: Symbol
    /// The line, from 1.
    package let line: Int
    /// The column, from 1, in UTF-8 bytes.
    package let column: Int
    /// Whether the symbol is declared here.
    package let isDefinition: Bool
    /// Whether it is called here.
    package let isCall: Bool
  }

  /// A source file as it was when it was compiled.
  package struct File: Sendable {
    /// When the index of the file was written: nanoseconds since 1970.
    package let written: Int64
    /// The occurrences, in the order of the file.
    package let occurrences: [Occurrence]
  }

  private let files: [String: File]

  /// Reads an index: `.build/debug/index/store` of a package that SwiftPM built.
  ///
  /// - Parameters:
  ///   - path: the folder of the index.
  ///   - isWanted: whether a source file is of interest, by its absolute path.
  /// - Throws: `IndexStoreError` when it cannot be read.
  package init(
    at path: String,
    of isWanted: (String) -> Bool
  ) throws(IndexStoreError) {
    let library = try IndexStoreLibrary()
    var error: UnsafeMutableRawPointer?
    guard let store = library.openStore(path, &error) else {
      throw library.error(error, doing: "Opening the index at \(path)")
    }
    defer { library.closeStore(store) }
    let reader = StoreReader(library: library, store: store)
    var files: [String: File] = [:]
    let units = reader.units()
    guard !units.isEmpty else {
      throw IndexStoreError(
        "There is no index in \(path). Build the package: 'swift build' writes .build/debug/index/store."
      )
    }
    for unit in units {
      guard let source = try reader.source(of: unit), isWanted(source.path),
        files[source.path].map({ $0.written < source.written }) ?? true
      else { continue }
      files[source.path] = File(
        written: source.written,
        occurrences: try reader.occurrences(in: source.records)
      )
    }
    self.files = files
  }

  /// The index of a file; nil when the compiler has not seen it.
  package func file(_ path: String) -> File? { files[path] }

  /// The symbols behind each alias of the files: what its declaration mentions.
  package func aliasedSymbols() -> [String: Set<Symbol>] {
    var aliases: [String: Set<Symbol>] = [:]
    for file in files.values {
      for (number, occurrence) in file.occurrences.enumerated()
      where occurrence.isDefinition && occurrence.symbol.isAlias {
        // `typealias Store = Pool<Client>`: what stands behind the name, up to the next declaration.
        let mentioned = file.occurrences[(number + 1)...]
          .prefix { !$0.isDefinition && $0.line <= occurrence.line + 1 }
        aliases[occurrence.symbol.usr, default: []].formUnion(
          mentioned.map(\.symbol).filter(\.isType)
        )
      }
    }
    return aliases
  }
}

/// Reads units and records of an open index.
private struct StoreReader {
  /// The file of a unit.
  struct Source {
    let path: String
    let written: Int64
    let records: [String]
  }

  let library: IndexStoreLibrary
  let store: UnsafeMutableRawPointer

  func units() -> [String] {
    var names: [String] = []
    withUnsafeMutablePointer(to: &names) { names in
      _ = library.applyToUnits(store, 1, names) { context, name in
        context?.assumingMemoryBound(to: [String].self).pointee.append(String(name))
        return true
      }
    }
    return names
  }

  /// What a unit was made from; nil for a unit of the system.
  func source(of unit: String) throws(IndexStoreError) -> Source? {
    var error: UnsafeMutableRawPointer?
    guard let reader = library.openUnit(store, unit, &error) else {
      throw library.error(error, doing: "Reading the unit \(unit)")
    }
    defer { library.closeUnit(reader) }
    let main = String(library.unitMainFile(reader))
    guard !library.unitIsSystem(reader), !main.isEmpty else { return nil }
    let path = absolute(main, in: String(library.unitWorkingFolder(reader)))
    var (seconds, nanoseconds) = (Int64(0), Int64(0))
    guard library.unitTime(store, unit, &seconds, &nanoseconds, &error) == false else {
      throw library.error(error, doing: "Asking when the unit \(unit) was written")
    }
    var search = RecordSearch(library: library, main: main)
    withUnsafeMutablePointer(to: &search) { search in
      _ = library.applyToDependencies(reader, search) { context, dependency in
        guard let dependency else { return true }
        context?.assumingMemoryBound(to: RecordSearch.self).pointee.add(dependency)
        return true
      }
    }
    return Source(
      path: path,
      written: seconds * 1_000_000_000 + nanoseconds,
      records: search.records
    )
  }

  private struct RecordSearch {
    let library: IndexStoreLibrary
    let main: String
    var records: [String] = []

    mutating func add(_ dependency: UnsafeMutableRawPointer) {
      let isRecord = library.dependencyKind(dependency) == 2
      guard isRecord, String(library.dependencyPath(dependency)) == main else { return }
      records.append(String(library.dependencyName(dependency)))
    }
  }

  func occurrences(in records: [String]) throws(IndexStoreError) -> [SymbolIndex.Occurrence] {
    var search = OccurrenceSearch(library: library)
    for record in records {
      var error: UnsafeMutableRawPointer?
      guard let reader = library.openRecord(store, record, &error) else {
        throw library.error(error, doing: "Reading the record \(record)")
      }
      withUnsafeMutablePointer(to: &search) { search in
        _ = library.applyToOccurrences(reader, search) { context, occurrence in
          guard let occurrence else { return true }
          context?.assumingMemoryBound(to: OccurrenceSearch.self).pointee.add(occurrence)
          return true
        }
      }
      library.closeRecord(reader)
    }
    return search.occurrences.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  private struct OccurrenceSearch {
    let library: IndexStoreLibrary
    var occurrences: [SymbolIndex.Occurrence] = []

    mutating func add(_ occurrence: UnsafeMutableRawPointer) {
      let roles = library.occurrenceRoles(occurrence)
      // Implicit ones stand nowhere in the text.
      guard roles & 1 << 8 == 0, let symbol = library.occurrenceSymbol(occurrence) else { return }
      var (line, column) = (UInt32(0), UInt32(0))
      library.occurrencePlace(occurrence, &line, &column)
      let kind = library.symbolKind(symbol)
      occurrences.append(
        SymbolIndex.Occurrence(
          symbol: SymbolIndex.Symbol(
            usr: String(library.symbolUSR(symbol)),
            name: String(library.symbolName(symbol)),
            isType: [5, 6, 7, 8, 11].contains(kind),
            isAlias: kind == 11
          ),
          line: Int(line),
          column: Int(column),
          isDefinition: roles & (1 << 0 | 1 << 1) != 0,
          isCall: roles & 1 << 5 != 0
        )
      )
    }
  }
}

extension String {
  fileprivate init(_ text: index_string) {
    self.init(
      decoding: UnsafeRawBufferPointer(start: text.data, count: text.length),
      as: UTF8.self
    )
  }
}

/// A path with no links in it, as far as the file is there.
private func absolute(_ path: String, in folder: String) -> String {
  let path = path.hasPrefix("/") ? path : folder + "/" + path
  guard let resolved = realpath(path, nil) else { return path }
  defer { free(resolved) }
  return String(cString: resolved)
}
