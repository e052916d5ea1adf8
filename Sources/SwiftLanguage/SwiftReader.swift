package import Lint
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
  }

  /// Files that may know of each other's declarations.
  package struct SourceTable: Sendable {
    fileprivate let declarations: Declarations
    fileprivate let numbers: [String: Int]

    /// Joins files.
    package init(_ sources: [Source]) {
      declarations = Declarations(sources.compactMap(\.file))
      numbers = Dictionary(declarations.files.enumerated().map { ($1.path, $0) }) { first, _ in first }
    }
  }

  private let prefilter: Prefilter
  private let sparing: Sparing

  /// Prepares to look for what the rules need.
  package init(_ needles: Needles, sparing: Sparing) {
    prefilter = Prefilter(needles)
    self.sparing = sparing
  }

  /// Reads the bytes of a file by itself.
  package func read(_ bytes: [UInt8], path: String) -> Reading {
    let isSearched = sparing == .nothing || prefilter.mayHoldFinding(bytes)
    if !isSearched, sparing == .parsing { return .skipped }
    let source = parse(bytes, path: path)
    guard isSearched else {
      var facts = Facts(path: path)
      facts.incompleteness = source.incompleteness
      return .facts(facts)
    }
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
