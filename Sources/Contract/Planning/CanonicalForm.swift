import Catalog

/// How values of a column are brought into a text that is equal exactly when they are.
///
/// The names are those of the runtime's `CanonicalForm`.
enum CanonicalForm: String {
  case text
  case boolean
  case integer
  case number
  case identifier
  case document
  case secret

  /// The form of a type, or nil where none is known.
  init?(_ type: TypeReference, isEnum: Bool) {
    guard !type.isArray else { return nil }
    if isEnum || type.name.name == "citext" {
      self = .text
      return
    }
    guard type.name.schema == "pg_catalog", let form = Self.builtin[type.name.name] else {
      return nil
    }
    self = form
  }

  private static let builtin: [String: CanonicalForm] = [
    "bool": .boolean, "int2": .integer, "int4": .integer, "int8": .integer, "jsonb": .document,
    "numeric": .number, "text": .text, "uuid": .identifier, "varchar": .text,
  ]
}
