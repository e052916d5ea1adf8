/// Type names that a generated row must not take, because generated code or every reader of it means
/// something else by them; such a row is called `…Row`.
let reservedTypeNames: Set<String> = [
  // The standard library and Foundation.
  "Any", "Array", "Bool", "Character", "Codable", "CodingKey", "Collection", "Comparable", "Data",
  "Date", "Decimal", "Decodable", "Dictionary", "Double", "Encodable", "Equatable", "Error", "Float",
  "Hashable", "Identifiable", "Index", "Int", "Int16", "Int32", "Int64", "Never", "Optional",
  "Protocol", "Range", "Result", "Self", "Sendable", "Sequence", "Set", "String", "Task", "Type",
  "UInt8", "URL", "UUID", "Void",
  // The driver and the runtime.
  "AccountID", "AdminContext", "Assignments", "Bytes", "CalendarDate", "ClusterContext", "ClusterID",
  "Comparison", "Cursor", "DecodableRow", "Direction", "Filter", "Identifier", "Interval", "JSON",
  "Numeric", "Ordering", "Page", "Pages", "Parameters", "PostgresClient", "PostgresConnection",
  "PostgresDecodable", "PostgresEncodable", "PostgresError", "PostgresResult", "Prelude",
  "RepositorySession", "RowReader", "Secret", "Statement", "StatementBuilder", "TenantID",
  "TimeOfDay", "Timestamp", "TimestampWithoutZone",
  // What generated code nests or adds.
  "Draft", "Functions", "ID", "Patch", "UniqueKey",
]
