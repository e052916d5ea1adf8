/// A step on the way to a value, as a finding shows it.
package struct DerivationStep: Hashable, Sendable, Codable {
  /// What happens: `'prefix' is "cluster_"`.
  package var text: String
  /// The file.
  package var path: String
  /// The place.
  package var range: TextRange

  /// Makes a step.
  package init(_ text: String, path: String, range: TextRange) {
    self.text = text
    self.path = path
    self.range = range
  }
}
