package import PostgresDriver

/// What Demarc's own schema in a database says, for whoever only looks.
package struct MigrationState: Sendable {
  /// The cluster that the database says it is.
  package let cluster: String?
  /// The migrations in the ledger, or nil where the role may not read it.
  package let applied: Set<String>?

  /// Looks at a database; one without Demarc's schema has applied nothing and is no cluster.
  ///
  /// - Throws: `PostgresError` when the database cannot be asked.
  package init(of client: PostgresClient) async throws {
    let tables = Dictionary(
      uniqueKeysWithValues: try await client.execute(Self.readableTables).map { row in
        (try row.next(String.self), try row.next(Bool.self))
      }
    )
    cluster =
      tables["cluster_identity"] == true
      ? try await client.texts("select cluster_id from demarc.cluster_identity").first : nil
    switch tables["migration"] {
    case nil: applied = []
    case false?: applied = nil
    case true?: applied = Set(try await client.texts("select name from demarc.migration"))
    }
  }

  /// The migrations that the database lacks, or nil where that cannot be known.
  package func pending(of migrations: [String]) -> [String]? {
    applied.map { applied in migrations.filter { !applied.contains($0) } }
  }

  /// The tables of Demarc's schema, and whether the role may read them.
  private static let readableTables = Statement(
    """
    select c.relname::text, pg_catalog.has_schema_privilege(n.oid, 'usage')
      and pg_catalog.has_table_privilege(c.oid, 'select')
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'demarc' and c.relkind = 'r'
    """,
    access: .read
  )
}

extension PostgresClient {
  fileprivate func texts(_ sql: String) async throws -> [String] {
    try await execute(Statement(sql, access: .read)).map { row in try row.next(String.self) }
  }
}
