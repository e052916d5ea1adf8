/// What is generated for a file of queries.
struct QueryGroupPlan {
  /// The file.
  let file: QueryFile
  /// The name of the type whose methods the queries are.
  let typeName: String
  /// The comment above the first query.
  let comment: [String]
  /// The queries, in the order of the file.
  let queries: [QueryPlan]
}

/// What is generated for a query.
struct QueryPlan {
  /// A parameter of the method.
  struct Parameter {
    /// When a caller must give a parameter.
    enum Presence {
      /// Always, and it is not NULL.
      case required
      /// Always, and nil is NULL.
      case nullable
      /// A filter vanishes without it.
      case filter
    }

    /// The name in the file.
    let databaseName: String
    /// The name in Swift, not escaped.
    let name: String
    /// The type of a value that is not NULL.
    let type: String
    /// The type to which the parameter is cast, or nil where the server takes it as it comes.
    let castSQL: String?
    /// When a caller must give it.
    let presence: Presence
  }

  /// A column of the result.
  struct Column: Hashable {
    /// The property's name, not escaped.
    let name: String
    /// The name in the result.
    let databaseName: String
    /// The type of a value that is not NULL.
    let type: String
    /// Whether a value may be NULL.
    let isOptional: Bool
    /// The comment of the relation's column, if it is one's.
    let comment: String?

    /// The type of the property.
    var propertyType: String { isOptional ? type + "?" : type }
  }

  /// What the method gives of each row.
  enum Row {
    /// Nothing: the statement returns no rows.
    case none
    /// The value of the only column.
    case value(Column)
    /// A row that only this query has.
    case own(typeName: String, [Column])
    /// The row of a relation.
    case entity(typeName: String)
  }

  /// The query in its file, with names written out.
  let source: QuerySource
  /// Whether it changes nothing.
  let isRead: Bool
  /// The parameters in the order in which the file names them.
  let parameters: [Parameter]
  /// What a row is.
  let row: Row
}
