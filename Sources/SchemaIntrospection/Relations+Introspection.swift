import Catalog
import PostgresDriver

extension PostgresConnection {
  /// Every relation with its columns, constraints, indexes, triggers and policies.
  func relations() async throws -> [Relation] {
    async let headers = relationHeaders()
    async let columns = columns()
    async let constraints = constraints()
    async let indexes = indexes()
    async let triggers = triggers()
    async let policies = policies()
    async let views = views()
    async let parents = parents()
    async let grants = grants()
    var relations = try await headers
    try requireDistinct(relations.map(\.name), "relation")
    let parts = try await (
      columns: columns, constraints: constraints, indexes: indexes, triggers: triggers,
      policies: policies, views: views, parents: parents, grants: grants
    )
    for position in relations.indices {
      let name = relations[position].name
      let constraints = parts.constraints[name, default: RelationConstraints()]
      relations[position] = Relation(
        name: name,
        kind: relations[position].kind,
        comment: relations[position].comment,
        columns: parts.columns[name, default: []],
        primaryKey: constraints.primaryKey,
        uniqueKeys: constraints.uniqueKeys,
        foreignKeys: constraints.foreignKeys,
        checks: constraints.checks,
        indexes: parts.indexes[name, default: []],
        triggers: parts.triggers[name, default: []],
        rowSecurity: relations[position].rowSecurity,
        policies: parts.policies[name, default: []],
        view: parts.views[name],
        parents: parts.parents[name, default: []],
        grants: parts.grants[name, default: []]
      )
    }
    return relations
  }

  private func relationHeaders() async throws -> [Relation] {
    try await catalogRows(
      """
      select n.nspname, c.relname, c.relkind::text, pg_catalog.obj_description(c.oid, 'pg_class'),
        c.relrowsecurity, c.relforcerowsecurity
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where \(userRelations)
      """
    ) { row in
      let name = try row.nextName()
      let kind = try relationKind(try row.next(), of: name)
      let comment = try row.next(String?.self)
      let (isEnabled, isForced) = (try row.next(Bool.self), try row.next(Bool.self))
      return Relation(
        name: name,
        kind: kind,
        comment: comment,
        columns: [],
        rowSecurity: isEnabled ? (isForced ? .forced : .enabled) : .disabled
      )
    }
  }

  private func columns() async throws -> [QualifiedName: [Column]] {
    let rows = try await catalogRows(
      """
      select n.nspname, c.relname, a.attname,
        t.nspname, t.typname, t.is_array, pg_catalog.format_type(a.atttypid, a.atttypmod),
        not a.attnotnull, a.attidentity::text, a.attgenerated::text,
        pg_catalog.pg_get_expr(x.adbin, x.adrelid),
        d.description,
        (select nullif(co.collname, 'default') from pg_catalog.pg_collation co where co.oid = a.attcollation),
        case when a.attndims > 1 then a.attndims::int end
      from pg_catalog.pg_attribute a
      join pg_catalog.pg_class c on c.oid = a.attrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join (\(typeNames)) t on t.oid = a.atttypid
      left join pg_catalog.pg_attrdef x on x.adrelid = a.attrelid and x.adnum = a.attnum
      left join pg_catalog.pg_description d
        on d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = c.oid and d.objsubid = a.attnum
      where a.attnum > 0 and not a.attisdropped and \(userRelations)
      """
    ) { row in
      let relation = try row.nextName()
      return (
        relation: relation,
        column: Column(
          name: try row.next(),
          type: try row.nextType(),
          isNullable: try row.next(),
          source: columnSource(
            identity: try row.next(),
            generated: try row.next(),
            expression: try row.next(String?.self)
          ),
          comment: try row.next(String?.self),
          collation: try row.next(String?.self),
          dimensions: try row.next(Int32?.self).map(Int.init)
        )
      )
    }
    return Dictionary(grouping: rows, by: \.relation).mapValues { $0.map(\.column) }
  }

