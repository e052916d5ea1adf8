import Foundation
import Lint
import Terminal

/// The text of a file, whose findings can be mended in it.
struct FixableText {
  private(set) var bytes: [UInt8]

  /// Applies edits; of two that overlap only the first.
  ///
  /// A line of which nothing is left goes, too.
  ///
  /// - Returns: how many were applied.
  mutating func apply(_ fixes: [Fix]) -> Int {
    let starts = lineStarts
    var applied = 0
    var end = bytes.count
    // From the end, so that the places before stay true.
    for fix in fixes.sorted(by: { $0.range.start > $1.range.start }) {
      guard var range = offsets(of: fix.range, starts), range.upperBound <= end else { continue }
      if fix.replacement.isEmpty { range = widened(range) }
      bytes.replaceSubrange(range, with: fix.replacement.utf8)
      end = range.lowerBound
      applied += 1
    }
    return applied
  }

  private var lineStarts: [Int] {
    [0] + bytes.indices.filter { bytes[$0] == newline }.map { $0 + 1 }
  }

  private func offsets(of range: TextRange, _ starts: [Int]) -> Range<Int>? {
    func offset(_ place: TextPosition) -> Int? {
      guard starts.indices.contains(place.line - 1) else { return nil }
      let offset = starts[place.line - 1] + place.column - 1
      return offset <= bytes.count ? offset : nil
    }
    guard let start = offset(range.start), let end = offset(range.end), start <= end else {
      return nil
    }
    return start..<end
  }

  /// What is deleted, with the white space before it, and with its line where nothing else is in it.
  private func widened(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, isBlank(bytes[start - 1]) { start -= 1 }
    let endsLine = range.upperBound == bytes.count || bytes[range.upperBound] == newline
    guard endsLine else { return range }
    let ownsLine = start == 0 || bytes[start - 1] == newline
    return start..<(ownsLine ? min(range.upperBound + 1, bytes.count) : range.upperBound)
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

private let newline = UInt8(ascii: "\n")

extension Report {
  /// Mends in their files what has a fix.
  ///
  /// - Returns: how many findings were mended.
  /// - Throws: when a file cannot be read or written.
  func fix(_ sources: [SourceFile]) throws -> Int {
    let fixes = Dictionary(grouping: findings.filter { $0.fix != nil }, by: \.path)
    var count = 0
    for source in sources {
      guard case .file(let path) = source.contents, let fixes = fixes[source.path] else { continue }
      let file = URL(fileURLWithPath: path)
      var text = FixableText(bytes: Array(try Data(contentsOf: file)))
      count += text.apply(fixes.compactMap(\.fix))
      try Data(text.bytes).write(to: file, options: .atomic)
    }
    return count
  }
}
