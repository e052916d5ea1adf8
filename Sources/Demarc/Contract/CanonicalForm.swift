/// How values of a column are brought into a text that is equal exactly when they are.
///
/// Postgres brings the values of both sides into it, those that should be there as those that are: so a number's
/// zeros, a document's blanks and the order of its keys make no difference, and no second program has to know how
/// the server prints them.
public enum CanonicalForm: Sendable, Hashable {
  /// Text of every kind, and labels.
  case text
  case boolean
  /// A whole number.
  case integer
  /// A number with digits behind the point.
  case number
  case identifier
  /// A `jsonb` document.
  case document
  /// A text that is compared by its digest under a key.
  case secret

  /// SQL for the canonical text of a column.
  func actual(_ column: String) -> String {
    switch self {
    case .text, .boolean, .integer, .identifier, .document: "\(column)::text"
    case .number: "trim_scale(\(column))::text"
    case .secret:
      """
      encode(sha256($2 || sha256($1 || convert_to(\(column)::text, 'UTF8'))), 'hex')
      """
    }
  }

  /// SQL for the canonical text of a value that travelled as text; of a secret, its digest did.
  func expected(_ value: String) -> String {
    switch self {
    case .text, .secret: value
    case .boolean: "\(value)::boolean::text"
    case .integer: "\(value)::bigint::text"
    case .number: "trim_scale(\(value)::numeric)::text"
    case .identifier: "\(value)::uuid::text"
    case .document: "\(value)::jsonb::text"
    }
  }
}
