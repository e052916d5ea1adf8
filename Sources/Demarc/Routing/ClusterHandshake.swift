import PostgresDriver

/// What each new connection to a cluster must prove before it serves anybody: that its database is that
/// cluster, and that row security holds its role.
struct ClusterHandshake: Sendable {
  let cluster: ClusterID

  /// Asks the database.
  ///
  /// - Throws: `RoutingError` when the answer is another than the registry's.
  func verify(_ connection: PostgresConnection) async throws {
    let answer = try await answer(of: connection)
    guard answer.identity == cluster.rawValue else {
      throw RoutingError.wrongCluster(expected: cluster, found: answer.identity)
    }
    for (isTrue, reason) in [
      (answer.isSuperuser, "is a superuser"),
      (answer.bypassesRowSecurity, "bypasses row security"),
      (answer.ownsTables, "owns tables of the cluster"),
    ] where isTrue {
      throw RoutingError.privilegedRole(answer.role, cluster: cluster, reason: reason)
    }
  }

  private struct Answer {
    let identity: String?
    let role: String
    let isSuperuser: Bool
    let bypassesRowSecurity: Bool
    let ownsTables: Bool
  }

  private func answer(of connection: PostgresConnection) async throws -> Answer {
    do {
      return try await connection.execute(Statement(Self.sql, access: .read)).one { row in
        Answer(
          identity: try row.next(String?.self),
          role: try row.next(),
          isSuperuser: try row.next(),
          bypassesRowSecurity: try row.next(),
          ownsTables: try row.next()
        )
      }
    } catch let error as PostgresError where Self.saysNoIdentity(error) {
      throw RoutingError.wrongCluster(expected: cluster, found: nil)
    }
  }

  /// A database without Demarc's support schema, or one that hides it, is no cluster.
  private static func saysNoIdentity(_ error: PostgresError) -> Bool {
    switch error.sqlState {
    case .undefinedTable, .invalidSchemaName, .insufficientPrivilege: true
    default: false
    }
  }

  private static let sql = """
    select (select cluster_id from demarc.cluster_identity), rolname::text, rolsuper, rolbypassrls,
      exists (
        select from pg_catalog.pg_class
        where relowner = r.oid and relkind in ('r', 'p') and relnamespace <> 'pg_catalog'::regnamespace
      )
    from pg_catalog.pg_roles r where rolname = current_user
    """
}
