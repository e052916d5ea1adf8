package import Catalog
package import PostgresDriver

/// Asks a database what statements take and return, without running any.
///
/// - Parameters:
///   - statements: the texts, with `$1`, `$2`, … for the parameters.
///   - client: reaches a database that has the schema.
/// - Returns: what Postgres says of each.
/// - Throws: `PostgresError` when the database cannot be asked.
package func describe(
  _ statements: [String],
  on client: PostgresClient
) async throws -> StatementDescriptions {
  guard !statements.isEmpty else { return [:] }
  return try await client.withConnection { connection in
    var shapes: [String: Result<StatementShape, StatementRefusal>] = [:]
    for sql in Set(statements).sorted() {
      do {
        shapes[sql] = .success(try await connection.shape(of: sql))
      } catch let error as PostgresError where error.code == .server {
        shapes[sql] = .failure(
          StatementRefusal(message: error.description, position: error.position)
        )
      }
    }
    let names = try await CatalogNames(of: shapes.values.compactMap { try? $0.get() }, connection)
    return shapes.mapValues { shape in shape.map(names.description) }
  }
}

/// The names behind OIDs.
private struct CatalogNames {
  private struct Attribute: Hashable {
    let relation: UInt32
    let number: Int16
  }

  private let types: [UInt32: TypeReference]
  private let columns: [Attribute: (relation: QualifiedName, column: String)]

  init(of shapes: [StatementShape], _ connection: PostgresConnection) async throws {
    let typeOIDs = Set(shapes.flatMap { $0.parameterTypes + $0.columns.map(\.type) })
    let types = try await connection.catalogRows(
      """
      select named.oid, \(typeColumns("named.oid", modifier: "null"))
      from pg_catalog.pg_type named
      where named.oid in (\(list(typeOIDs)))
      """
    ) { row in (try row.next(UInt32.self), try row.nextType()) }
    self.types = Dictionary(uniqueKeysWithValues: types)
    let columns = try await connection.catalogRows(
      """
      select a.attrelid, a.attnum, n.nspname, c.relname, a.attname
      from pg_catalog.pg_attribute a
      join pg_catalog.pg_class c on c.oid = a.attrelid
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where a.attrelid in (\(list(Set(shapes.flatMap { $0.columns.map(\.relation) }))))
      """
    ) { row in
      (
        Attribute(relation: try row.next(), number: try row.next()),
        (relation: try row.nextName(), column: try row.next(String.self))
      )
    }
    self.columns = Dictionary(uniqueKeysWithValues: columns)
  }

  func description(_ shape: StatementShape) -> StatementDescription {
    StatementDescription(
      parameters: shape.parameterTypes.map(type),
      columns: shape.columns.map { column in
        let origin = columns[Attribute(relation: column.relation, number: column.attribute)]
        return StatementDescription.Column(
          name: column.name,
          type: type(column.type),
          relation: origin?.relation,
          column: origin?.column
        )
      }
    )
  }

  private func type(_ oid: UInt32) -> TypeReference {
    types[oid]
      ?? TypeReference(
        name: QualifiedName(schema: "pg_catalog", name: "\(oid)"),
        isArray: false,
        sql: "type \(oid)"
      )
  }
}

/// OIDs as SQL; never an empty list, which SQL does not have.
private func list(_ oids: Set<UInt32>) -> String {
  oids.union([0]).sorted().map(String.init).joined(separator: ", ")
}
