/// A part of a statement of SQL that is about rows of tenants and bound to none.
package struct UnboundStatement: Hashable, Sendable {
  /// What is not bound, as a part of a sentence.
  package var cause: String
  /// How the statement arises, the first step first.
  package var steps: [DerivationStep]
  /// The statement in the file.
  package var range: TextRange

  /// Makes a fact.
  package init(cause: String, steps: [DerivationStep] = [], range: TextRange) {
    self.cause = cause
    self.steps = steps
    self.range = range
  }
}
