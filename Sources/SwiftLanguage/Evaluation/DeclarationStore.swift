import Parallelism
import SourceText
import SwiftSyntax
import Synchronization

/// The files of a run with what they declare, parsed when something of them is asked for.
///
/// What is asked for does not depend on what was asked before: a name is looked for in all files that may
/// introduce it, in their order.
final class DeclarationStore: Sendable {
  private struct State {
    var sources: [Int: ParsedSource] = [:]
    /// Whether most of a text stands in a module.
    var holdingMost: [String: Bool] = [:]
    /// The words of the files of a module, by number.
    var words: [String: [Int: FileWords]] = [:]
    /// The files that a name may be introduced in, by module and name.
    var introducers: [Introduction: [Int]] = [:]
  }

  private struct Introduction: Hashable {
    let module: String
    let word: UInt32
    let part: FileWords.Part
  }

  private let files: [SwiftProgram.File]
  private let modules: [String]
  private let members: [String: [Int]]
  private let filter: WordFilter
  private let state = Mutex(State())

  init(_ files: [SwiftProgram.File], _ filter: WordFilter) {
    self.files = files
    self.filter = filter
    modules = files.map { moduleName(of: $0.path) }
    members = Dictionary(grouping: files.indices) { [modules] in modules[$0] }
  }

  func module(of index: Int) -> String { modules[index] }

  // MARK: Sources

  /// The file where it is parsed already.
  func source(_ index: Int) -> ParsedSource? { state.withLock { $0.sources[index] } }

  /// Parses a file, when it is not yet; nil when it cannot be read any more.
  private func parsed(_ index: Int) -> ParsedSource? {
    if let known = source(index) { return known }
    guard let bytes = files[index].bytes() else { return nil }
    let source = ParsedSource(bytes, path: files[index].path)
    return state.withLock { state in
      // Another thread may have been quicker, and its tree may be in use.
      if let known = state.sources[index] { return known }
      state.sources[index] = source
      return source
    }
  }

  /// Parses files on all cores.
  func parse(_ indices: [Int]) -> [(Int, ParsedSource)] {
    parallelMap(indices) { [self] index in (index, parsed(index)) }
      .compactMap { index, source in source.map { (index, $0) } }
  }

  /// A file that is known to be parsed.
  func file(_ index: Int) -> Declarations.File {
    guard let file = parsed(index)?.file else {
      preconditionFailure("file \(index) is asked for, though nothing is known from it")
    }
    return file
  }

  // MARK: Words

  /// The files that name something, as the modules see each other.
  ///
  /// - Parameter names: names by the module that declares them.
  /// - Returns: the files, in their order.
  func files(naming names: [String: Set<UInt32>]) -> [Int] {
    guard !names.isEmpty else { return [] }
    return members.keys.sorted().flatMap { module in
      words(of: module).filter { number, words in
        names.contains { declaring, names in
          (declaring == module || words.contains(wordHash(declaring)))
            && words.contains(anyOf: names)
        }
      }
      .keys
    }
    .sorted()
  }

  /// Whether most of a text stands in a file of a module, forwards or backwards.
  func holdsMost(module: String) -> Bool {
    if let known = state.withLock({ $0.holdingMost[module] }) { return known }
    let found = parallelMap(members[module] ?? []) { [self] in holdsMost($0) }.contains(true)
    state.withLock { $0.holdingMost[module] = found }
    return found
  }

  /// Whether most of a text stands in a file, forwards or backwards.
  func holdsMost(_ index: Int) -> Bool {
    (files[index].bytes() ?? []).withUnsafeBufferPointer(filter.holdsMost)
  }

  private func words(of module: String) -> [Int: FileWords] {
    if let known = state.withLock({ $0.words[module] }) { return known }
    let read = parallelMap(members[module] ?? []) { [self] index in
      (index, (files[index].bytes() ?? []).withUnsafeBufferPointer { FileWords($0) })
    }
    let words = Dictionary(uniqueKeysWithValues: read)
    state.withLock { $0.words[module] = words }
    return words
  }

  /// The files of a module that may do something with a name.
  private func files(
    with word: UInt32,
    as part: FileWords.Part,
    in module: String
  ) -> [Int] {
    let key = Introduction(module: module, word: word, part: part)
    if let known = state.withLock({ $0.introducers[key] }) { return known }
    let found = words(of: module).filter { $0.value.has(word, as: part) }.keys.sorted()
    state.withLock { $0.introducers[key] = found }
    return found
  }

  /// The types, of those whose names are given, that a file declares which is visible from one.
  func types(among names: Set<UInt32>, from file: Int) -> Set<UInt32> {
    guard !names.isEmpty else { return [] }
    let visible = visibleModules(from: file).flatMap { Array(words(of: $0).values) }
    return names.filter { name in visible.contains { $0.has(name, as: .types) } }
  }

  // MARK: Declarations

  /// What the files that are visible from one declare under a name.
  ///
  /// - Parameters:
  ///   - name: the name.
  ///   - parts: what the files do with it.
  ///   - file: the file.
  ///   - condition: what a file must also be like.
  ///   - find: takes the declarations out of a file.
  /// - Returns: the declarations, in the order of the files.
  func visible<Result>(
    _ name: String,
    as parts: [FileWords.Part],
    from file: Int,
    where condition: ((Int) -> Bool)? = nil,
    _ find: (Int, FileDeclarations) -> [Result]
  ) -> [Result] {
    let numbers = self.numbers(name, as: parts, from: file)
    return numbers.filter { condition?($0) ?? true }
      .flatMap { number in parsed(number).map { find(number, $0.file.own) } ?? [] }
  }

  /// The files, of those that are visible from one, that may do something with a name.
  func numbers(_ name: String, as parts: [FileWords.Part], from file: Int) -> [Int] {
    let word = wordHash(name)
    let found = visibleModules(from: file).flatMap { module in
      parts.flatMap { files(with: word, as: $0, in: module) }
    }
    return Set(found).sorted()
  }

  private func visibleModules(from file: Int) -> Set<String> {
    Set(self.file(file).own.imports.filter { members[$0] != nil }).union([modules[file]])
  }

  /// What all files declare that is of a type.
  func heirs<Result>(of name: String, _ find: (FileDeclarations) -> [Result]) -> [Result] {
    let word = wordHash(name)
    return members.keys.flatMap { module in
      files(with: word, as: .ancestors, in: module)
    }
    .sorted()
    .flatMap { number in parsed(number).map { find($0.file.own) } ?? [] }
  }
}
