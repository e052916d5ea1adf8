import Lint
import SwiftSyntax

/// Lines and columns of a file.
struct SourceLocations {
  private let converter: SourceLocationConverter

  /// Counts the lines of a file.
  init(_ tree: SourceFileSyntax) {
    converter = SourceLocationConverter(fileName: "", tree: tree)
  }

  /// Where a node stands, without the comments around it.
  func range(of node: some SyntaxProtocol) -> TextRange {
    range(node.positionAfterSkippingLeadingTrivia, node.endPositionBeforeTrailingTrivia)
  }

  /// The place between two positions.
  func range(_ start: AbsolutePosition, _ end: AbsolutePosition) -> TextRange {
    TextRange(start: position(start), end: position(end))
  }

  private func position(_ position: AbsolutePosition) -> TextPosition {
    let location = converter.location(for: position)
    return TextPosition(line: location.line, column: location.column)
  }
}
