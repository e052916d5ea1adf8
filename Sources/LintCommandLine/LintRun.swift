import CLanguage
import ConfigurationFile
import Foundation
import Lint
import SourceText
import SwiftLanguage
import TypeScriptLanguage

/// One run of the linter over the files of a project.
struct LintRun {
  private let project: LintProject
  private let linter: Linter
  private let sparing: SwiftReader.Sparing
  private let swift: SwiftReader
  private let typeScript: TypeScriptReader
  private let typeScriptFilter: WordFilter
  private let c: CReader
  private let cFilter: WordFilter
  private let text: TextReader

  /// Prepares the rules.
  init(project: LintProject, sparing: SwiftReader.Sparing) throws {
    self.project = project
    self.sparing = sparing
    linter = try Linter(project.configuration.lint, today: today())
    let clients = ClientNames(project.configuration.lint)
    swift = SwiftReader(linter.needles, sparing: sparing)
    typeScript = TypeScriptReader(clients)
    typeScriptFilter = TypeScriptReader.filter(linter.needles)
    c = CReader(clients)
    cFilter = CReader.filter(linter.needles)
    text = TextReader()
  }

  /// Lints files, and compares generated code with the lock below a root.
  func report(on sources: [SourceFile], staleBelow root: String?) -> Report {
    var report = Report()
    report.coverage.files = sources.count
    var outcomes = parallelMap(sources) { [self] in search($0) }
    for index in candidates(among: outcomes) { outcomes[index].isCandidate = true }
    let parsed = parallelMap(outcomes) { [self] in parse($0) }
    let modules = TypeScriptReader.ModuleTable(parsed.compactMap(\.module))
    let table = SwiftReader.SourceTable(parsed.compactMap(\.swiftSource))
    for outcome in parallelMap(parsed, { [self] in lint($0, modules, table) }) {
      report.add(outcome)
    }
    if let root {
      report.findings += StaleGeneratedCode().check(
        root: root,
        configuration: project.configuration,
        shown: shownPath
      )
    }
    report.coverage.failedCanaries = failedCanaries(Set(outcomes.compactMap(\.language)))
    return report
  }

  // MARK: Phases

  /// A file on its way through the linter.
  private struct Work: Sendable {
    let source: SourceFile
    var language: Language?
    var size = 0
    var scan: WordFilter.Scan?
    /// What the file takes in, as it is written.
    var imports: [String] = []
    var isCandidate = false
    var module: TypeScriptReader.Source?
    var swiftSource: SwiftReader.Source?
    var result: Outcome?
  }

  /// Reads a file and looks for words; Swift and plain text are looked at to their end.
  private func search(_ source: SourceFile) -> Work {
    var work = Work(source: source, language: Language(path: source.path))
    guard let bytes = bytes(of: source, &work) else { return work }
    work.size = bytes.count
    if isGenerated(source, bytes) {
      work.result = .skipped(bytes.count)
      return work
    }
    switch work.language {
    case .typeScript, .c:
      let filter = work.language == .c ? cFilter : typeScriptFilter
      bytes.withUnsafeBufferPointer { bytes in
        let scan = filter.scan(bytes)
        work.isCandidate = scan.isCandidate || sparing == .nothing
        work.scan = scan
        work.imports = takenIn(by: bytes)
      }
      if work.scan?.isText == false { work.result = .notText(source.path, bytes.count) }
    case .swift: work.scan = swift.scan(bytes)
    case .sql, .data, nil:
      let facts = text.read(bytes, path: source.path, isSQL: work.language == .sql)
      work.result = .facts(facts, linter.check(facts), bytes.count)
    }
    return work
  }

  private func bytes(of source: SourceFile, _ work: inout Work) -> [UInt8]? {
    switch source.contents {
    case .bytes(let given): return given
    case .file(let path):
      guard let data = FileManager.default.contents(atPath: path) else {
        work.result = .unread(source.path, "the file cannot be read")
        return nil
      }
      guard data.count <= Self.maximumSize else {
        work.size = data.count
        work.result = .unread(source.path, "the file has more than \(Self.maximumSize >> 20) MB")
        return nil
      }
      return Array(data)
    }
  }

  private static let maximumSize = 64 << 20

  /// The files that a rule may find something in: by themselves, or by what they take in.
  private func candidates(among work: [Work]) -> Set<Int> {
    let paths = Dictionary(work.enumerated().map { ($1.source.path, $0) }) { first, _ in first }
    let known = Set(paths.keys)
    let headers = Dictionary(
      grouping: work.indices.filter { work[$0].language == .c },
      by: { work[$0].source.path.split(separator: "/").last.map(String.init) ?? "" }
    )
    let edges = work.map { one -> [Int] in
      guard one.result == nil, !one.imports.isEmpty else { return [] }
      if one.language == .c {
        return one.imports.flatMap {
          headers[$0.split(separator: "/").last.map(String.init) ?? ""] ?? []
        }
      }
      return TypeScriptReader.imports(one.imports, of: one.source.path, among: known)
        .compactMap { paths[$0] }
    }
    let importers = edges.indices.reduce(into: [Int: [Int]]()) { result, index in
      for target in edges[index] { result[target, default: []].append(index) }
    }
    let swiftFiles = work.indices.filter { work[$0].language == .swift && work[$0].result == nil }
    let scans = swiftFiles.compactMap { index in
      work[index].scan.map { (work[index].source.path, $0) }
    }
    let swiftCandidates = Set(swift.candidates(scans).map { swiftFiles[$0] })
    var found = Set(work.indices.filter { work[$0].isCandidate && work[$0].result == nil })
    for index in work.indices where !found.contains(index) && !edges[index].isEmpty {
      let filter = work[index].language == .c ? cFilter : typeScriptFilter
      if joinedYields(index, work, edges, filter) { found.insert(index) }
    }
    // Who takes in a candidate may use it, and a candidate needs all that it takes in.
    var pending = Array(found)
    while let index = pending.popLast() {
      for importer in importers[index] ?? [] where found.insert(importer).inserted {
        pending.append(importer)
      }
    }
    pending = Array(found)
    while let index = pending.popLast() {
      for target in edges[index]
      where work[target].language == .typeScript && found.insert(target).inserted {
        pending.append(target)
      }
    }
    return found.union(swiftCandidates)
  }

