/// Knows where the tenant of an account lives.
public protocol TenantDirectory: Sendable {
  /// The placement of the account that owns a slug, or nil when no account does.
  func placement(forSlug slug: String) async throws -> Placement?

  /// The placement of the account that owns a domain, or nil when no account does.
  func placement(forDomain domain: String) async throws -> Placement?

  /// The placement of an account, or nil when there is no such account.
  func placement(of account: AccountID) async throws -> Placement?
}

/// Where the tenant of an account lives, as the control plane has it.
public struct Placement: Sendable, Hashable, Codable {
  /// The account.
  public let account: AccountID
  /// The cluster of its tenant, or nil while none was chosen.
  public let cluster: ClusterID?
  /// How often the tenant was placed; the tenant's fence on the cluster holds the same number.
  public let epoch: Int64

  /// Makes a placement.
  public init(account: AccountID, cluster: ClusterID?, epoch: Int64) {
    self.account = account
    self.cluster = cluster
    self.epoch = epoch
  }
}
