import Catalog

/// A property of a row.
struct PropertyPlan: Hashable {
  /// The column in the database.
  let column: Column
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
  /// The type of a value that is not NULL.
  var valueType: String { isSecret ? "Secret<\(baseType)>" : baseType }
  /// The type of the property in a row.
  var type: String { column.isNullable ? valueType + "?" : valueType }
  /// The column as SQL.
  var sql: String { quotedIdentifier(column.name) }

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
  "Int16", "Int32", "Int64", "Float", "Double", "Numeric", "CalendarDate", "Timestamp",
  "TimestampWithoutZone", "TimeOfDay", "String",
]
