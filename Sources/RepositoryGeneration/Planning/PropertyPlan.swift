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
  /// The same with what stands below a domain in its place, whose ways values have.
  let plainType: String
  /// Whether values are redacted.
  let isSecret: Bool
  /// Whether 'types:' in `demarc.yml` names the Swift type.
  let isMapped: Bool
  /// The form in which values travel.
  let travel: Travel
  /// The type that the column is read as, where that is not its own.
  let readSQL: String?
  /// Where in a row the property stands.
  let rank: ColumnRank

  /// Whether the type is that of a domain.
  var isDomain: Bool { baseType != plainType }
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
  /// The column as a statement selects it.
  var selectSQL: String {
    readSQL.map { "\(sql)::\($0)" } ?? travel.selected(sql, isArray: column.type.isArray)
  }

  /// The type to which a parameter must be cast, or nil where the server takes it as it comes.
  var castSQL: String? { travel.castSQL(of: column.type) }

  /// The type to which a value is cast that a draft gives, or nil where the server takes it as it comes.
  ///
  /// When many rows travel as arrays, values of arrays and of types that users define are text.
  var draftCastSQL: String? {
    if column.type.isArray { return castSQL ?? "\(column.type.unlimitedSQL)[]" }
    if let castSQL { return castSQL }
    return column.type.name.schema == "pg_catalog" ? nil : column.type.name.sql
  }

  /// Whether an insert that does not give a value takes a default, which is not NULL.
  var hasDefault: Bool { column.source != nil || domain != nil }

  /// Whether many values can travel as one array.
  ///
  /// What the driver knows of a type that a project maps is how one value travels. Of `"char"`, values that are no
  /// ASCII have no text before Postgres 16.
  var isListable: Bool {
    !isMapped && !(column.type.isArray && plainType.contains("PostgresCharacter"))
  }

  /// Whether the binary form in which a value travels is the column's own.
  ///
  /// In binary form an array names the type of its elements, which must be exactly the column's.
  var isCopyable: Bool {
    !isMapped && travel == .binary
      && !(column.type.isArray
        && (column.type.name.schema != "pg_catalog"
          || ["varchar", "bpchar", "name", "bit"].contains(column.type.name.name)))
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
  ///
  /// The order of what travels as text need not be that of the text.
  var isOrdered: Bool { orderedTypes.contains(plainType) && travel == .binary && !isSecret }
}

private let orderedTypes: Set<String> = [
  "Int16", "Int32", "Int64", "Float", "Double", "PostgresNumeric", "CalendarDate", "Timestamp",
  "TimestampWithoutZone", "TimeOfDay", "String",
]
