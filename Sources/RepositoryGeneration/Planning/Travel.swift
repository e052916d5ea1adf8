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
}
