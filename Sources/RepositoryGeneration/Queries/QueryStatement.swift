/// A statement of a named query; one with filters that vanish has several.
package struct QueryStatement: Hashable, Sendable {
  /// The query's file.
  package let path: String
  /// The query's name, which the method has.
  package let query: String
  /// The text, with `$1`, `$2`, … for the parameters.
  package let sql: String

  /// The query's file and name, as they are shown: `schema/queries/admin/jobs.sql: dueJobs`.
  package var place: String { "\(path): \(query)" }
}
