import Catalog

/// The Swift types of database types.
struct TypeMapping {
  /// The enums of the schema, by name, with the names of their Swift types.
  let enums: [QualifiedName: String]
  /// The mappings of `types:` in `demarc.yml`: `public.vector` → `Vector`.
  let overrides: [String: String]

  /// The Swift type of values that are not NULL, or nil where there is none.
  func swiftType(of type: TypeReference) -> String? {
    guard let element = elementType(type.name) else { return nil }
    return type.isArray ? "[\(element)?]" : element
  }

  /// Whether the type is one of the schema's enums.
  func isEnum(_ type: TypeReference) -> Bool { enums[type.name] != nil && !type.isArray }

  /// What to do about a type without a mapping.
  func remedy(for type: TypeReference) -> String {
    """
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
    "bool": "Bool", "bpchar": "String", "bytea": "Bytes", "date": "CalendarDate",
    "float4": "Float", "float8": "Double", "int2": "Int16", "int4": "Int32", "int8": "Int64",
    "interval": "Interval", "json": "JSON", "jsonb": "JSON", "name": "String",
    "numeric": "PostgresNumeric",
    "text": "String", "time": "TimeOfDay", "timestamp": "TimestampWithoutZone",
    "timestamptz": "Timestamp", "uuid": "UUID", "varchar": "String",
  ]

  private static let extensionTypes: [String: String] = ["citext": "String"]
}
