/// A `demarc.yml` that cannot be used.
package struct ConfigurationError: Error, Hashable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// The line of the offending key, from 1; nil where the whole file is meant.
  package let line: Int?
  /// The offending key with those above it: `databases.backend.tenant`; empty for the whole file.
  package let key: String
  /// What is wrong, and the next step.
  package let message: String

  /// Makes an error about a file, or about a key of it.
  package init(path: String, line: Int?, key: String, message: String) {
    self.path = path
    self.line = line
    self.key = key
    self.message = message
  }

  /// `path:line: key: message`.
  package var description: String {
    let place = line.map { "\(path):\($0)" } ?? path
    return key.isEmpty ? "\(place): \(message)" : "\(place): '\(key)': \(message)"
  }
}
