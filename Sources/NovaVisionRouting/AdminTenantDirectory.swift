import AdminData
public import Demarc

/// The placements that the Admin DB holds, one for each account.
///
/// An account that was deleted is no account.
public struct AdminTenantDirectory: TenantDirectory {
  private let accounts: AccountRepository

  /// Reads the accounts of an Admin DB.
  public init(_ context: AdminContext) {
    accounts = AccountRepository(context)
  }

  /// The placement of the account that owns a slug.
  public func placement(forSlug slug: String) async throws -> Placement? {
    try await accounts.find(bySlug: slug).flatMap(Placement.init)
  }

  /// The placement of the account that owns a domain, whose name is the same in upper and lower case.
  public func placement(forDomain domain: String) async throws -> Placement? {
    try await accounts.find(byCustomDomain: domain.lowercased()).flatMap(Placement.init)
  }

  /// The placement of an account.
  public func placement(of account: AccountID) async throws -> Placement? {
    try await accounts.find(Account.ID(account.rawValue)).flatMap(Placement.init)
  }
}

extension Placement {
  fileprivate init?(_ account: Account) {
    guard account.deletedAt == nil else { return nil }
    self.init(
      account: AccountID(rawValue: account.id.rawValue),
      cluster: account.backendClusterID.map { ClusterID(rawValue: $0.rawValue) },
      epoch: account.placementEpoch
    )
  }
}
