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
    guard answer.faults.isEmpty else {
      throw RoutingError.privilegedRole(
        answer.role,
        cluster: cluster,
        reason: answer.faults.joined(separator: " and ")
      )
    }
  }

  private struct Answer {
    let identity: String?
    let role: String
    /// What the role can do and must not.
    let faults: [String]
  }

  private func answer(of connection: PostgresConnection) async throws -> Answer {
    do {
      return try await connection.execute(Statement(Self.sql, access: .read)).one { row in
        Answer(
          identity: try row.next(String?.self),
          role: try row.next(),
          faults: try row.next()
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
    select (select cluster_id from demarc.cluster_identity), me.rolname::text,
      array_remove(array[\(faults.map { "case when \($0) then '\($1)' end" }.joined(separator: ", "))], null)
    from pg_catalog.pg_roles me where me.rolname = current_user
    """

  /// What lets a role past row security, as a condition on `pg_roles me`, and how a message says it.
  ///
  /// Whoever is a member of a role can become it, so memberships count like attributes.
  private static let faults = [
    ("me.rolsuper", "is a superuser"),
    (
      """
      exists (
        select from pg_catalog.pg_roles r
        where (r.rolsuper or r.rolbypassrls) and pg_catalog.pg_has_role(me.oid, r.oid, 'member')
      )
      """, "bypasses row security, or can become a role that does"
    ),
    (
      // Before Postgres 16 such a role can make itself a member of any other that is no superuser.
      "me.rolcreaterole", "may create roles"
    ),
    (
      """
      me.rolreplication or exists (
        select from pg_catalog.pg_roles r
        where r.rolname ~ '^pg_(read_server_files|write_server_files|execute_server_program)$'
          and pg_catalog.pg_has_role(me.oid, r.oid, 'member')
      )
      """, "may read the server below its tables"
    ),
    (
      """
      exists (
        select from pg_catalog.pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace <> 'pg_catalog'::regnamespace
          and pg_catalog.pg_has_role(me.oid, c.relowner, 'member')
      )
      """, "owns tables of the cluster, or can become their owner"
    ),
    (
      // None of the three is held by row security.
      """
      exists (
        select from pg_catalog.pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace <> 'pg_catalog'::regnamespace
          and pg_catalog.has_table_privilege(me.oid, c.oid, 'truncate, references, trigger')
      )
      """, "holds TRUNCATE, REFERENCES or TRIGGER on tables of the cluster"
    ),
    (
      """
      exists (
        select from pg_catalog.pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'demarc'::regnamespace and c.relkind = 'r'
          and a.attnum > 0 and not a.attisdropped
          and (c.relname, a.attname) <> ('tenant_fence', 'lk')
          and (
            pg_catalog.has_column_privilege(me.oid, c.oid, a.attnum, 'insert, update')
            or pg_catalog.has_table_privilege(me.oid, c.oid, 'delete')
          )
      )
      """, "can change the fences of tenants or the identity of the cluster"
    ),
    (
      """
      exists (
        select from pg_catalog.pg_trigger t
        join pg_catalog.pg_class c on c.oid = t.tgrelid
        join pg_catalog.pg_proc p on p.oid = t.tgfoid
        join pg_catalog.pg_roles o on o.oid = p.proowner
        where not t.tgisinternal and p.prosecdef and (o.rolsuper or o.rolbypassrls)
          and pg_catalog.has_any_column_privilege(me.oid, c.oid, 'insert, update')
      )
      """, "can fire triggers that bypass row security"
    ),
  ]
}
