/// What stands for the tenant in a statement.
enum TenantValue: Hashable {
  /// The parameter with a number.
  case parameter(Int)
  /// Any parameter or constant: of a statement that is written in code nobody knows which of its values is the tenant.
  case anything
}
