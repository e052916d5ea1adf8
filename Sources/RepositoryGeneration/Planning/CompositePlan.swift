import Catalog

/// What is generated for a composite type.
struct CompositePlan {
  /// A field and its Swift property.
  struct Field: Hashable {
    /// The field in the database.
    let field: CompositeType.Field
    /// The property's name, not escaped.
    let name: String
    /// The type of a value that is not NULL; any field may be NULL.
    let type: String
  }

  /// The type in the database.
  let type: CompositeType
  /// The name of the Swift type.
  let typeName: String
  /// The fields, in their declared order.
  let fields: [Field]
}
