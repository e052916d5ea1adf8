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

  /// `path:line: key: message`.
  package var description: String {
    let place = line.map { "\(path):\($0)" } ?? path
    return key.isEmpty ? "\(place): \(message)" : "\(place): '\(key)': \(message)"
  }
}
