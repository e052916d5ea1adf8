import Lint
import SwiftParser
import SwiftSyntax

/// A file that was parsed.
struct ParsedSource: Sendable {
  let path: String
  let bytes: [UInt8]
  let file: Declarations.File
  let allowances: [AllowComment]
  let incompleteness: Incompleteness?

  /// Parses the bytes of a file; of those that are no text, what is left when they are replaced.
  init(_ given: [UInt8], path: String) {
    self.path = path
    let isText = String(validating: given, as: UTF8.self) != nil
    var bytes = isText ? given : Array(String(decoding: given, as: UTF8.self).utf8)
    let nesting = DeepNesting(bytes)
    for offset in nesting.offsets { bytes[offset] = UInt8(ascii: " ") }
    self.bytes = bytes
    let tree = bytes.withUnsafeBufferPointer { Parser.parse(source: $0) }
    let locations = SourceLocations(bytes)
    file = Declarations.File(
      path: path,
      module: moduleName(of: path),
      tree: tree,
      locations: locations,
      own: FileDeclarations(tree)
    )
    allowances =
      bytes.holds("demarc:allow")
      ? allowComments(in: tree, bytes: bytes, locations: locations) : []
    incompleteness =
      if !isText {
        Incompleteness(
          message: "the file is not UTF-8 text",
          position: TextRange.fileStart.start
        )
      } else if let first = nesting.offsets.first, let kind = nesting.kind {
        Incompleteness(
          message:
            "\(kind) nest deeper than \(kind.limit) here, for which the parser takes too long",
          position: locations.position(first)
        )
      } else if tree.hasError {
        SwiftLanguage.incompleteness(of: tree, locations)
      } else {
        nil
      }
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

extension [UInt8] {
  /// Whether a text stands in the bytes.
  fileprivate func holds(_ text: String) -> Bool {
    let text = Array(text.utf8)
    return withUnsafeBufferPointer { bytes in
      guard bytes.count >= text.count else { return false }
      return (0...(bytes.count - text.count)).contains { start in
        bytes[start] == text[0] && text.indices.allSatisfy { bytes[start + $0] == text[$0] }
      }
    }
  }
}
