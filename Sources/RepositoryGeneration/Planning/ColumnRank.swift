import Catalog

/// Where a property stands in its row, by what a reader looks for first.
///
/// Not the column's place in the table, which differs between databases that were migrated in another
/// order.
enum ColumnRank: Int, Comparable {
  case key
  case reference
  case name
  case state
  case number
  case text
  case flag
  case list
  case document
  case moment
  case bytes
  case created
  case updated
  case deleted

  /// The rank of a column of a type that is no key.
  init(column: String, baseType: String, isReference: Bool, isEnum: Bool, isList: Bool) {
    self =
      if let audit = Self.auditColumns[column] {
        audit
      } else if isReference {
        .reference
      } else if isEnum || column == "status" || column == "state" {
        .state
      } else if baseType == "String" && Self.nameColumns.contains(column) {
        .name
      } else {
        Self.typeRanks[baseType] ?? (isList ? .list : .text)
      }
  }

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  private static let nameColumns: Set<String> = [
    "name", "title", "slug", "code", "key", "label", "display_name", "email", "event_key", "kind",
    "type",
  ]

  private static let auditColumns: [String: ColumnRank] = [
    "created_at": .created, "updated_at": .updated, "deleted_at": .deleted,
  ]

  private static let typeRanks: [String: ColumnRank] = [
    "Int16": .number, "Int32": .number, "Int64": .number, "Float": .number, "Double": .number,
    "PostgresNumeric": .number, "UInt32": .number, "String": .text, "Bool": .flag,
    "JSON": .document,
    "JSONText": .document, "Bytes": .bytes,
    "Timestamp": .moment, "TimestampWithoutZone": .moment, "CalendarDate": .moment,
    "TimeOfDay": .moment, "Interval": .moment,
  ]
}
