/// Routes by the names under which tenants are asked for.
///
/// Each kind of name has a table of its own: a look-up then touches no more memory than the names of its kind fill,
/// which is most of its cost, and many names of one kind drive out none of another.
struct RoutesByName: Sendable {
  private var slugs: BoundedCache<String, TenantRoute>
  private var domains: BoundedCache<String, TenantRoute>
  private var accounts: BoundedCache<AccountID, TenantRoute>

  /// Makes tables for at most `capacity` names of each kind.
  init(capacity: Int) {
    slugs = BoundedCache(capacity: capacity)
    domains = BoundedCache(capacity: capacity)
    accounts = BoundedCache(capacity: capacity)
  }

  /// The route of a name unless it has expired.
  mutating func route(for key: RouteKey, at now: Moment) -> TenantRoute? {
    switch key {
    case .slug(let slug): slugs.value(for: slug, at: now)
    case .domain(let domain): domains.value(for: domain, at: now)
    case .account(let account): accounts.value(for: account, at: now)
    }
  }

  /// The route of a name, however old it is.
  func anyRoute(for key: RouteKey) -> TenantRoute? {
    switch key {
    case .slug(let slug): slugs.anyValue(for: slug)
    case .domain(let domain): domains.anyValue(for: domain)
    case .account(let account): accounts.anyValue(for: account)
    }
  }

  /// Keeps a route under a name until it expires, or until there is no room.
  mutating func insert(_ route: TenantRoute, for key: RouteKey, until expiry: Moment) {
    switch key {
    case .slug(let slug): slugs.insert(route, for: slug, until: expiry)
    case .domain(let domain): domains.insert(route, for: domain, until: expiry)
    case .account(let account): accounts.insert(route, for: account, until: expiry)
    }
  }

  /// Keeps nothing any more.
  mutating func removeAll() {
    slugs.removeAll()
    domains.removeAll()
    accounts.removeAll()
  }
}
