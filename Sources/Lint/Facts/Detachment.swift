/// A value that work takes with it which goes on when its caller is done.
package struct Detachment: Hashable, Sendable {
  /// What runs the work: `Task.detached`.
  package var runner: String
  /// The name under which the value is taken.
  package var name: String
  /// The names of the types that the value has or holds.
  package var typeNames: [String]
  /// The name in the work.
  package var range: TextRange

  /// Makes a detachment.
  package init(runner: String, name: String, typeNames: [String], range: TextRange) {
    self.runner = runner
    self.name = name
    self.typeNames = typeNames
    self.range = range
  }
}
