import CLanguage
import ConfigurationFile
import Foundation
import Lint
import Parallelism
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
  private let resolver: SymbolResolver?
  private let statements: TenantStatements

  /// Prepares the rules.
  ///
  /// - Parameters:
  ///   - project: the configuration.
  ///   - sparing: what need not be read.
  ///   - index: the folder of an index that names are resolved by.
  /// - Throws: where the configuration or the index cannot be used.
  init(project: LintProject, sparing: SwiftReader.Sparing = .parsing, index: String? = nil) throws {
    self.project = project
    resolver = try index.map { try SymbolResolver(index: $0, project: project) }
    self.sparing = sparing
    linter = try Linter(project.configuration.lint, today: today())
    let clients = ClientNames(project.configuration.lint)
    swift = SwiftReader(linter.needles, sparing: sparing)
    typeScript = TypeScriptReader(clients)
    typeScriptFilter = TypeScriptReader.filter(linter.needles)
    cFilter = CReader.filter(linter.needles)
    c = CReader(clients, sparingBy: sparing == .nothing ? nil : cFilter)
    text = TextReader()
    statements = TenantStatements(project: project)
  }

  /// Lints files, and compares generated code with the lock below a root.
  func report(on sources: [SourceFile], staleBelow root: String?) -> Report {
    var report = report(on: sources)
    if let root { report.findings += staleFindings(below: root) }
    return report
  }

  /// What does not belong together any more below a root.
  func staleFindings(below root: String) -> [Finding] {
    StaleGeneratedCode().check(root: root, configuration: project.configuration, shown: shownPath)
  }

  /// Lints files.
  func report(on sources: [SourceFile]) -> Report {
    var report = Report()
    report.coverage.files = sources.count
    var outcomes = parallelMap(sources) { [self] in search($0) }
    for index in candidates(among: outcomes) { outcomes[index].isCandidate = true }
    let program = swiftProgram(&outcomes)
    let surroundings = CSurroundings()
    let parsed = parallelMap(outcomes) { [self] in parse($0, surroundings) }
    let modules = TypeScriptReader.ModuleTable(parsed.compactMap(\.module))
    for outcome in parallelMap(parsed, { [self] in lint($0, modules, program) }) {
      report.add(outcome)
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
    /// Which of the Swift files it is.
    var swiftNumber: Int?
    var result: Outcome?
  }

  /// Reads a file and looks for words; plain text is looked at to its end.
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
    case .swift: work.scan = swift.scan(bytes, path: source.path)
    case .sql, .data, nil:
      var facts = text.read(bytes, path: source.path, isSQL: work.language == .sql)
      if work.language == .sql { statements.look(at: bytes, of: source, &facts) }
      work.result = .facts(facts, check(facts, source), bytes.count)
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
    return found
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

  /// The Swift files, which find out among themselves which of them are parsed.
  private func swiftProgram(_ work: inout [Work]) -> SwiftProgram {
    var files: [SwiftProgram.File] = []
    for index in work.indices where work[index].language == .swift && work[index].result == nil {
      guard let scan = work[index].scan else { continue }
      work[index].swiftNumber = files.count
      let source = work[index].source
      let file = SwiftProgram.File(path: source.path, scan: scan) { [self] in
        var work = Work(source: source)
        return bytes(of: source, &work)
      }
      files.append(file)
    }
    return SwiftProgram(files, reader: swift)
  }

  /// Parses a candidate.
  private func parse(_ work: Work, _ surroundings: CSurroundings) -> Work {
    var work = work
    guard work.result == nil, work.swiftNumber == nil else { return work }
    guard work.isCandidate, let bytes = bytes(of: work.source, &work) else {
      if work.result == nil { work.result = .skipped(work.size) }
      return work
    }
    if work.language == .c {
      let source = work.source
      var facts = c.read(bytes, path: source.path, location: source.location, in: surroundings)
      statements.look(at: &facts)
      work.result = .facts(facts, check(facts, work.source), work.size)
    } else {
      work.module = typeScript.parse(bytes, path: work.source.path)
    }
    return work
  }

  private func lint(
    _ work: Work,
    _ modules: TypeScriptReader.ModuleTable,
    _ program: SwiftProgram
  ) -> Outcome {
    if let number = work.swiftNumber {
      guard var facts = program.facts(of: number) else { return .skipped(work.size) }
      resolver?.resolve(&facts, of: work.source)
      statements.look(at: &facts)
      return .facts(facts, check(facts, work.source), work.size)
    }
    guard let module = work.module else { return work.result ?? .skipped(work.size) }
    var facts = typeScript.facts(of: module, among: modules)
    statements.look(at: &facts)
    return .facts(facts, check(facts, work.source), work.size)
  }

  /// What is found in a file, with what it is recognised by.
  private func check(_ facts: Facts, _ source: SourceFile) -> [Finding] {
    let findings = linter.check(facts)
    guard !findings.isEmpty else { return [] }
    var work = Work(source: source)
    guard let bytes = bytes(of: source, &work) else { return findings }
    let place = project.relativePath(source.place) ?? source.path
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return findings.map { finding in
      var finding = finding
      let line = finding.range.start.line - 1
      guard lines.indices.contains(line) else { return finding }
      finding.sourceLine = String(decoding: lines[line], as: UTF8.self)
      if Baseline.holds(finding.rule) {
        finding.fingerprint = Fingerprint(finding, path: place, lines: lines)
      }
      return finding
    }
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
        guard let read = swift.read(bytes, path: path) else { return true }
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
func today() -> CalendarDay {
  let text = Date().ISO8601Format().prefix(10)
  guard let day = CalendarDay(text) else { preconditionFailure("'\(text)' is no date") }
  return day
}
