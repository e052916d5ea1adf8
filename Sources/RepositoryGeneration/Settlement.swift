/// A line of `demarc.yml` that settles a problem, for `demarc init` to propose.
package enum Settlement: Hashable, Sendable {
  /// Under the database's `exclude:`.
  case exclude(String)
  /// Under `types:`, a type and its Swift type.
  case type(String, String)
  /// Under `names: tables:`, an object and the name of its Swift type.
  case table(String, String)
  /// Under `names: columns:`, a column or label and its Swift name.
  case column(String, String)
}
