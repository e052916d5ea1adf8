import Catalog
import PostgresDriver

/// The constraints of one relation.
struct RelationConstraints {
  var primaryKey: Key?
  var uniqueKeys: [Key] = []
  var foreignKeys: [ForeignKey] = []
  var checks: [Check] = []
}

extension PostgresConnection {
  /// The constraints of every relation.
  func constraints() async throws -> [QualifiedName: RelationConstraints] {
    var constraints: [QualifiedName: RelationConstraints] = [:]
    for row in try await constraintRows() {
      constraints[row.relation, default: RelationConstraints()].insert(row)
    }
    return constraints
  }

  private func constraintRows() async throws -> [ConstraintRow] {
    try await catalogRows(
      """
      select n.nspname, c.relname, k.conname, k.contype::text,
        array(
          select a.attname::text from unnest(k.conkey) with ordinality as u(attnum, position)
          join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum
          order by u.position
        ),
        fn.nspname, f.relname,
        array(
          select a.attname::text from unnest(k.confkey) with ordinality as u(attnum, position)
          join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.attnum
          order by u.position
        ),
        k.confdeltype::text, k.confupdtype::text,
        case when k.contype in ('c', 'x') or o.is_over_period
          then pg_catalog.pg_get_constraintdef(k.oid) else '' end,
        o.is_over_period
      from pg_catalog.pg_constraint k
      join pg_catalog.pg_class c on c.oid = k.conrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      left join pg_catalog.pg_class f on f.oid = k.confrelid
      left join pg_catalog.pg_namespace fn on fn.oid = f.relnamespace
      cross join lateral (
        select case when current_setting('server_version_num')::int >= 180000
          then (to_jsonb(k) ->> 'conperiod')::boolean else false end as is_over_period
      ) o
      where k.contype in ('p', 'u', 'f', 'c', 'x') and k.conparentid = 0 and \(userRelations)
      """
    ) { row in
      ConstraintRow(
        relation: try row.nextName(),
        name: try row.next(),
        kind: try row.next(),
        columns: try row.next(),
        targetSchema: try row.next(String?.self),
        targetName: try row.next(String?.self),
        targetColumns: try row.next(),
        onDelete: try row.next(),
        onUpdate: try row.next(),
        definition: try row.next(),
        isOverPeriod: try row.next()
      )
    }
  }
}

private struct ConstraintRow {
  let relation: QualifiedName
  let name: String
  let kind: String
  let columns: [String]
  let targetSchema: String?
  let targetName: String?
  let targetColumns: [String]
  let onDelete: String
  let onUpdate: String
  let definition: String
  let isOverPeriod: Bool
}

extension RelationConstraints {
  fileprivate mutating func insert(_ row: ConstraintRow) {
    switch row.kind {
    case "p":
      let period = row.isOverPeriod ? row.columns.last : nil
      primaryKey = Key(name: row.name, columns: row.columns, period: period)
    case "u" where !row.isOverPeriod:
      uniqueKeys.append(Key(name: row.name, columns: row.columns))
    case "f" where !row.isOverPeriod:
      guard let schema = row.targetSchema, let name = row.targetName else { return }
      foreignKeys.append(
        ForeignKey(
          name: row.name,
          columns: row.columns,
          target: QualifiedName(schema: schema, name: name),
          targetColumns: row.targetColumns,
          onDelete: action(row.onDelete),
          onUpdate: action(row.onUpdate)
        )
      )
    default:
      checks.append(Check(name: row.name, definition: row.definition))
    }
  }
}

private func action(_ code: String) -> ForeignKey.Action {
  switch code {
  case "r": .restrict
  case "c": .cascade
  case "n": .setNull
  case "d": .setDefault
  default: .noAction
  }
}
