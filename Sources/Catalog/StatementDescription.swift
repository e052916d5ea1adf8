/// What a statement takes and returns, as Postgres describes it.
public struct StatementDescription: Hashable, Sendable {
  /// A column of the result.
  public struct Column: Hashable, Sendable {
    /// The column's name.
    public var name: String
    /// The column's type.
    public var type: TypeReference
    /// The relation whose column it is.
    public var relation: QualifiedName?
    /// The name of that column.
    public var column: String?

    /// Makes a column.
    public init(
      name: String,
      type: TypeReference,
      relation: QualifiedName? = nil,
      column: String? = nil
    ) {
      self.name = name
      self.type = type
      self.relation = relation
      self.column = column
    }
  }

  /// The types of the parameters `$1`, `$2`, ….
  public var parameters: [TypeReference]
  /// The columns of the result.
  public var columns: [Column]

  /// What travels, as text: `uuid, text -> id uuid, total numeric`.
  ///
  /// Types whose values travel as plain text are one.
  public var shape: String {
    func name(_ type: TypeReference) -> String {
      let name = type.name
      let own = name.schema == "pg_catalog" ? name.name : "\(name.schema).\(name.name)"
      return (type.isText ? "text" : own) + (type.isArray ? "[]" : "")
    }
    let given = parameters.map(name).joined(separator: ", ")
    let taken = columns.map { "\($0.name) \(name($0.type))" }.joined(separator: ", ")
    return "\(given) -> \(taken)"
  }

  /// Makes a description.
  public init(parameters: [TypeReference] = [], columns: [Column] = []) {
    self.parameters = parameters
    self.columns = columns
  }
}

/// Why Postgres does not take a statement.
public struct StatementRefusal: Error, Hashable, Sendable {
  /// What the server says.
  public var message: String
  /// Where in the statement: characters from 1.
  public var position: Int?

  /// Makes a refusal.
  public init(message: String, position: Int? = nil) {
    self.message = message
    self.position = position
  }
}

/// What Postgres says of statements, by their texts.
public typealias StatementDescriptions = [String: Result<StatementDescription, StatementRefusal>]
