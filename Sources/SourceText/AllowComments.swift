package import Lint

/// The comments of a file that begin with `demarc:allow`; one in a string is none.
package func allowComments(
  _ comments: [Range<Int>],
  in bytes: UnsafeBufferPointer<UInt8>,
  _ lines: LineTable
) -> [AllowComment] {
  var found: [(text: String, isAlone: Bool, range: TextRange)] = []
  for comment in comments {
    guard let text = allowText(bytes[comment]) else { continue }
    found.append((text, isAlone(comment, in: bytes), lines.range(comment)))
  }
  let aloneLines = Set(found.filter(\.isAlone).map(\.range.start.line))
  return found.map { comment in
    var last = comment.range.end.line
    if comment.isAlone {
      last += 1
      // Comments may be stacked: each speaks for the line below the last of them.
      while aloneLines.contains(last) { last += 1 }
    }
    return AllowComment(
      text: comment.text,
      lines: comment.range.start.line...last,
      range: comment.range
    )
  }
}

/// The text of a comment from `demarc:allow` on; nil when it begins with something else.
private func allowText(_ comment: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
  let body = comment.drop {
    [
      UInt8(ascii: "/"), UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "-"), 0x20, 0x09, 0x0A,
      0x0D,
    ].contains($0)
  }
  guard body.starts(with: "demarc:allow".utf8) else { return nil }
  var text = String(decoding: body, as: UTF8.self)
  if text.hasSuffix("*/") { text.removeLast(2) }
  return text
}

/// Whether nothing but blanks stands before and after a comment on its lines.
private func isAlone(_ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
  var before = range.lowerBound - 1
  while before >= 0, bytes[before] != 0x0A {
    guard isBlank(bytes[before]) else { return false }
    before -= 1
  }
  var after = range.upperBound
  while after < bytes.count, bytes[after] != 0x0A {
    guard isBlank(bytes[after]) else { return false }
    after += 1
  }
  return true
}
