/// What a view or a materialized view shows.
public struct View: Codable, Hashable, Sendable {
  /// The query as Postgres prints it.
  public var definition: String
  /// Whether the query runs with its reader's rights, and so behind the policies that hold for the reader.
  public var isSecurityInvoker: Bool
  /// The names of the columns, in the order of the query.
  public var columns: [String]
  /// The relations that the query reads itself, sorted.
  public var reads: [QualifiedName]

  /// Makes a view and sorts what it reads.
  public init(
    definition: String,
    isSecurityInvoker: Bool = false,
    columns: [String] = [],
    reads: [QualifiedName]
  ) {
    self.definition = definition
    self.columns = columns
    self.isSecurityInvoker = isSecurityInvoker
    self.reads = reads.sorted()
  }
}
