import Lint
import SourceText
import SwiftSyntax

/// Lines and columns of a file.
struct SourceLocations {
  private let lines: LineTable

  /// Counts the lines of a file.
  init(_ bytes: [UInt8]) {
    lines = bytes.withUnsafeBufferPointer { LineTable($0) }
  }

  /// Where a node stands, without the comments around it.
  func range(of node: some SyntaxProtocol) -> TextRange {
    range(node.positionAfterSkippingLeadingTrivia, node.endPositionBeforeTrailingTrivia)
  }

  /// The place of a byte.
  func position(_ offset: Int) -> TextPosition { lines.position(offset) }

  /// The place between two positions.
  func range(_ start: AbsolutePosition, _ end: AbsolutePosition) -> TextRange {
    TextRange(start: lines.position(start.utf8Offset), end: lines.position(end.utf8Offset))
  }
}
