public import PostgresDriver

extension RepositorySession {
  /// The one row that a change returns.
  ///
  /// - Throws: `ConstraintViolation` when it breaks one of the constraints, or what else went wrong.
  public func one<Row: DecodableRow>(
    _ statement: Statement,
    violating constraints: (some ConstraintName).Type
  ) async throws -> Row {
    try await result(of: statement, constraints).one { row in try Row(row: &row) }
  }

  /// The row that a change returns, or nil when it returns none.
  ///
  /// - Throws: `ConstraintViolation` when it breaks one of the constraints, or what else went wrong.
  public func optional<Row: DecodableRow>(
    _ statement: Statement,
    violating constraints: (some ConstraintName).Type
  ) async throws -> Row? {
    try await result(of: statement, constraints).optional { row in try Row(row: &row) }
  }

  /// The row that a change returns if it had the expected version, or nil when there is none.
  ///
  /// - Parameters:
  ///   - statement: returns, for the row that is there, its version, then `true` and the row if it was changed.
  ///   - version: the version that it expects.
  ///   - constraints: the constraints of the relation.
  /// - Returns: the row as it is now.
  /// - Throws: `StaleVersion` when the row has another version, `ConstraintViolation` when the change breaks one of
  ///   the constraints, or what else went wrong.
  public func update<Row: DecodableRow>(
    _ statement: Statement,
    expecting version: Int64,
    violating constraints: (some ConstraintName).Type
  ) async throws -> Row? {
    try await result(of: statement, constraints).optional { row in
      let current = try row.next(Int64.self)
      guard try row.next(Bool?.self) != nil else {
        throw StaleVersion(expected: version, current: current)
      }
      return try Row(row: &row)
    }
  }

  /// The number of rows that a statement changed.
  ///
  /// - Throws: `ConstraintViolation` when it breaks one of the constraints, or what else went wrong.
  public func affectedRows(
    _ statement: Statement,
    violating constraints: (some ConstraintName).Type
  ) async throws -> Int {
    try await result(of: statement, constraints).affectedRows
  }

  /// Adds rows, all or none, by statements of many rows each.
  ///
  /// - Throws: `ConstraintViolation` when one breaks one of the constraints, or what else went wrong.
  public func insert<Drafts: Sequence>(
    _ drafts: Drafts,
    with insertion: StatementBuilder,
    after contextColumns: [String] = [],
    violating constraints: (some ConstraintName).Type
  ) async throws -> Int where Drafts.Element: EncodableRow {
    try await naming(constraints) {
      try await insert(drafts, with: insertion, after: contextColumns)
    }
  }

  /// Adds rows, all or none, by one statement for each.
  ///
  /// - Throws: `ConstraintViolation` when one breaks one of the constraints, or what else went wrong.
  public func insertOneByOne<Drafts: Sequence>(
    _ drafts: Drafts,
    with insertion: StatementBuilder,
    after contextColumns: [String] = [],
    violating constraints: (some ConstraintName).Type
  ) async throws -> Int where Drafts.Element: EncodableRow {
    try await naming(constraints) {
      try await insertOneByOne(drafts, with: insertion, after: contextColumns)
    }
  }

  /// Adds rows, all or none, by `COPY`.
  ///
  /// - Throws: `ConstraintViolation` when one breaks one of the constraints, or what else went wrong.
  public func copy<Drafts: Sequence>(
    _ drafts: Drafts,
    into table: String,
    violating constraints: (some ConstraintName).Type
  ) async throws -> Int where Drafts.Element: EncodableRow {
    try await naming(constraints) { try await copy(drafts, into: table) }
  }

  private func result(
    of statement: Statement,
    _ constraints: (some ConstraintName).Type
  ) async throws -> PostgresResult {
    try await naming(constraints) { try await session.execute(statement) }
  }

  private func naming<Result>(
    _ constraints: (some ConstraintName).Type,
    _ body: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await body()
    } catch let error as PostgresError {
      throw error.violation(of: constraints)
    }
  }
}
