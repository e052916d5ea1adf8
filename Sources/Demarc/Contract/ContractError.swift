/// Why a copy was not written.
public struct ContractError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was refused, why, and the next step.
  public let description: String

  /// For generated code: a projection of one account in the context of another.
  public static func otherAccount(_ account: AccountID, in context: ClusterContext) -> ContractError
  {
    ContractError(
      description: """
        A projection of account \(account) was to be written in the context of account \
        \(context.accountID); nothing was. Take the context of the projection's own account.
        """
    )
  }

  /// For generated code: an account that does not exist.
  public static func unknownAccount(_ account: AccountID) -> ContractError {
    ContractError(
      description: """
        The control plane has no account \(account), so nothing can be made of it. Check the id; an account \
        that was erased leaves nothing to copy.
        """
    )
  }
}
