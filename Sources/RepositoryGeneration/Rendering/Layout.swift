/// The longest line that a person would write here.
package let lineWidth: Int = 100

/// Something between brackets: on one line where that fits, else with a line for each element.
///
/// - Parameters:
///   - head: what stands before the elements, with the opening bracket.
///   - elements: the elements, each on one line.
///   - tail: what stands behind them, with the closing bracket.
///   - indent: how far the first line is indented.
/// - Returns: the text, on one line where it fits.
package func bracketed(
  _ head: String,
  _ elements: [String],
  _ tail: String,
  indent: Int
) -> String {
  let margin = String(repeating: " ", count: indent)
  let line = margin + head + elements.joined(separator: ", ") + tail
  if line.columns <= lineWidth || elements.isEmpty { return line }
  let lines = elements.enumerated().map { position, element in
    "\(margin)  \(element)\(position == elements.count - 1 ? "" : ",")"
  }
  return ([margin + head] + lines + [margin + tail]).joined(separator: "\n")
}

/// Blocks of source with one blank line between them; empty ones are left out.
package func blocks(_ blocks: [String]) -> String {
  blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
}

/// Lines behind a margin.
package func indented(_ text: String, by count: Int) -> String {
  let margin = String(repeating: " ", count: count)
  return text.split(separator: "\n", omittingEmptySubsequences: false)
    .map { $0.isEmpty ? "" : margin + $0 }
    .joined(separator: "\n")
}
