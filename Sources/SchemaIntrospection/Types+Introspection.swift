import Catalog
import PostgresDriver

extension PostgresConnection {
  /// The names of the installed extensions.
  func extensionNames() async throws -> [String] {
    try await catalogRows(
      "select extname from pg_catalog.pg_extension where extname <> 'plpgsql'"
    ) { row in try row.next() }
  }

  /// The domains with their conditions.
  func domainTypes() async throws -> [DomainType] {
    let checks = """
      from pg_catalog.pg_constraint c where c.contypid = own.oid and c.contype = 'c' order by c.conname
      """
    let types = try await catalogRows(
      """
      select n.nspname, own.typname, \(typeColumns("own.typbasetype", modifier: "own.typtypmod")),
        not own.typnotnull, pg_catalog.pg_get_expr(own.typdefaultbin, 0),
        array(select c.conname::text \(checks)),
        array(select pg_catalog.pg_get_constraintdef(c.oid) \(checks)),
        pg_catalog.obj_description(own.oid, 'pg_type')
      from pg_catalog.pg_type own
      join pg_catalog.pg_namespace n on n.oid = own.typnamespace
      where own.typtype = 'd' and \(userSchemas) and \(notOfExtension("pg_type", "own.oid"))
      """
    ) { row in
      let name = try row.nextName()
      let base = try row.nextType()
      let isNullable = try row.next(Bool.self)
      let defaultExpression = try row.next(String?.self)
      let (names, definitions) = (try row.next([String].self), try row.next([String].self))
      return DomainType(
        name: name,
        base: base,
        isNullable: isNullable,
        defaultExpression: defaultExpression,
        checks: zip(names, definitions).map { Check(name: $0, definition: $1) },
        comment: try row.next(String?.self)
      )
    }
    try requireDistinct(types.map(\.name), "domain")
    return types
  }

  /// The composite types with their fields.
  func compositeTypes() async throws -> [CompositeType] {
    let rows = try await catalogRows(
      """
      select n.nspname, c.relname, pg_catalog.obj_description(c.reltype, 'pg_type'), a.attname,
        \(typeColumns("a.atttypid", modifier: "a.atttypmod")),
        pg_catalog.col_description(c.oid, a.attnum)
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      join pg_catalog.pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'c' and a.attnum > 0 and not a.attisdropped
        and \(userSchemas) and \(notOfExtension("pg_type", "c.reltype"))
      order by c.oid, a.attnum
      """
    ) { row in
      (
        name: try row.nextName(), comment: try row.next(String?.self),
        field: CompositeType.Field(
          name: try row.next(),
          type: try row.nextType(),
          comment: try row.next(String?.self)
        )
      )
    }
    return Dictionary(grouping: rows, by: \.name).map { name, fields in
      CompositeType(name: name, fields: fields.map(\.field), comment: fields.first?.comment)
    }
  }

  /// The range types with their multiranges.
  func rangeTypes() async throws -> [RangeType] {
    try await catalogRows(
      """
      select n.nspname, t.typname, \(typeColumns("r.rngsubtype", modifier: "null")),
        mn.nspname, m.typname, pg_catalog.obj_description(t.oid, 'pg_type')
      from pg_catalog.pg_range r
      join pg_catalog.pg_type t on t.oid = r.rngtypid
      join pg_catalog.pg_namespace n on n.oid = t.typnamespace
      join pg_catalog.pg_type m on m.oid = r.rngmultitypid
      join pg_catalog.pg_namespace mn on mn.oid = m.typnamespace
      where \(userSchemas) and \(notOfExtension("pg_type", "t.oid"))
      """
    ) { row in
      RangeType(
        name: try row.nextName(),
        subtype: try row.nextType(),
        multirange: try row.nextName(),
        comment: try row.next(String?.self)
      )
    }
  }

  /// The enum types with their labels.
  func enumTypes() async throws -> [EnumType] {
    let rows = try await catalogRows(
      """
      select t.oid::text, n.nspname, t.typname, pg_catalog.obj_description(t.oid, 'pg_type'),
        l.enumlabel
      from pg_catalog.pg_type t
      join pg_catalog.pg_namespace n on n.oid = t.typnamespace
      join pg_catalog.pg_enum l on l.enumtypid = t.oid
      where \(userSchemas) and \(notOfExtension("pg_type", "t.oid"))
      order by t.oid, l.enumsortorder
      """
    ) { row in
      (
        identity: try row.next(String.self), name: try row.nextName(),
        comment: try row.next(String?.self), label: try row.next(String.self)
      )
    }
    let types = Dictionary(grouping: rows, by: \.identity).values.compactMap { labels in
      labels.first.map { first in
        EnumType(name: first.name, labels: labels.map(\.label), comment: first.comment)
      }
    }
    try requireDistinct(types.map(\.name), "type")
    return types
  }
}
