import PostgresDriver
import Synchronization

/// Proves once for each client of a cluster that the cluster's tables keep tenants apart by themselves, so that
/// a mistake in the generator or in a migration by hand does not reach another tenant's rows.
final class ClusterProver: Sendable {
  private let cluster: ClusterID
  private let rules: IsolationRules
  private let isProven = Atomic(false)

  init(cluster: ClusterID, rules: IsolationRules) {
    self.cluster = cluster
    self.rules = rules
  }

  /// Looks at the catalog, unless it was found to be in order before.
  ///
  /// - Throws: `RoutingError.Code.isolationNotProven`, which names every fault and how it is mended.
  func prove(_ connection: PostgresConnection) async throws {
    guard !isProven.load(ordering: .relaxed) else { return }
    let parameters = Parameters(
      rules.root,
      rules.rootKey,
      rules.column,
      rules.type,
      rules.applicationRole,
      rules.fleetRole ?? "",
      rules.trustedFunctions.sorted()
    )
    let faults = try await connection.execute(Statement(Self.sql, parameters, access: .read))
      .map { row in try fault(&row) }
    guard faults.isEmpty else { throw RoutingError.isolationNotProven(cluster, faults: faults) }
    isProven.store(true, ordering: .relaxed)
  }

  private func fault(_ row: inout RowReader) throws -> String {
    let kind = try row.next(String.self)
    let object = try row.next(String.self)
    let detail = try row.next(String.self)
    let policy = try row.next(String.self)
    guard let kind = IsolationFault.Kind(rawValue: kind) else {
      preconditionFailure("The catalog query gives a kind of fault, '\(kind)', that has no text.")
    }
    return IsolationFault(kind: kind, object: object, detail: detail)
      .description(under: rules, policy: policy)
  }

  /// Every fault: its kind, the object, a detail, and the text that the tenant's policies of that table have.
  ///
  /// $1 root, $2 its key, $3 tenant's column, $4 its type, $5 application, $6 fleet or empty, $7 trusted functions.
  private static let sql = """
    with recursive tenant as (
      select c.oid, c.oid::regclass::text as name, a.attnum, a.attnotnull,
        c.oid is not distinct from to_regclass($1) as is_root,
        c.relrowsecurity and c.relforcerowsecurity as is_forced,
        format(
          '(%s = (current_setting(''demarc.tenant''::text))::%s)', quote_ident(a.attname), $4::text
        ) as policy
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attname = case when c.oid = to_regclass($1) then $2::text else $3::text end
      where c.relkind in ('r', 'p', 'f')
        and n.nspname not in ('pg_catalog', 'information_schema', 'demarc')
        and n.nspname !~ '^pg_(temp|toast)'
    ),
    policies as (
      select p.polname, p.polrelid, p.polpermissive,
        p.polcmd = '*' and p.polroles = array[(
          select oid from pg_catalog.pg_roles where rolname = $5::text
        )] and pg_catalog.pg_get_expr(p.polqual, p.polrelid) = t.policy
          and pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) = t.policy as is_tenants,
        p.polpermissive and p.polroles = array[(
          select oid from pg_catalog.pg_roles where rolname = $6::text
        )] and pg_catalog.pg_get_expr(p.polqual, p.polrelid) = 'true'
          and p.polwithcheck is null as is_fleets
      from pg_catalog.pg_policy p join tenant t on t.oid = p.polrelid
    ),
    readers as (
      select r.ev_class as reader, d.refobjid as source
      from pg_catalog.pg_rewrite r
      join pg_catalog.pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
        and d.refclassid = 'pg_class'::regclass and d.refobjid <> r.ev_class
    ),
    -- What reads a tenant table, be it through views.
    reached as (
      select reader, source as tenant from readers where source in (select oid from tenant)
      union
      select readers.reader, reached.tenant from readers join reached on readers.source = reached.reader
    ),
    faults as (
      select 'missing root' as kind, $1::text as object, '' as detail, '' as policy
      where not exists (select from tenant where is_root)
      union all
      select 'nullable tenant', name, '', policy from tenant where not attnotnull
      union all
      select 'key', t.name, i.indexrelid::regclass::text, t.policy
      from tenant t join pg_catalog.pg_index i on i.indrelid = t.oid
      where i.indisunique and not t.is_root and i.indkey[0] <> t.attnum
      union all
      select 'row security', name, '', policy from tenant where not is_forced
      union all
      select 'policy', t.name, quote_ident(p.polname), t.policy
      from policies p join tenant t on t.oid = p.polrelid
      where (p.is_tenants or p.is_fleets) is not true
      union all
      select 'missing policy', t.name, wanted.word, t.policy
      from tenant t cross join (values (true, 'permissive'), (false, 'restrictive')) wanted(kind, word)
      where not exists (
        select from policies p
        where p.polrelid = t.oid and p.is_tenants and p.polpermissive = wanted.kind
      )
      union all
      select 'foreign key', source.name, quote_ident(k.conname), source.policy
      from pg_catalog.pg_constraint k
      join tenant source on source.oid = k.conrelid
      join tenant target on target.oid = k.confrelid
      where k.contype = 'f' and not exists (
        select from unnest(k.conkey, k.confkey) as pair(source, target)
        where pair.source = source.attnum and pair.target = target.attnum
      )
      union all
      select 'view', c.oid::regclass::text, string_agg(distinct t.name, ', '), ''
      from readers join tenant t on t.oid = readers.source
      join pg_catalog.pg_class c on c.oid = readers.reader and c.relkind = 'v'
      where not exists (
        select from unnest(c.reloptions) option
        where lower(option) in (
          'security_invoker=true', 'security_invoker=on', 'security_invoker=1', 'security_invoker=yes'
        )
      )
      group by c.oid
      union all
      select 'materialized view', c.oid::regclass::text, string_agg(distinct t.name, ', '), ''
      from reached join tenant t on t.oid = reached.tenant
      join pg_catalog.pg_class c on c.oid = reached.reader and c.relkind = 'm'
      group by c.oid
      union all
      -- What a function's text reaches cannot be known, so any that the application can run counts.
      select 'function', p.oid::regprocedure::text, '', ''
      from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'demarc')
        and n.nspname || '.' || p.proname <> all ($7::text[])
        and not exists (
          select from pg_catalog.pg_depend d
          where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
        )
        and (
          pg_catalog.has_function_privilege(current_user, p.oid, 'execute')
          or exists (
            select from pg_catalog.pg_trigger g join tenant t on t.oid = g.tgrelid
            where g.tgfoid = p.oid
          )
        )
    )
    select kind, object, detail, policy from faults order by kind, object, detail
    """
}
