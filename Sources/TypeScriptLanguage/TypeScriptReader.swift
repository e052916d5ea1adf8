package import Lint
package import SourceText

/// Turns TypeScript and JavaScript files into facts.
///
/// Files are read together: a constant, a client or a function of one is known in those that import it.
package struct TypeScriptReader: Sendable {
  /// A file that was split into statements.
  package struct Source: Sendable {
    fileprivate let path: String
    fileprivate let parsed: ParsedFile
    fileprivate let lines: LineTable
    fileprivate let allowances: [AllowComment]
  }

  private let clients: ClientNames

  /// Prepares to look for the clients of a project.
  package init(_ clients: ClientNames) {
    self.clients = clients
  }

  /// What the names of the files end with.
  package static let extensions: Set<String> = [
    "ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs",
  ]

  /// Tells which files can hold a finding.
  package static func filter(_ needles: Needles) -> WordFilter {
    var needles = needles
    needles.words.formUnion(Drivers.words)
    needles.words.formUnion(SwallowedFailure.accessNames.map { $0.filter { $0 != "$" } })
    needles.words.formUnion(SwallowedFailure.callNames)
    needles.words.formUnion(MutableKeyLookup.columns)
    needles.words.formUnion(SwallowedFailure.changes)
    return WordFilter(needles, making: makers, loaders: ["import", "require"])
  }

  /// What can make a text of other words than the file's; to print in a base that has all letters takes a
  /// base of more than 30.
  private static let makers: Set<String> = [
    "fromCharCode", "fromCodePoint", "atob", "base64", "base64url", "hex", "decodeURIComponent",
    "decodeURI",
    "unescape", "reverse", "toReversed", "reduceRight", "replace", "replaceAll", "slice",
    "substring",
    "substr", "charAt", "at", "sort", "toSorted", "parse", "createRequire", "31", "32", "33", "34",
    "35", "36",
  ]

  /// Splits the bytes of a file into statements.
  package func parse(_ bytes: [UInt8], path: String) -> Source {
    bytes.withUnsafeBufferPointer { bytes in
      let name = path.split(separator: ".").last.map(String.init) ?? ""
      let isTypeScript = name == "ts" || name == "tsx" || name == "mts" || name == "cts"
      let tokenized = Tokenizer.tokenize(
        bytes,
        allowsJSX: !isTypeScript || name == "tsx",
        isTypeScript: isTypeScript
      )
      let lines = LineTable(bytes)
      return Source(
        path: path,
        parsed: Parser.parse(tokenized),
        lines: lines,
        allowances: allowComments(tokenized.comments, in: bytes, lines)
      )
    }
  }

  /// The facts of one file among those that it may import.
  package func facts(of source: Source, among modules: ModuleTable) -> Facts {
    let recorder = Recorder(path: source.path, lines: source.lines)
    let evaluator = Evaluator(
      modules: modules.modules,
      clients: clients,
      recorder: recorder,
      target: source.path
    )
    evaluator.run()
    var facts = recorder.facts
    facts.allowances = source.allowances
    if let failure = source.parsed.failure {
      recorder.noteRest(of: source.parsed.words)
      facts = recorder.facts
      facts.allowances = source.allowances
      facts.incompleteness = Incompleteness(
        message: failure.message,
        position: source.lines.position(failure.offset)
      )
    }
    return facts
  }

  /// The paths, of those that are known, that a file takes in.
  package static func imports(
    _ specifiers: [String],
    of path: String,
    among paths: Set<String>
  ) -> [String] {
    specifiers.compactMap { Modules.path(of: $0, from: path, isKnown: paths.contains) }
  }

  /// The files that may import each other.
  package struct ModuleTable: Sendable {
    fileprivate let modules: Modules

    /// Joins files.
    package init(_ sources: [Source]) {
      modules = Modules(
        Dictionary(sources.map { ($0.path, $0.parsed) }) { first, _ in first },
        lines: Dictionary(sources.map { ($0.path, $0.lines) }) { first, _ in first }
      )
    }
  }
}