  private func indexes() async throws -> [QualifiedName: [Index]] {
    let rows = try await catalogRows(
      """
      select n.nspname, c.relname, ic.relname, am.amname, i.indisunique and not i.indisexclusion,
        pg_catalog.pg_get_expr(i.indpred, i.indrelid),
        a.attname,
        coalesce(
          pg_catalog.quote_ident(a.attname), pg_catalog.pg_get_indexdef(i.indexrelid, k.position::int, true)
        ),
        (i.indoption[k.position - 1] & 1) = 1,
        case when not oc.opcdefault then oc.opcname end,
        (
          select nullif(co.collname, 'default') from pg_catalog.pg_collation co
          where co.oid = i.indcollation[k.position - 1]
        ),
        (oc.opcfamily, case am.amname when 'btree' then oc.opcintype else 0 end) not in (
          select o.amopfamily, case m.amname when 'btree' then o.amoplefttype else 0 end
          from pg_catalog.pg_amop o
          join pg_catalog.pg_am m on m.oid = o.amopmethod
          join pg_catalog.pg_operator op on op.oid = o.amopopr
          join pg_catalog.pg_proc p on p.oid = op.oprcode
          where o.amoppurpose = 's' and p.proleakproof
            and (m.amname <> 'btree' or (o.amopstrategy = 3 and o.amoplefttype = o.amoprighttype))
        )
      from pg_catalog.pg_index i
      join pg_catalog.pg_class c on c.oid = i.indrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_class ic on ic.oid = i.indexrelid
      join pg_catalog.pg_am am on am.oid = ic.relam
      cross join lateral generate_series(1, i.indnkeyatts) as k(position)
      join pg_catalog.pg_opclass oc on oc.oid = i.indclass[k.position - 1]
      left join pg_catalog.pg_attribute a
        on a.attrelid = i.indrelid and a.attnum = i.indkey[k.position - 1] and a.attnum > 0
      where i.indisvalid and \(userRelations)
      order by i.indexrelid, k.position
      """
    ) { row in
      (
        relation: try row.nextName(), name: try row.next(String.self),
        method: try row.next(String.self), isUnique: try row.next(Bool.self),
        predicate: try row.next(String?.self),
        term: Index.Term(
          column: try row.next(String?.self),
          sql: try row.next(),
          isDescending: try row.next(),
          operatorClass: try row.next(String?.self),
          collation: try row.next(String?.self),
          isLeaky: try row.next(Bool.self) ? true : nil
        )
      )
    }
    return Dictionary(grouping: rows, by: \.relation).mapValues { rows in
      Dictionary(grouping: rows, by: \.name).compactMap { name, terms in
        terms.first.map { first in
          Index(
            name: name,
            method: first.method,
            isUnique: first.isUnique,
            terms: terms.map(\.term),
            predicate: first.predicate
          )
        }
      }
    }
  }

  private func triggers() async throws -> [QualifiedName: [Trigger]] {
    let rows = try await catalogRows(
      """
      select n.nspname, c.relname, t.tgname, pg_catalog.pg_get_triggerdef(t.oid, true)
      from pg_catalog.pg_trigger t
      join pg_catalog.pg_class c on c.oid = t.tgrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where not t.tgisinternal and \(userRelations)
      """
    ) { row in
      (
        relation: try row.nextName(),
        trigger: Trigger(name: try row.next(), definition: try row.next())
      )
    }
    return Dictionary(grouping: rows, by: \.relation).mapValues { $0.map(\.trigger) }
  }

  private func policies() async throws -> [QualifiedName: [Policy]] {
    let rows = try await catalogRows(
      """
      select n.nspname, c.relname, p.polname, p.polpermissive,
        case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
          when 'd' then 'delete' else 'all' end,
        array(
          select coalesce(r.rolname::text, 'public')
          from unnest(p.polroles) as m(oid) left join pg_catalog.pg_roles r on r.oid = m.oid
        ),
        pg_catalog.pg_get_expr(p.polqual, p.polrelid),
        pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)
      from pg_catalog.pg_policy p
      join pg_catalog.pg_class c on c.oid = p.polrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where \(userRelations)
      """
    ) { row in
      (
        relation: try row.nextName(),
        policy: Policy(
          name: try row.next(),
          isPermissive: try row.next(),
          command: try row.next(),
          roles: try row.next(),
          using: try row.next(String?.self),
          withCheck: try row.next(String?.self)
        )
      )
    }
    return Dictionary(grouping: rows, by: \.relation).mapValues { $0.map(\.policy) }
  }
}

/// A condition on `pg_class c` and `pg_namespace n`: what users read rows from.
let userRelations = """
  c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition and \(userSchemas)
    and \(notOfExtension("pg_class", "c.oid"))
  """

private func relationKind(_ code: String, of name: QualifiedName) throws -> Relation.Kind {
  switch code {
  case "r": .table
  case "p": .partitionedTable
  case "v": .view
  case "m": .materializedView
  case "f": .foreignTable
  default:
    throw IntrospectionError(description: "\(name) is a relation of the unknown kind '\(code)'.")
  }
}

private func columnSource(
  identity: String,
  generated: String,
  expression: String?
) -> Column.Source? {
  switch (identity, generated, expression) {
  case ("a", _, _): .identityAlways
  case ("d", _, _): .identityByDefault
  case (_, "", .some(let expression)): .defaultExpression(expression)
  case (_, _, .some(let expression)): .generated(expression)
  case (_, _, nil): nil
  }
}
