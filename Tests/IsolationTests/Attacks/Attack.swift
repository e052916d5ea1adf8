import Demarc

/// One call of one method by a tenant, beside others that have rows with the same keys.
struct Attack: Sendable {
  /// Whose row the call is aimed at.
  enum Aim: String, Sendable {
    /// The tenant's own, whose key others use too.
    case own
    /// A key that others have and the tenant has not.
    case foreign
    /// Whatever there is.
    case all
  }

  /// The method, as `GeneratedStatements.methodNames(of:)` names it.
  let method: String
  let aim: Aim
  /// Calls it, and tells whether the answer is what the tenant's own rows give.
  let isAnsweredRightly: @Sendable (ClusterContext) async throws -> Bool

  init(
    _ method: String,
    at aim: Aim,
    _ isAnsweredRightly: @escaping @Sendable (ClusterContext) async throws -> Bool
  ) {
    self.method = method
    self.aim = aim
    self.isAnsweredRightly = isAnsweredRightly
  }
}

/// Marks that tell whose row it is.
enum Mark {
  static let own: Int32 = 1
  static let other: Int32 = 2
  static let changed: Int32 = 3
}
