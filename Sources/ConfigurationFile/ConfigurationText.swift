/// A text of a configuration file that knows where it stands, so that an error found later can say so.
package struct ConfigurationText: Hashable, Sendable, CustomStringConvertible {
  /// The text.
  package let text: String
  /// The file.
  package let path: String
  /// The line, from 1.
  package let line: Int?
  /// The key that holds the text, with those above it.
  package let key: String

  /// Makes a text with its place.
  package init(text: String, path: String, line: Int?, key: String) {
    self.text = text
    self.path = path
    self.line = line
    self.key = key
  }

  /// The text.
  package var description: String { text }

  /// A part of the text, at the same place.
  package func part(_ text: some StringProtocol) -> ConfigurationText {
    ConfigurationText(text: String(text), path: path, line: line, key: key)
  }

  /// An error about the text.
  package func error(_ message: String) -> ConfigurationError {
    ConfigurationError(path: path, line: line, key: key, message: message)
  }
}
