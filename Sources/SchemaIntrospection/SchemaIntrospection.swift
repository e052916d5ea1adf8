public import Catalog
public import PostgresDriver

extension DatabaseSchema {
  /// Reads the structure of a database from its system catalogs.
  ///
  /// The queries travel in one pipeline and see one state of the database. Postgres' own schemas,
  /// objects of extensions, partitions of partitioned tables and Demarc's own schema `demarc` are left
  /// out.
  ///
  /// - Throws: `PostgresError`, or `IntrospectionError` when the server is too old or two names cannot be
  ///   told apart.
  public init(introspecting client: PostgresClient) async throws {
    self = try await client.withTransaction(.repeatableRead) { connection in
      try await requireSupportedVersion(connection)
      // Postgres leaves out of a definition the schemas that the session finds without being told.
      _ = try await connection.execute(Statement("set local search_path = public", access: .read))
      // Of thousands of tables the estimates are so high that Postgres would compile each query, which takes longer
      // than to run it.
      _ = try await connection.execute(Statement("set local jit = off", access: .read))
      async let extensions = connection.extensionNames()
      async let domains = connection.domainTypes()
      async let composites = connection.compositeTypes()
      async let enums = connection.enumTypes()
      async let ranges = connection.rangeTypes()
      async let relations = connection.relations()
      async let routines = connection.routines()
      return try await DatabaseSchema(
        extensions: extensions,
        domains: domains,
        composites: composites,
        enums: enums,
        ranges: ranges,
        relations: relations,
        routines: routines
      )
    }
  }
}

/// The oldest major version of Postgres that is understood; of 14, as far as it goes: its views cannot be
/// `security_invoker`.
private let oldestVersion = 14

private func requireSupportedVersion(_ connection: PostgresConnection) async throws {
  let sql = "select current_setting('server_version_num')::int, current_setting('server_version')"
  let version = try await connection.execute(Statement(sql, access: .read)).one { row in
    (number: try row.next(Int32.self), name: try row.next(String.self))
  }
  guard version.number / 10_000 >= oldestVersion else {
    throw IntrospectionError(
      description: """
        The server runs PostgreSQL \(version.name), and Demarc understands \(oldestVersion) and \
        later. Upgrade the server, or generate from the migrations on a newer local server.
        """
    )
  }
}

/// Requires that names differ for Swift too, which takes two spellings of the same letters for equal.
func requireDistinct(_ names: [QualifiedName], _ kind: String) throws(IntrospectionError) {
  var seen: Set<QualifiedName> = []
  for name in names where !seen.insert(name).inserted {
    throw IntrospectionError(
      description: """
        Two \(kind)s are called \(name), in two spellings of Unicode that look alike. Rename one of them.
        """
    )
  }
}

/// A database that cannot be introspected.
public struct IntrospectionError: Error, CustomStringConvertible {
  /// What was found and what to do.
  public let description: String
}
