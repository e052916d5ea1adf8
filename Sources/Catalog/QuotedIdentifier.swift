/// An identifier as SQL: quoted unless every reader, Postgres included, takes it as it stands.
///
/// This is the one place where identifiers are quoted. Embedded quotes are doubled.
public func quotedIdentifier(_ name: String) -> String {
  let bytes = name.utf8
  let isPlain =
    bytes.first.map { lowercaseLetters.contains($0) || $0 == underscore } == true
    && bytes.allSatisfy { lowercaseLetters.contains($0) || digits.contains($0) || $0 == underscore }
  if isPlain && !reservedWords.contains(name) {
    return name
  }
  return "\"" + name.replacing("\"", with: "\"\"") + "\""
}

private let lowercaseLetters = UInt8(ascii: "a")...UInt8(ascii: "z")
private let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
private let underscore = UInt8(ascii: "_")

/// The words that Postgres 15 to 18 list as reserved, or as reserved but usable for functions or types
/// (https://www.postgresql.org/docs/current/sql-keywords-appendix.html), and the type-like words that
/// cannot stand alone as a column name everywhere.
private let reservedWords: Set<String> = [
  "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization",
  "between", "bigint", "binary", "bit", "boolean", "both", "case", "cast", "char", "character",
  "check", "coalesce", "collate", "collation", "column", "concurrently", "constraint", "create",
  "cross", "current_catalog", "current_date", "current_role", "current_schema", "current_time",
  "current_timestamp", "current_user", "dec", "decimal", "default", "deferrable", "desc",
  "distinct",
  "do", "else", "end", "except", "exists", "extract", "false", "fetch", "float", "for", "foreign",
  "freeze", "from", "full", "grant", "greatest", "group", "grouping", "having", "ilike", "in",
  "initially", "inner", "inout", "int", "integer", "intersect", "interval", "into", "is", "isnull",
  "join", "json", "json_array", "json_arrayagg", "json_exists", "json_object", "json_objectagg",
  "json_query", "json_scalar", "json_serialize", "json_table", "json_value", "lateral", "leading",
  "least", "left", "like", "limit", "localtime", "localtimestamp", "merge_action", "national",
  "natural", "nchar", "none", "normalize", "not", "notnull", "null", "nullif", "numeric", "offset",
  "on", "only", "or", "order", "out", "outer", "overlaps", "overlay", "placing", "position",
  "precision", "primary", "real", "references", "returning", "right", "row", "select",
  "session_user", "setof", "similar", "smallint", "some", "substring", "symmetric", "system_user",
  "table", "tablesample", "then", "time", "timestamp", "to", "trailing", "treat", "trim", "true",
  "union", "unique", "user", "using", "values", "varchar", "variadic", "verbose", "when", "where",
  "window", "with", "xmlattributes", "xmlconcat", "xmlelement", "xmlexists", "xmlforest",
  "xmlnamespaces", "xmlparse", "xmlpi", "xmlroot", "xmlserialize", "xmltable",
]
