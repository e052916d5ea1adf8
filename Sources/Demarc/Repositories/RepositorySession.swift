public import PostgresDriver

/// Runs the statements of generated repositories on the plane of a context.
///
/// It takes SQL, so it is for generated code alone: in product code the linter refuses it.
public struct RepositorySession: Sendable {
  let session: Session

  /// Works on the control plane.
  public init(_ context: AdminContext) {
    session = context.session
  }

  /// Works on the tenant's cluster, behind its fence.
  ///
  /// - Parameters:
  ///   - context: the tenant's context.
  ///   - relation: the table that the repository is for, as `schema.name`: its statements are refused where the
  ///     cluster has another one.
  public init(_ context: ClusterContext, of relation: String? = nil) {
    session = context.session.behind(RepositoryGate(to: relation, over: context.route.link))
  }

  /// Reads the rows of all tenants of a cluster.
  public init(_ context: FleetContext) {
    session = context.session
  }

  /// The rows that a statement returns.
  public func rows<Row: DecodableRow>(_ statement: Statement) async throws -> [Row] {
    try await session.execute(statement).map { row in try Row(row: &row) }
  }

  /// The rows that a statement returns, by what each of them refers to.
  public func rowsByKey<Row: DecodableRow, Key: Hashable>(
    _ statement: Statement,
    _ key: (Row) -> Key?
  ) async throws -> [Key: [Row]] {
    try await rows(statement).reduce(into: [:]) { rows, row in
      if let key = key(row) { rows[key, default: []].append(row) }
    }
  }

  /// The rows that a statement returns, by what each of them alone refers to.
  public func rowByKey<Row: DecodableRow, Key: Hashable>(
    _ statement: Statement,
    _ key: (Row) -> Key?
  ) async throws -> [Key: Row] {
    try await rows(statement).reduce(into: [:]) { rows, row in
      if let key = key(row) { rows[key] = row }
    }
  }

  /// The row that a statement returns, or nil when it returns none.
  public func optional<Row: DecodableRow>(_ statement: Statement) async throws -> Row? {
    try await session.execute(statement).optional { row in try Row(row: &row) }
  }

  /// The one row that a statement returns.
  public func one<Row: DecodableRow>(_ statement: Statement) async throws -> Row {
    try await session.execute(statement).one { row in try Row(row: &row) }
  }

  /// The number that a statement returns.
  public func count(_ statement: Statement) async throws -> Int {
    try await session.execute(statement).one { row in Int(try row.next(Int64.self)) }
  }

  /// Whether a statement returns any row.
  public func exists(_ statement: Statement) async throws -> Bool {
    try await session.execute(statement).count > 0
  }

  /// The number of rows that a statement changed.
  public func affectedRows(_ statement: Statement) async throws -> Int {
    try await session.execute(statement).affectedRows
  }

  /// Runs a statement for its effect.
  public func run(_ statement: Statement) async throws {
    _ = try await session.execute(statement)
  }

  /// The one value that a statement returns, or nil when that is NULL.
  public func value<Value: PostgresDecodable>(_ statement: Statement) async throws -> Value? {
    try await session.execute(statement).one { row in try row.next(Value?.self) }
  }

  /// The values of the one column that a statement returns.
  public func values<Value: PostgresDecodable>(_ statement: Statement) async throws -> [Value?] {
    try await session.execute(statement).map { row in try row.next(Value?.self) }
  }

  /// The rows of a search that come after a cursor.
  ///
  /// - Parameters:
  ///   - search: the search, without order or limit.
  ///   - ordering: the order of the rows.
  ///   - size: how many rows a page holds; at least 1.
  ///   - cursor: where the page begins; nil is the first one.
  ///   - isFiltered: whether the search's text ends in a condition.
  /// - Returns: the rows, and where the next page begins.
  /// - Throws: `CursorError` when the cursor belongs to another order.
  public func page<Row: DecodableRow>(
    _ search: StatementBuilder,
    by ordering: Ordering<Row>,
    size: Int,
    after cursor: Cursor<Row>?,
    isFiltered: Bool
  ) async throws -> Page<Row> {
    precondition(size > 0, "A page holds at least one row.")
    var statement = search
    if let cursor {
      try cursor.requireOrder(of: ordering)
      statement.after(cursor, of: ordering, keyword: isFiltered ? "and" : "where")
    }
    statement.order(by: ordering)
    // One row more than asked for tells whether another page follows.
    statement.limit(size + 1)
    let found: [Row] = try await rows(statement.read())
    let page = Array(found.prefix(size))
    let next = found.count > size ? page.last.map { Cursor(after: $0, in: ordering) } : nil
    return Page(rows: page, next: next)
  }
}
