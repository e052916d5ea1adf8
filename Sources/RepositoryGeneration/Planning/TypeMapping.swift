import Catalog

/// The Swift types of database types.
struct TypeMapping {
  /// The enums of the schema, by name, with the names of their Swift types.
  let enums: [QualifiedName: String]
  /// The composite types of the schema, by name, with the names of their Swift types.
  let composites: [QualifiedName: String]
  /// The range types of the schema.
  let ranges: Ranges
  /// The domains of the schema.
  let domains: Domains
  /// The names of the Swift types of the domains.
  let domainNames: [QualifiedName: String]
  /// The mappings of `types:` in `demarc.yml`: `public.vector` → `Vector`.
  let overrides: [String: String]

  /// The Swift type of values that are not NULL, or nil where there is none.
  func swiftType(of type: TypeReference) -> String? {
    if domains.domain(type) != nil {
      return swiftType(of: domains.base(of: type)).flatMap { _ in domainNames[type.name] }
    }
    guard let element = elementType(type.name) else { return nil }
    return type.isArray ? "[\(element)?]" : element
  }

  /// What stands below the domain of an array's elements, as an array, where a column of such arrays can be read so.
  ///
  /// In binary form an array of a domain names that as the type of its elements, by a number that differs between
  /// databases.
  func arrayBelow(_ type: TypeReference) -> TypeReference? {
    guard let domain = domains.elementDomain(of: type) else { return nil }
    let element = domains.base(of: domain.base)
    guard !element.isArray, travel(of: element) == .binary, !isMapped(element),
      swiftType(of: element) != nil
    else { return nil }
    return TypeReference(name: element.name, isArray: true, sql: type.sql)
  }

  /// Whether the type is one of the schema's enums.
  func isEnum(_ type: TypeReference) -> Bool { enums[type.name] != nil && !type.isArray }

  /// Whether `types:` in `demarc.yml` names a Swift type of the project's own.
  func isMapped(_ type: TypeReference) -> Bool {
    override(type.name).map { $0 != Self.asText } ?? false
  }

  /// The form in which values travel.
  func travel(of type: TypeReference) -> Travel {
    let type = domains.base(of: type)
    if let named = override(type.name) { return named == Self.asText ? .text : .binary }
    if composites[type.name] != nil || ranges.bound(of: type.name) != nil { return .textToServer }
    if type.name.schema == "pg_catalog" {
      return Self.textTypes.contains(type.name.name) ? .text : .binary
    }
    return enums[type.name] == nil && Self.extensionTextTypes.contains(type.name.name)
      ? .text : .binary
  }

  /// What to do about a type without a mapping.
  func remedy(for type: TypeReference) -> String {
    if domains.elementDomain(of: type) != nil {
      return "Make it an array of what stands below the domain \(type.name)."
    }
    if type.name.schema == "pg_catalog", let advice = Self.refused[type.name.name] { return advice }
    return """
      Map it under 'types:' in demarc.yml, as "\(type.name.schema).\(type.name.name)": String to carry its \
      text, or to a type of your own.
      """
  }

  /// The line of `demarc.yml` that has the type travel as text.
  func carryingText(of type: TypeReference) -> Settlement {
    .type("\(type.name.schema).\(type.name.name)", Self.asText)
  }

  private func override(_ name: QualifiedName) -> String? {
    overrides["\(name.schema).\(name.name)"]
  }

  private func elementType(_ name: QualifiedName) -> String? {
    if let named = override(name) { return named }
    if let bound = ranges.bound(of: name) {
      let type = swiftType(of: domains.base(of: bound))
      return type.flatMap { Self.boundTypes.contains($0) ? "\(ranges.kind(of: name))<\($0)>" : nil }
    }
    if let named = enums[name] ?? composites[name] { return named }
    if name.schema == "pg_catalog" {
      return Self.builtin[name.name] ?? (Self.textTypes.contains(name.name) ? "String" : nil)
    }
    let isText = name.name == "citext" || Self.extensionTextTypes.contains(name.name)
    return isText ? "String" : nil
  }

  /// What `types:` in `demarc.yml` names to carry the text of a type.
  private static let asText = "String"

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

  /// The types that conform to `PostgresRangeBound`: those whose values the server compares as Swift does.
  private static let boundTypes: Set<String> = [
    "CalendarDate", "Double", "Float", "Int16", "Int32", "Int64", "PostgresNumeric", "TimeOfDay",
    "Timestamp", "TimestampWithoutZone",
  ]

  /// Types that have no mapping because something else serves better.
  private static let refused: [String: String] = [
    "money": "Use numeric: what a value of money says depends on the server's lc_monetary.",
    "timetz": """
    Use timestamptz for a moment, or time for a time of day: an offset without a date belongs to no \
    place.
    """,
  ]

  /// Types that have a text that says all, and no Swift type that would say more.
  private static let textTypes: Set<String> = [
    "box", "circle", "jsonpath", "line", "lseg", "macaddr8", "path", "pg_lsn", "pg_snapshot",
    "point",
    "polygon", "regclass", "regconfig", "regdictionary", "regnamespace", "regoper", "regoperator",
    "regproc", "regprocedure", "regrole", "regtype", "tid", "tsquery", "tsvector", "txid_snapshot",
    "xid", "xid8", "xml",
  ]

  /// The same of the extensions that come with Postgres, and of pgvector.
  private static let extensionTextTypes: Set<String> = [
    "cube", "halfvec", "hstore", "isbn", "isbn13", "ismn", "ismn13", "issn", "issn13", "lquery",
    "ltree", "ltxtquery", "seg", "sparsevec", "upc", "vector",
  ]
}
