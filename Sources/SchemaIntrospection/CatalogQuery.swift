import PostgresDriver

/// A condition on `pg_namespace n`: the schemas that users fill.
let userSchemas = """
  n.nspname not in ('information_schema', 'demarc') and n.nspname !~ '^pg_'
  """

/// A condition that an object does not belong to an extension.
func notOfExtension(_ catalog: String, _ oid: String) -> String {
  isNotPart(catalog, oid, dependency: "e")
}

/// A condition that an object was not made with another one, as the constructors of a range type are.
func notOfAnother(_ catalog: String, _ oid: String) -> String {
  isNotPart(catalog, oid, dependency: "i")
}

private func isNotPart(_ catalog: String, _ oid: String, dependency: String) -> String {
  """
  not exists (
    select from pg_catalog.pg_depend d
    where d.classid = 'pg_catalog.\(catalog)'::regclass and d.objid = \(oid)
      and d.deptype = '\(dependency)'
  )
  """
}

/// The columns that describe a type: schema and name (of the element, for an array), whether it is an
/// array, and how Postgres prints it.
func typeColumns(_ type: String, modifier: String) -> String {
  """
  (select tn.nspname from pg_catalog.pg_type t
     left join pg_catalog.pg_type e on \(isElement)
     join pg_catalog.pg_namespace tn on tn.oid = coalesce(e.typnamespace, t.typnamespace)
     where t.oid = \(type)),
  (select coalesce(e.typname, t.typname) from pg_catalog.pg_type t
     left join pg_catalog.pg_type e on \(isElement)
     where t.oid = \(type)),
  (select e.oid is not null from pg_catalog.pg_type t
     left join pg_catalog.pg_type e on \(isElement)
     where t.oid = \(type)),
  pg_catalog.format_type(\(type), \(modifier))
  """
}

/// What the first three of `typeColumns` are for every type, to be joined where there are many: a server takes a third of
/// the time.
let typeNames = """
  select t.oid, tn.nspname, coalesce(e.typname, t.typname) as typname, e.oid is not null as is_array
  from pg_catalog.pg_type t
  left join pg_catalog.pg_type e on \(isElement)
  join pg_catalog.pg_namespace tn on tn.oid = coalesce(e.typnamespace, t.typnamespace)
  """

/// A condition that `pg_type e` is what the arrays of `pg_type t` hold.
///
/// Domains over arrays are of the arrays' category too, and `int2vector` has elements without being
/// their array.
private let isElement = "e.oid = t.typelem and e.typarray = t.oid"

extension PostgresConnection {
  /// Runs a catalog query and decodes every row.
  func catalogRows<Value>(
    _ sql: String,
    _ decode: (inout RowReader) throws -> Value
  ) async throws -> [Value] {
    try await execute(Statement(sql, access: .read)).map(decode)
  }
}