  /// Whether a file and all that it takes in, together, have the words of a text.
  private func joinedYields(_ index: Int, _ work: [Work], _ edges: [[Int]], _ filter: WordFilter)
    -> Bool
  {
    var joined = filter.empty
    var seen: Set<Int> = [index]
    var pending = [index]
    while let next = pending.popLast() {
      if let scan = work[next].scan { joined.formUnion(scan) }
      for target in edges[next] where seen.insert(target).inserted { pending.append(target) }
    }
    return filter.canYield(joined)
  }

  /// Parses a candidate.
  private func parse(_ work: Work) -> Work {
    var work = work
    guard work.result == nil else { return work }
    // A file that cannot hold a finding is parsed where nobody else says that it does not parse.
    let isParsed = work.isCandidate || (work.language == .swift && sparing != .parsing)
    guard isParsed, let bytes = bytes(of: work.source, &work) else {
      if work.result == nil { work.result = .skipped(work.size) }
      return work
    }
    if work.language == .c {
      let facts = c.read(bytes, path: work.source.path, location: work.source.location)
      work.result = .facts(facts, linter.check(facts), work.size)
    } else if work.language == .swift {
      work.swiftSource = swift.parse(bytes, path: work.source.path)
    } else {
      work.module = typeScript.parse(bytes, path: work.source.path)
    }
    return work
  }

  private func lint(
    _ work: Work,
    _ modules: TypeScriptReader.ModuleTable,
    _ table: SwiftReader.SourceTable
  ) -> Outcome {
    if let source = work.swiftSource {
      guard work.isCandidate else { return .facts(source.unsearchedFacts, [], work.size) }
      let facts = swift.facts(of: source, among: table)
      return .facts(facts, linter.check(facts), work.size)
    }
    guard let module = work.module else { return work.result ?? .skipped(work.size) }
    let facts = typeScript.facts(of: module, among: modules)
    return .facts(facts, linter.check(facts), work.size)
  }

  // MARK: Canaries

  /// The languages whose planted violation is not found: their rules see nothing.
  private func failedCanaries(_ languages: Set<Language>) -> [Language] {
    languages.filter { language in
      guard let canary = language.canary else { return false }
      let bytes = Array(canary.utf8)
      let path = "canary.\(language.rawValue)"
      let facts: Facts
      switch language {
      case .swift:
        guard case .facts(let read) = swift.read(bytes, path: path) else { return true }
        facts = read
      case .typeScript:
        guard bytes.withUnsafeBufferPointer({ typeScriptFilter.scan($0).isCandidate }) else {
          return true
        }
        let source = typeScript.parse(bytes, path: path)
        facts = typeScript.facts(of: source, among: TypeScriptReader.ModuleTable([source]))
      case .c:
        guard bytes.withUnsafeBufferPointer({ cFilter.scan($0).isCandidate }) else { return true }
        facts = c.search(bytes, path: path)
      case .sql, .data: return false
      }
      return !linter.check(facts).contains { $0.rule == StaticClient.documentation.id }
    }
    .sorted { $0.rawValue < $1.rawValue }
  }

  /// Generated files are guarded by the lock, and only where the generator writes: the marker alone would
  /// be a way around every rule.
  private func isGenerated(_ source: SourceFile, _ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: generatedFileMarker.utf8) else { return false }
    return project.relativePath(source.path).map(project.isGeneratedPlace) ?? false
  }

  /// A path below the root as seen from the working directory.
  private func shownPath(_ path: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    let folder = URL(fileURLWithPath: ".").resolvingSymlinksInPath().path
    let absolute = "\(project.root)/\(path)"
    return absolute.hasPrefix(folder + "/")
      ? String(absolute.dropFirst(folder.count + 1)) : absolute
  }
}

/// What came of a file.
enum Outcome: Sendable {
  /// It holds nothing to find, or is generated; with its size.
  case skipped(Int)
  /// It was looked at, maybe not to its end.
  case facts(Facts, [Finding], Int)
  /// It is in another encoding, so that its words mean nothing.
  case notText(String, Int)
  /// It could not be read, and why.
  case unread(String, String)
}

/// The day on which the program runs, in UTC.
private func today() -> CalendarDay {
  let text = Date().ISO8601Format().prefix(10)
  guard let day = CalendarDay(text) else { preconditionFailure("'\(text)' is no date") }
  return day
}
