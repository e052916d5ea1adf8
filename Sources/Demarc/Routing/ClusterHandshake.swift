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
      (answer.bypassesRowSecurity, "bypasses row security, or can become a role that does"),
      (answer.ownsTables, "owns tables of the cluster, or can become their owner"),
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

  /// Whoever is a member of a role can become it, so memberships count like attributes.
  private static let sql = """
    select (select cluster_id from demarc.cluster_identity), me.rolname::text, me.rolsuper,
      exists (
        select from pg_catalog.pg_roles r
        where (r.rolsuper or r.rolbypassrls) and pg_catalog.pg_has_role(me.oid, r.oid, 'member')
      ),
      exists (
        select from pg_catalog.pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace <> 'pg_catalog'::regnamespace
          and pg_catalog.pg_has_role(me.oid, c.relowner, 'member')
      )
    from pg_catalog.pg_roles me where me.rolname = current_user
    """
}
