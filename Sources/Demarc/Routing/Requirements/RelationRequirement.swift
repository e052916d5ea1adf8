/// What the repository of a table needs of a cluster: the table's columns with their types.
///
/// The generator writes one for each repository of the data plane.
public struct RelationRequirement: Sendable, Hashable {
  /// The Postgres schema of the table.
  public let schema: String
  /// The table's name.
  public let name: String
  /// The types of the columns that generated code names, as the form in which values travel: below domains,
  /// without limits, with their schema unless they are Postgres' own.
  public let columns: [String: String]

  /// Makes a requirement.
  public init(schema: String, name: String, columns: [String: String]) {
    self.schema = schema
    self.name = name
    self.columns = columns
  }

  /// The table, as repositories name it to their session.
  var relation: String { "\(schema).\(name)" }
}
