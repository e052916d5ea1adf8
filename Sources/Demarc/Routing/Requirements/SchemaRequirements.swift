/// What the repositories of a module need of a cluster: their tables, and the columns with their types.
///
/// The generator writes it. It is one text, which Postgres reads: as values, it would cost the compiler minutes.
public struct SchemaRequirements: Sendable, Hashable {
  /// By schema, table and column the type in whose form values travel: below domains, without limits, with its
  /// schema unless it is one of Postgres' own.
  let json: String

  /// Makes the requirements of their text.
  public init(json: String) {
    self.json = json
  }
}
