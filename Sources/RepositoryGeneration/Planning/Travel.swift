import Catalog

/// The form in which values of a type travel between the generated code and the server.
enum Travel: Hashable {
  /// In Postgres' binary form.
  case binary
  /// As text, in which the server reads and writes every type.
  case text
  /// As text to the server, whose binary form names types by numbers that differ between databases, and in binary
  /// form back.
  case textToServer

  /// A SQL expression as it is selected.
  func selected(_ sql: String, isArray: Bool) -> String {
    self == .text ? "\(sql)::text\(isArray ? "[]" : "")" : sql
  }

  /// The type to which a parameter must be cast, or nil where the server takes it as it comes.
  ///
  /// In binary form an array names the type of its elements. The driver does not know the OIDs of types
  /// that users define, so it sends their arrays as arrays of text.
  func castSQL(of type: TypeReference) -> String? {
    if type.isArray {
      if self == .textToServer { return "text[]::\(type.unlimitedSQL)[]" }
      return self == .binary && type.name.schema == "pg_catalog" ? nil : "\(type.unlimitedSQL)[]"
    }
    // Without the first cast the server would expect the type's own binary form.
    return self == .binary ? nil : "text::\(type.unlimitedSQL)"
  }
}
