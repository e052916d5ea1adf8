package import Lint
package import SourceText
import SwiftParser
import SwiftSyntax

/// Turns Swift files into facts.
package struct SwiftReader: Sendable {
  /// How much of the work the prefilter spares.
  package enum Sparing: Sendable {
    /// Nothing: every file is parsed and searched.
    case nothing
    /// The search: every file is parsed, so that one that does not parse is known.
    case search
    /// The parsing too: a compiler reads the same files, and says what does not parse.
    case parsing
  }

  /// What came of a file.
  package enum Reading: Sendable {
    /// Nothing can be found in it, and it was not parsed.
    case skipped
    /// What is in it.
    case facts(Facts)
  }

  /// A file that was parsed.
  package struct Source: Sendable {
    fileprivate let file: Declarations.File?
    fileprivate let path: String
    fileprivate let allowances: [AllowComment]
    fileprivate let incompleteness: Incompleteness?

    /// Whether it was read to its end, and nothing else.
    package var unsearchedFacts: Facts {
      var facts = Facts(path: path)
      facts.incompleteness = incompleteness
      return facts
    }
  }

  /// Files that may know of each other's declarations.
  package struct SourceTable: Sendable {
    fileprivate let declarations: Declarations
    fileprivate let numbers: [String: Int]

    /// Joins files.
    package init(_ sources: [Source]) {
      declarations = Declarations(sources.compactMap(\.file))
      numbers = Dictionary(declarations.files.enumerated().map { ($1.path, $0) }) { first, _ in
        first
      }
    }
  }

  /// Tells which files can hold a finding.
  private let filter: WordFilter
  private let sparing: Sparing

  /// Prepares to look for what the rules need.
  package init(_ needles: Needles, sparing: Sparing) {
    filter = WordFilter(needles, making: Self.makers)
    self.sparing = sparing
  }

  /// What can make a text of other words than those of the file.
  private static let makers: Set<String> = [
    "base64Encoded", "base64EncodedString", "reversed", "reverse", "decoding", "UnicodeScalar",
    "Scalar",
    "unicodeScalars", "UInt8", "CChar", "replacingOccurrences", "replacing", "replace", "prefix",
    "suffix",
    "dropFirst", "dropLast", "drop", "removeFirst", "removeLast", "removeAll",
    "removingPercentEncoding",
    "trimmingCharacters", "trimming", "trimmingPrefix", "radix", "sorted", "components", "split",
    "padding",
    "fileID", "filePath",
  ]

  /// Looks for the words of a file.
  package func scan(_ bytes: [UInt8]) -> WordFilter.Scan {
    var scan = bytes.withUnsafeBufferPointer { filter.scan($0) }
    if !scan.isCandidate, bytes.contains(where: { $0 >= 0x80 }),
      String(decoding: bytes, as: UTF8.self).isDeceptive
    {
      scan.isCandidate = true
    }
    return scan
  }

  /// Which files can hold a finding, by themselves or with others of their target.
  package func candidates(_ scans: [(path: String, scan: WordFilter.Scan)]) -> Set<Int> {
    var found: Set<Int> = []
    for (_, files) in Dictionary(grouping: scans.indices, by: { moduleName(of: scans[$0].path) }) {
      var joined = filter.empty
      for index in files { joined.formUnion(scans[index].scan) }
      let mayHold = files.contains { scans[$0].scan.isCandidate } || filter.canYield(joined)
      if mayHold || sparing == .nothing { found.formUnion(files) }
    }
    return found
  }

  /// Reads the bytes of a file by itself.
  package func read(_ bytes: [UInt8], path: String) -> Reading {
    let isSearched = sparing == .nothing || scan(bytes).isCandidate
    if !isSearched, sparing == .parsing { return .skipped }
    let source = parse(bytes, path: path)
    guard isSearched else { return .facts(source.unsearchedFacts) }
    return .facts(facts(of: source, among: SourceTable([source])))
  }

  /// Parses the bytes of a file.
  package func parse(_ bytes: [UInt8], path: String) -> Source {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      return Source(
        file: nil,
        path: path,
        allowances: [],
        incompleteness: Incompleteness(
          message: "the file is not UTF-8 text",
          position: TextRange.fileStart.start
        )
      )
    }
    let tree = bytes.withUnsafeBufferPointer { Parser.parse(source: $0) }
    let locations = SourceLocations(tree)
    return Source(
      file: Declarations.File(
        path: path,
        module: moduleName(of: path),
        tree: tree,
        locations: locations,
        own: FileDeclarations(tree)
      ),
      path: path,
      allowances: allowComments(in: tree, bytes: bytes, locations: locations),
      incompleteness: tree.hasError ? SwiftLanguage.incompleteness(of: tree, locations) : nil
    )
  }

  /// The facts of one file among those whose declarations it may use.
  package func facts(of source: Source, among table: SourceTable) -> Facts {
    var facts = Facts(path: source.path)
    if let number = table.numbers[source.path], let file = source.file {
      let evaluator = Evaluator(table.declarations, file: number)
      evaluator.run()
      let collector = FactsCollector(evaluator)
      collector.walk(file.tree)
      facts = collector.facts
      if source.incompleteness != nil { facts.addTokens(of: file.tree, file.locations) }
    }
    facts.allowances = source.allowances
    facts.incompleteness = source.incompleteness
    return facts
  }
}

/// The first place at which the parser had to leave something out or add something.
private func incompleteness(
  of tree: SourceFileSyntax,
  _ locations: SourceLocations
) -> Incompleteness {
  var node = Syntax(tree)
  while !node.is(UnexpectedNodesSyntax.self), !node.is(TokenSyntax.self),
    let child = node.children(viewMode: .all).first(where: \.isErroneous)
  {
    node = child
  }
  let message =
    node.is(UnexpectedNodesSyntax.self)
    ? "'\(node.trimmedDescription.prefix(40))' is not expected here"
    : "something is missing here"
  return Incompleteness(message: message, position: locations.range(of: node).start)
}

extension Syntax {
  fileprivate var isErroneous: Bool {
    hasError || self.is(UnexpectedNodesSyntax.self)
      || self.as(TokenSyntax.self)?.presence == .missing
  }
}
