import Catalog
import PostgresDriver

extension PostgresConnection {
  /// What every view and materialized view shows.
  func views() async throws -> [QualifiedName: View] {
    async let reads = viewSources()
    let rows = try await catalogRows(
      """
      select n.nspname, c.relname, pg_catalog.pg_get_viewdef(c.oid),
        coalesce((
          select o.option_value::boolean from pg_catalog.pg_options_to_table(c.reloptions) o
          where o.option_name = 'security_invoker'
        ), false),
        array(
          select a.attname::text from pg_catalog.pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum
        )
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and \(userRelations)
      """
    ) { row in
      (
        relation: try row.nextName(), definition: try row.next(String.self),
        isSecurityInvoker: try row.next(Bool.self), columns: try row.next([String].self)
      )
    }
    let sources = try await reads
    let views = rows.map { row in
      (
        row.relation,
        View(
          definition: row.definition,
          isSecurityInvoker: row.isSecurityInvoker,
          columns: row.columns,
          reads: sources[row.relation, default: []]
        )
      )
    }
    return Dictionary(views, uniquingKeysWith: { first, _ in first })
  }

  /// The relations that each view's query reads.
  private func viewSources() async throws -> [QualifiedName: [QualifiedName]] {
    let rows = try await catalogRows(
      """
      select distinct n.nspname, c.relname, sn.nspname, s.relname
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_rewrite w on w.ev_class = c.oid
      join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::regclass
        and d.objid = w.oid and d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid <> c.oid
      join pg_catalog.pg_class s on s.oid = d.refobjid and s.relkind in ('r', 'p', 'v', 'm', 'f')
      join pg_catalog.pg_namespace sn on sn.oid = s.relnamespace
      where c.relkind in ('v', 'm') and \(userRelations)
      """
    ) { row in (relation: try row.nextName(), source: try row.nextName()) }
    return Dictionary(grouping: rows, by: \.relation).mapValues { $0.map(\.source) }
  }

  /// The tables that each table inherits from.
  func parents() async throws -> [QualifiedName: [QualifiedName]] {
    let rows = try await catalogRows(
      """
      select n.nspname, c.relname, pn.nspname, p.relname
      from pg_catalog.pg_inherits i
      join pg_catalog.pg_class c on c.oid = i.inhrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_class p on p.oid = i.inhparent
      join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace
      where \(userRelations)
      """
    ) { row in (relation: try row.nextName(), parent: try row.nextName()) }
    return Dictionary(grouping: rows, by: \.relation).mapValues { $0.map(\.parent) }
  }

  /// What roles other than the owner may do with each relation and its columns.
  func grants() async throws -> [QualifiedName: [Grant]] {
    let rows = try await catalogRows(
      """
      select g.nspname, g.relname, g.role, array_agg(g.privilege order by g.privilege), g.columns
      from (
        select n.nspname, c.relname, coalesce(r.rolname::text, 'public') as role,
          lower(x.privilege_type) as privilege, '{}'::text[] as columns
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        cross join lateral pg_catalog.aclexplode(c.relacl) x
        left join pg_catalog.pg_roles r on r.oid = x.grantee
        where x.grantee <> c.relowner and \(userRelations)
        union all
        select n.nspname, c.relname, coalesce(r.rolname::text, 'public'), lower(x.privilege_type),
          array_agg(a.attname::text order by a.attname)
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        cross join lateral pg_catalog.aclexplode(a.attacl) x
        left join pg_catalog.pg_roles r on r.oid = x.grantee
        where x.grantee <> c.relowner and \(userRelations)
        group by n.nspname, c.relname, r.rolname, x.privilege_type
      ) g
      group by g.nspname, g.relname, g.role, g.columns
      """
    ) { row in
      (
        relation: try row.nextName(),
        grant: Grant(
          role: try row.next(),
          privileges: try row.next(),
          columns: try row.next()
        )
      )
    }
    return Dictionary(grouping: rows, by: \.relation).mapValues { $0.map(\.grant) }
  }
}
