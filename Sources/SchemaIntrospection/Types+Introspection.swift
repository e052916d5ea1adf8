import Catalog
import PostgresDriver

extension PostgresClient {
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
      select n.nspname, t.typname, pg_catalog.obj_description(t.oid, 'pg_type'), l.enumlabel
      from pg_catalog.pg_type t
      join pg_catalog.pg_namespace n on n.oid = t.typnamespace
      join pg_catalog.pg_enum l on l.enumtypid = t.oid
      where \(userSchemas) and \(notOfExtension("pg_type", "t.oid"))
      order by t.oid, l.enumsortorder
      """
    ) { row in
      (name: try row.nextName(), comment: try row.next(String?.self), label: try row.next(String.self))
    }
    return Dictionary(grouping: rows, by: \.name).map { name, labels in
      EnumType(name: name, labels: labels.map(\.label), comment: labels.first?.comment)
    }
  }
}
