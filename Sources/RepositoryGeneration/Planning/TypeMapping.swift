import Catalog

/// The Swift types of database types.
struct TypeMapping {
  /// The enums of the schema, by name, with the names of their Swift types.
  let enums: [QualifiedName: String]
  /// The domains of the schema.
  let domains: Domains
  /// The mappings of `types:` in `demarc.yml`: `public.vector` → `Vector`.
  let overrides: [String: String]

  /// The Swift type of values that are not NULL, or nil where there is none.
  func swiftType(of type: TypeReference) -> String? {
    guard let element = elementType(type.name) else { return nil }
    return type.isArray ? "[\(element)?]" : element
  }

  /// Whether the type is one of the schema's enums.
  func isEnum(_ type: TypeReference) -> Bool { enums[type.name] != nil && !type.isArray }

  /// Whether `types:` in `demarc.yml` names the Swift type.
  func isMapped(_ type: TypeReference) -> Bool {
    overrides["\(type.name.schema).\(type.name.name)"] != nil
  }

  /// What to do about a type without a mapping.
  func remedy(for type: TypeReference) -> String {
    if domains.isArrayOfDomain(type) {
      return "Make it an array of what stands below the domain \(type.name)."
    }
    if type.name.schema == "pg_catalog", let advice = Self.refused[type.name.name] { return advice }
    return """
      Map it under 'types:' in demarc.yml, as "\(type.name.schema).\(type.name.name)": SwiftType, or \
      change it.
      """
  }

  private func elementType(_ name: QualifiedName) -> String? {
    if let named = overrides["\(name.schema).\(name.name)"] { return named }
    if let enumName = enums[name] { return enumName }
    if name.schema == "pg_catalog" { return Self.builtin[name.name] }
    return Self.extensionTypes[name.name]
  }

  private static let builtin: [String: String] = [
    "bit": "BitString", "bool": "Bool", "bpchar": "String", "bytea": "Bytes",
    "char": "PostgresCharacter", "cidr": "CIDR", "date": "CalendarDate",
    "datemultirange": "PostgresMultirange<CalendarDate>",
    "daterange": "PostgresRange<CalendarDate>",
    "float4": "Float", "float8": "Double", "inet": "Inet",
    "int2": "Int16", "int4": "Int32", "int4multirange": "PostgresMultirange<Int32>",
    "int4range": "PostgresRange<Int32>", "int8": "Int64",
    "int8multirange": "PostgresMultirange<Int64>", "int8range": "PostgresRange<Int64>",
    "interval": "Interval", "json": "JSONText", "jsonb": "JSON", "macaddr": "MACAddress",
    "name": "String", "numeric": "PostgresNumeric",
    "nummultirange": "PostgresMultirange<PostgresNumeric>",
    "numrange": "PostgresRange<PostgresNumeric>", "oid": "UInt32",
    "text": "String", "time": "TimeOfDay", "timestamp": "TimestampWithoutZone",
    "timestamptz": "Timestamp", "tsmultirange": "PostgresMultirange<TimestampWithoutZone>",
    "tsrange": "PostgresRange<TimestampWithoutZone>",
    "tstzmultirange": "PostgresMultirange<Timestamp>", "tstzrange": "PostgresRange<Timestamp>",
    "uuid": "UUID", "varbit": "BitString", "varchar": "String",
  ]

  /// Types that have no mapping because something else serves better.
  private static let refused: [String: String] = [
    "money": "Use numeric: what a value of money says depends on the server's lc_monetary.",
    "timetz": """
    Use timestamptz for a moment, or time for a time of day: an offset without a date belongs to no \
    place.
    """,
  ]

  private static let extensionTypes: [String: String] = ["citext": "String"]
}
