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

  private let prefilter: Prefilter
  private let sparing: Sparing

  /// Prepares to look for what the rules need.
  package init(_ needles: Needles, sparing: Sparing) {
    prefilter = Prefilter(needles)
    self.sparing = sparing
  }

  /// Reads the bytes of a file.
  package func read(_ bytes: [UInt8], path: String) -> Reading {
    let isSearched = sparing == .nothing || prefilter.mayHoldFinding(bytes)
    if !isSearched, sparing == .parsing { return .skipped }
    var facts = Facts(path: path)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      facts.incompleteness = Incompleteness(
        message: "the file is not UTF-8 text",
        position: TextRange.fileStart.start
      )
      return .facts(facts)
    }
    let tree = bytes.withUnsafeBufferPointer { Parser.parse(source: $0) }
    guard isSearched || tree.hasError else { return .facts(facts) }
    let locations = SourceLocations(tree)
    if tree.hasError { facts.incompleteness = incompleteness(of: tree, locations) }
    guard isSearched else { return .facts(facts) }
    let collector = FactsCollector(path: path, tree: tree, locations: locations)
    collector.walk(tree)
    facts = collector.facts.with(incompleteness: facts.incompleteness)
    facts.allowances = allowComments(in: tree, bytes: bytes, locations: locations)
    return .facts(facts)
  }
}

extension Facts {
  fileprivate func with(incompleteness: Incompleteness?) -> Facts {
    var facts = self
    facts.incompleteness = incompleteness
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
