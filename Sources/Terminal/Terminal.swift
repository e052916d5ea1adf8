import Foundation

/// Writes to the terminal: results to standard output, what happens meanwhile to standard error.
package enum Terminal {
  /// The looks of a text where the output is a terminal; elsewhere text stays plain.
  package enum Style: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
  }

  /// Whether standard output shows colours: it is a terminal, and NO_COLOR (https://no-color.org) is not set.
  package static let showsColour: Bool = allowsColour && isatty(STDOUT_FILENO) == 1

  private static let showsColourOfErrors = allowsColour && isatty(STDERR_FILENO) == 1
  private static let allowsColour = (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty

  /// A text for standard output in a style.
  package static func styled(_ text: String, _ style: Style) -> String {
    showsColour ? escaped(text, style) : text
  }

  /// Says on standard error what is happening.
  package static func progress(_ text: String) {
    writeError(showsColourOfErrors ? escaped(text, .dim) : text)
  }

  /// Says on standard error what may be wrong.
  package static func warning(_ text: String) {
    writeError((showsColourOfErrors ? escaped("warning:", .yellow) : "warning:") + " \(text)")
  }

  /// Says on standard error what went wrong.
  package static func error(_ text: String) {
    writeError((showsColourOfErrors ? escaped("error:", .red) : "error:") + " \(text)")
  }

  /// Prints a value as JSON, with its keys sorted.
  package static func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Prints rows below their headings, each column as wide as its widest cell.
  package static func printTable(_ headings: [String], _ rows: [[String]]) {
    let widths = headings.indices.map { column in
      ([headings] + rows).map { $0[column].count }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = zip(cells, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      // Nothing follows the last cell, so it needs no room, and neither does one before an empty last cell.
      let line = (padded.dropLast() + cells.suffix(1)).joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
    print(styled(line(headings), .bold))
    for row in rows { print(line(row)) }
  }

  private static func escaped(_ text: String, _ style: Style) -> String {
    "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
  }

  private static func writeError(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
