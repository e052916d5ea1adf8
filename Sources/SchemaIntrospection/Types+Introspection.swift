import Catalog
import PostgresDriver

extension PostgresConnection {
  /// The names of the installed extensions.
  func extensionNames() async throws -> [String] {
    try await catalogRows(
      "select extname from pg_catalog.pg_extension where extname <> 'plpgsql'"
    ) { row in try row.next() }
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
