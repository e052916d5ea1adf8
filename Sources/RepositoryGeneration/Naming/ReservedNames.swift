/// Type names that a generated row must not take, because generated code or every reader of it means
/// something else by them; such a row is called `…Row`.
package let reservedTypeNames: Set<String> = [
  // The standard library and Foundation.
  "Any", "Array", "Bool", "CaseIterable", "Character", "Codable", "CodingKey", "CodingKeys",
  "Collection", "Comparable", "Data", "Date", "Decimal", "Decodable", "Dictionary", "Double",
  "Encodable", "Equatable", "Error", "ExpressibleByArrayLiteral", "ExpressibleByFloatLiteral",
  "ExpressibleByIntegerLiteral", "ExpressibleByStringLiteral", "Float", "Foundation", "Hashable",
  "Identifiable", "Index", "Int", "Int16", "Int32", "Int64", "Never", "Optional", "Protocol",
  "Range", "Result", "Self", "Sendable", "Sequence", "Set", "String", "Swift", "Task", "Type",
  "UInt32", "UInt8", "URL", "UUID", "Void",
  // The driver and the runtime.
  "Access", "AccountID", "AdminContext", "AnyConstraintViolation", "Assignments", "BitString",
  "Bytes", "CIDR", "CalendarDate", "ClusterContext", "ClusterID", "Comparison", "CompositeReader",
  "CompositeWriter", "Constraint", "ConstraintName", "ConstraintViolation", "Cursor",
  "DecodableRow", "DecodingFailure", "Demarc", "Direction", "EncodableRow", "Filter",
  "FunctionCall", "Identifier", "Inet", "Interval", "IsolationRules", "JSON", "JSONText",
  "JSONValue", "MACAddress", "Ordering", "Page", "Pages", "Parameters", "PostgresArray",
  "PostgresCharacter", "PostgresClient", "PostgresComposite", "PostgresConnection",
  "PostgresDecodable", "PostgresDomain", "PostgresDriver", "PostgresEncodable", "PostgresEnum",
  "PostgresError", "PostgresMultirange", "PostgresNumeric", "PostgresRange", "PostgresResult",
  "PrefixOperators", "Prelude", "RepositorySession", "RowColumn", "RowReader", "RowWriter", "Rows",
  "SampleValue", "SchemaRequirements", "Secret", "StaleVersion", "Statement", "StatementBuilder",
  "TenantID", "TimeOfDay", "Timestamp", "TimestampWithoutZone",
  // What generated code nests or adds.
  "Draft", "Functions", "ID", "Patch", "Requirements", "Row", "UniqueKey",
]

/// Type names of Foundation that a file which imports it could not tell from a row's; such a row is called
/// `…Row`, unless `names:` in `demarc.yml` says otherwise.
let foundationTypeNames: Set<String> = [
  "Bundle", "Calendar", "CharacterSet", "DateComponents", "DateInterval", "Dimension", "Formatter",
  "Host", "IndexPath", "IndexSet", "Locale", "Measurement", "Notification", "Operation",
  "OperationQueue", "Pipe", "Port", "Process", "Progress", "Scanner", "Stream", "Thread",
  "TimeZone", "Timer", "Unit",
]

/// Names of members that a generated type has anyway; a column or label of such a name is an error that
/// asks for another.
let reservedCaseNames: Set<String> = ["allCases"]
