/// Something in a statement that keeps it from being used.
package struct SQLProblem: Error, Hashable, Sendable {
  /// Where in the statement it is, in bytes of UTF-8 from 0.
  package let offset: Int
  /// What is wrong.
  package let cause: String
  /// What to write instead.
  package let remedy: String

  /// Notes a problem.
  package init(at offset: Int, _ cause: String, _ remedy: String) {
    self.offset = offset
    self.cause = cause
    self.remedy = remedy
  }
}
