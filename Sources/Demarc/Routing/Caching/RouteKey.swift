/// The name by which a tenant is asked for.
enum RouteKey: Sendable, Hashable {
  case slug(String)
  /// A domain in lower case.
  case domain(String)
  case account(AccountID)

  /// No account has the name.
  var unknownTenant: RoutingError {
    switch self {
    case .slug(let slug): .unknownTenant("slug", slug)
    case .domain(let domain): .unknownTenant("domain", domain)
    case .account(let account): .unknownTenant("id", "\(account)")
    }
  }

  /// What a directory says of the name.
  func placement(in directory: any TenantDirectory) async throws -> Placement? {
    switch self {
    case .slug(let slug): try await directory.placement(forSlug: slug)
    case .domain(let domain): try await directory.placement(forDomain: domain)
    case .account(let account): try await directory.placement(of: account)
    }
  }
}
