import Catalog

/// What is generated for an enum type.
struct EnumPlan {
  /// A label and its Swift case.
  struct Case: Hashable {
    /// The case's name, not escaped.
    let name: String
    /// The label in the database.
    let label: String
  }

  /// The type in the database.
  let type: EnumType
  /// The name of the Swift type.
  let typeName: String
  /// The cases, in the order of the labels.
  let cases: [Case]
}
