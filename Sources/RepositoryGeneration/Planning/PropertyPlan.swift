import Catalog

/// A property of a row.
struct PropertyPlan: Hashable {
  /// The column in the database.
  let column: Column
  /// The domain that the column is of, whose type below stands in `column`.
  let domain: DomainType?
  /// The property's name, not escaped.
  let name: String
  /// The type of a value that is not NULL, without `Secret`.
  let baseType: String
  /// Whether values are redacted.
  let isSecret: Bool
  /// Where in a row the property stands.
  let rank: ColumnRank

  /// The name as source.
  var sourceName: String { SwiftName.escaped(name) }
  /// The name as the label of an argument.
  var label: String { SwiftName.label(name) }
  /// The type of a value that is not NULL.
  var valueType: String { isSecret ? "Secret<\(baseType)>" : baseType }
  /// The type of the property in a row.
  var type: String { column.isNullable ? valueType + "?" : valueType }
  /// The column as SQL.
  var sql: String { quotedIdentifier(column.name) }

  /// The type to which a parameter must be cast, or nil where the server takes it as it comes.
  ///
  /// In binary form an array names the type of its elements. The driver does not know the OIDs of types
  /// that users define, so it sends their arrays as arrays of text.
  var castSQL: String? {
    column.type.isArray && column.type.name.schema != "pg_catalog"
      ? "\(column.type.name.sql)[]" : nil
  }

  /// Whether a statement may give a value.
  var isWritable: Bool {
    switch column.source {
    case .identityAlways, .generated: false
    case .defaultExpression, .identityByDefault, nil: true
    }
  }

  /// Whether an insert must give a value.
  var isRequired: Bool { isWritable && column.source == nil && !column.isNullable }

  /// Whether values have an order that a reader of pages would expect.
  var isOrdered: Bool { orderedTypes.contains(baseType) && !isSecret }
}

private let orderedTypes: Set<String> = [
  "Int16", "Int32", "Int64", "Float", "Double", "PostgresNumeric", "CalendarDate", "Timestamp",
  "TimestampWithoutZone", "TimeOfDay", "String",
]
