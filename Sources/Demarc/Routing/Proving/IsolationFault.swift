/// A rule of isolation that an object of a cluster breaks.
struct IsolationFault: Sendable {
  /// The rules, by the words that the catalog query gives.
  enum Kind: String {
    case missingRoot = "missing root"
    case nullableTenant = "nullable tenant"
    case keyWithoutTenant = "key"
    case unforcedRowSecurity = "row security"
    case foreignPolicy = "policy"
    case missingPolicy = "missing policy"
    case foreignKey = "foreign key"
    case definerView = "view"
    case materializedView = "materialized view"
    case definerFunction = "function"
  }

  let kind: Kind
  /// The relation or function, quoted as SQL needs it.
  let object: String
  /// The policy, the constraint or the relation that the object reads; empty where there is none.
  let detail: String

  /// What is wrong and how it is mended.
  func description(under rules: IsolationRules, policy: String) -> String {
    switch kind {
    case .missingRoot:
      """
      there is no table \(object) that the application can see; migrate the database, or correct the rules
      """
    case .nullableTenant:
      """
      the tenant's column of table \(object) may be NULL; run: alter table \(object) alter column \
      \(rules.column) set not null
      """
    case .keyWithoutTenant:
      """
      the unique key \(detail) of table \(object) does not lead with \(rules.column), so a tenant learns \
      what others have; make it (\(rules.column), …)
      """
    case .unforcedRowSecurity:
      """
      the row security of table \(object) is not forced; run: alter table \(object) enable row level \
      security; alter table \(object) force row level security
      """
    case .foreignPolicy:
      """
      the policy \(detail) of table \(object) is not the tenant's; run: drop policy \(detail) on \
      \(object)
      """
    case .missingPolicy:
      """
      table \(object) lacks the \(detail) policy for all commands to \(rules.applicationRole) using and \
      with check \(policy); drop its policies and run: select demarc.isolate('\(object)'\(rootArgument(rules)))
      """
    case .foreignKey:
      """
      the foreign key \(detail) of table \(object) leaves the tenant out; make it (\(rules.column), …) on \
      both sides
      """
    case .definerView:
      """
      the view \(object) reads \(detail) with its owner's rights; run: alter view \(object) set \
      (security_invoker = true)
      """
    case .materializedView:
      """
      the materialized view \(object) holds rows of \(detail) of all tenants; make it a table with the \
      tenant's column, or drop it
      """
    case .definerFunction:
      """
      the function \(object) runs with its owner's rights; run: alter function \(object) security invoker; \
      or trust it by name in the rules
      """
    }
  }

  private func rootArgument(_ rules: IsolationRules) -> String {
    object == rules.root ? ", '\(rules.rootKey)'" : ""
  }
}
