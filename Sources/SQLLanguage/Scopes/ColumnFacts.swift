package import Catalog

/// Where a column of a relation is.
package struct ColumnOrigin: Hashable, Sendable {
  /// The relation.
  package let relation: QualifiedName
  /// The column's name.
  package let column: String

  /// Names a column.
  package init(relation: QualifiedName, column: String) {
    self.relation = relation
    self.column = column
  }
}

/// A column of something that a statement reads from, or of what it returns.
///
/// The same relation gives other columns wherever it is named again: their values differ.
typealias ColumnID = Int

/// What is known of a column's values.
struct ColumnFacts {
  /// The column of a relation whose values these are.
  var origin: ColumnOrigin?
  /// Whether no value is NULL.
  var isNonNull = false
  /// Whether a value tells a secret.
  var isSecret = false
  /// Whether values are JSON documents.
  var isDocument = false
}
