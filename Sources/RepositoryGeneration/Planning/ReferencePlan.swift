import Catalog

/// A column that refers to one row of another relation, or of the same, by which related rows are loaded.
struct ReferencePlan {
  /// The property that refers.
  let property: PropertyPlan
  /// The relation that is referred to.
  let target: QualifiedName
  /// Whether at most one row refers to each.
  let isUnique: Bool
  /// Whether an index finds the rows.
  let isIndexed: Bool
  /// The plural of the property, the label of the method that finds by it.
  let label: String
}
