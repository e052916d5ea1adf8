import Catalog
import PostgresDriver

extension RowReader {
  /// Reads a Postgres schema and a name.
  mutating func nextName() throws -> QualifiedName {
    QualifiedName(schema: try next(), name: try next())
  }

  /// Reads what `typeColumns` selects.
  mutating func nextType() throws -> TypeReference {
    TypeReference(name: try nextName(), isArray: try next(), sql: try next())
  }
}
