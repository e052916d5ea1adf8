import PostgresDriver

extension RepositorySession {
  /// Adds rows, all or none, by statements of many rows each.
  ///
  /// Some statements are under way at the same time, so that drafts are encoded while the server works.
  ///
  /// - Parameters:
  ///   - drafts: the rows.
  ///   - insertion: `insert into …`, with the values of the context's columns as its parameters.
  ///   - contextColumns: the columns that the context gives.
  /// - Returns: how many rows were added.
  /// - Throws: the first error, after which no row was added.
  public func insert<Drafts: Sequence>(
    _ drafts: Drafts,
    with insertion: StatementBuilder,
    after contextColumns: [String] = []
  ) async throws -> Int where Drafts.Element: EncodableRow {
    // 10,000 rows in one statement are slower: what the arrays unfold to no longer fits the server's work_mem.
    var batches = RowBatches(drafts, .columns, limit: .init(rows: 1000, bytes: 1 << 20))
    guard try batches.next() else { return 0 }
    return try await session.transaction { session in
      try await session.withConnection { connection in
        var pipeline = StatementPipeline(connection, depth: 3)
        repeat {
          try await pipeline.send(
            insertion.inserting(batches.rows, Drafts.Element.columns, after: contextColumns)
          )
        } while try batches.next()
        try await pipeline.finish()
        return pipeline.affectedRows
      }
    }
  }

  /// Adds rows, all or none, by `COPY`, which Postgres refuses where row security is on.
  ///
  /// - Parameters:
  ///   - drafts: the rows.
  ///   - table: the table as SQL.
  /// - Returns: how many rows were added.
  /// - Throws: the first error, after which no row was added.
  public func copy<Drafts: Sequence>(
    _ drafts: Drafts,
    into table: String
  ) async throws -> Int where Drafts.Element: EncodableRow {
    var batches = RowBatches(drafts, .rows, limit: .init(rows: .max, bytes: 1 << 16))
    guard try batches.next() else { return 0 }
    return try await session.transaction { session in
      try await session.withConnection { connection in
        var count = 0
        // A COPY takes rows of the same columns; where those change, another goes on.
        while batches.rows.count > 0 {
          count += try await connection.copy(&batches, into: table)
        }
        return count
      }
    }
  }

  /// Adds rows, all or none, by one statement for each, where their values cannot travel in arrays.
  ///
  /// - Parameters:
  ///   - drafts: the rows.
  ///   - insertion: `insert into …`, with the values of the context's columns as its parameters.
  ///   - contextColumns: the columns that the context gives.
  /// - Returns: how many rows were added.
  /// - Throws: the first error, after which no row was added.
  public func insertOneByOne<Drafts: Sequence>(
    _ drafts: Drafts,
    with insertion: StatementBuilder,
    after contextColumns: [String] = []
  ) async throws -> Int where Drafts.Element: EncodableRow {
    var iterator = drafts.makeIterator()
    guard let first = iterator.next() else { return 0 }
    return try await session.transaction { session in
      try await session.withConnection { connection in
        var pipeline = StatementPipeline(connection, depth: 64)
        var next: Drafts.Element? = first
        while let draft = next {
          var statement = insertion
          statement.values(Assignments(draft), after: contextColumns)
          try await pipeline.send(statement.write())
          next = iterator.next()
        }
        try await pipeline.finish()
        return pipeline.affectedRows
      }
    }
  }
}

extension PostgresConnection {
  /// Copies the batch that was made last, and those behind it that give the same columns.
  ///
  /// - Parameters:
  ///   - batches: the rows; the first batch behind them, if any, is left as the last one made.
  ///   - table: the table as SQL.
  /// - Returns: how many rows were added.
  /// - Throws: `PostgresError` or `CancellationError`.
  fileprivate nonisolated func copy<Drafts: Sequence>(
    _ batches: inout RowBatches<Drafts>,
    into table: String
  ) async throws -> Int where Drafts.Element: EncodableRow {
    let columns = batches.columns
    guard !columns.isEmpty else { return try await insertDefaults(&batches, into: table) }
    let names = columns.map { Drafts.Element.columns[$0].name }.joined(separator: ", ")
    let sql = "copy \(table) (\(names)) from stdin (format binary)"
    return try await copyIn(sql) { copy in
      try await copy.write(binaryHeader)
      repeat {
        try await copy.write(batches.rows.buffers[0].bytes)
      } while try batches.next() && batches.columns == columns
      try await copy.write(binaryTrailer)
    }
  }

  /// Adds rows that leave every column to its default, which COPY has no words for.
  private nonisolated func insertDefaults<Drafts: Sequence>(
    _ batches: inout RowBatches<Drafts>,
    into table: String
  ) async throws -> Int where Drafts.Element: EncodableRow {
    let statement = StatementBuilder("insert into \(table)")
      .inserting(batches.rows, Drafts.Element.columns, after: [])
    let count = try await execute(statement).affectedRows
    _ = try batches.next()
    return count
  }
}

/// The signature of the binary form, then flags and the length of an extension, of which there are none.
private let binaryHeader =
  Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0] + Array(repeating: 0, count: 8)
/// The number of values that stands for the end.
private let binaryTrailer: [UInt8] = [0xFF, 0xFF]
