/// Type names that a generated row must not take, because generated code or every reader of it means
/// something else by them; such a row is called `…Row`.
package let reservedTypeNames: Set<String> = [
  // The standard library and Foundation.
  "Any", "Array", "Bool", "CaseIterable", "Character", "Codable", "CodingKey", "CodingKeys",
  "Collection", "Comparable", "Data", "Date", "Decimal", "Decodable", "Dictionary", "Double",
  "Encodable", "Equatable", "Error", "ExpressibleByArrayLiteral", "ExpressibleByFloatLiteral",
  "ExpressibleByIntegerLiteral", "ExpressibleByStringLiteral", "Float", "Foundation", "Hashable",
  "Identifiable", "Index",
  "Int",
  "Int16", "Int32", "Int64", "Never", "Optional", "Protocol", "Range", "Result", "Self", "Sendable",
  "Sequence", "Set", "String", "Swift", "Task", "Type", "UInt32", "UInt8", "URL", "UUID", "Void",
  // The driver and the runtime.
  "Access", "AccountID", "AdminContext", "AnyConstraintViolation", "Assignments", "BitString",
  "Bytes", "CIDR",
  "CalendarDate",
  "ClusterContext",
  "ClusterID", "Comparison", "CompositeReader", "CompositeWriter", "Constraint", "ConstraintName",
  "ConstraintViolation", "DecodingFailure", "Cursor", "DecodableRow", "Demarc", "Direction",
  "Filter",
  "EncodableRow", "FunctionCall", "Identifier", "Inet", "Interval", "IsolationRules", "JSON",
  "JSONText",
  "JSONValue", "MACAddress",
  "PostgresArray", "PostgresCharacter", "PostgresMultirange", "PostgresNumeric", "PostgresRange",
  "Ordering", "Page",
  "Pages", "Parameters", "PostgresClient", "PostgresConnection", "PostgresDecodable",
  "PostgresDomain", "PostgresDriver",
  "PostgresComposite", "PostgresEncodable", "PostgresEnum", "PostgresError", "PostgresResult",
  "Prelude", "PrefixOperators", "RepositorySession", "RowColumn", "RowReader", "RowWriter",
  "Rows", "SampleValue", "SchemaRequirements", "Secret", "StaleVersion", "Statement",
  "StatementBuilder", "TenantID",
  "TimeOfDay", "Timestamp", "TimestampWithoutZone",
  // What generated code nests or adds.
  "Draft", "Functions", "ID", "Patch", "Requirements", "Row", "UniqueKey",
]

/// Names of members that a generated type has anyway; a column or label of such a name is an error that
/// asks for another.
let reservedCaseNames: Set<String> = ["allCases"]
