public import Catalog
public import PostgresDriver

extension DatabaseSchema {
  /// Reads the structure of a database from its system catalogs.
  ///
  /// The queries travel in one pipeline. Postgres' own schemas, objects of extensions, partitions of
  /// partitioned tables and Demarc's own schema `demarc` are left out.
  ///
  /// - Throws: `PostgresError`, or `IntrospectionError` when the server is too old.
  public init(introspecting client: PostgresClient) async throws {
    try await requireSupportedVersion(client)
    async let extensions = client.extensionNames()
    async let enums = client.enumTypes()
    async let relations = client.relations()
    async let routines = client.routines()
    self = try await DatabaseSchema(
      extensions: extensions,
      enums: enums,
      relations: relations,
      routines: routines
    )
  }
}

/// The oldest major version of Postgres that is understood.
private let oldestVersion = 15

private func requireSupportedVersion(_ client: PostgresClient) async throws {
  let sql = "select current_setting('server_version_num')::int, current_setting('server_version')"
  let version = try await client.execute(Statement(sql, access: .read)).one { row in
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

/// A database that cannot be introspected.
public struct IntrospectionError: Error, CustomStringConvertible {
  /// What was found and what to do.
  public let description: String
}
