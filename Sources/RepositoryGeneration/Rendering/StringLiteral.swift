/// Text as a Swift string literal on one line.
package func stringLiteral(_ text: String) -> String {
  "\"" + escapedForLiteral(text) + "\""
}

/// SQL as a Swift string literal over several lines, each line behind `indent` blanks.
package func multilineLiteral(_ lines: [String], indent: Int) -> String {
  multilineLiteral(source: lines.map { escapedForLiteral($0, quotes: false) }, indent: indent)
}

/// Lines that are source already as a Swift string literal over several lines.
func multilineLiteral(source lines: [String], indent: Int) -> String {
  let margin = String(repeating: " ", count: indent)
  let body = lines.map { margin + $0 }
  return ([margin + "\"\"\""] + body + [margin + "\"\"\""]).joined(separator: "\n")
}

/// Text as the inside of a Swift string literal; in one of several lines, single quotes need no escape.
func escapedForLiteral(_ text: String, quotes: Bool = true) -> String {
  // Nearly every text is one that stands for itself.
  let isPlain =
    text.isPrintableASCII
    && !text.utf8.contains { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") }
  if isPlain { return text }
  var escaped = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": escaped += "\\\\"
    case "\"": escaped += quotes || escaped.hasSuffix("\"\"") ? "\\\"" : "\""
    case "\n": escaped += "\\n"
    case "\r": escaped += "\\r"
    case "\t": escaped += "\\t"
    case " "..."~": escaped.unicodeScalars.append(scalar)
    default:
      let needsEscape =
        scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format
        || scalar.properties.generalCategory == .lineSeparator
        || scalar.properties.generalCategory == .paragraphSeparator
      escaped +=
        needsEscape ? "\\u{\(String(scalar.value, radix: 16))}" : String(Character(scalar))
    }
  }
  return escaped
}

extension String {
  /// Whether the text holds nothing but letters, digits, signs and blanks of ASCII.
  var isPrintableASCII: Bool { utf8.allSatisfy { (0x20..<0x7F).contains($0) } }

  /// How many columns the text takes on a line; counting characters of anything but ASCII is slow.
  var columns: Int { isPrintableASCII ? utf8.count : count }
}
