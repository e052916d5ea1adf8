import Synchronization

/// The routes to tenants that were asked for lately, and the names that no account has.
///
/// A route that is out of date is safe: the tenant's fence is checked with every statement, and whoever is
/// refused marks the route as stale, under each of its names.
final class RouteCache: Sendable {
  private struct State {
    var routes: RoutesByName
    /// Apart from the routes, so that a flood of unknown names drives out none of them.
    var unknown: BoundedCache<RouteKey, Bool>
    /// Counts how often everything was forgotten, so that what was found before is not kept after it.
    var generation = 0
  }

  private let state: Mutex<State>

  init(options: ClusterRouterOptions) {
    state = Mutex(
      State(
        routes: RoutesByName(capacity: options.maximumPlacements),
        unknown: BoundedCache(capacity: options.maximumUnknownNames)
      )
    )
  }

  /// How often everything was forgotten.
  var generation: Int { state.withLock { $0.generation } }

  /// The route of a name unless it has expired or was refused.
  func route(for key: RouteKey, at now: Moment) -> TenantRoute? {
    let route = state.withLock { $0.routes.route(for: key, at: now) }
    guard let route, !route.isStale else { return nil }
    return route
  }

  /// The route of a name, however old it is, unless it was refused.
  func expiredRoute(for key: RouteKey) -> TenantRoute? {
    let route = state.withLock { $0.routes.anyRoute(for: key) }
    guard let route, !route.isStale else { return nil }
    return route
  }

  /// Whether no account had the name a moment ago.
  func isUnknown(_ key: RouteKey, at now: Moment) -> Bool {
    state.withLock { $0.unknown.value(for: key, at: now) != nil }
  }

  /// Keeps a route under a name and under its account, unless everything was forgotten since it was looked
  /// for.
  ///
  /// - Returns: the route to use, which is the same for all names of an account.
  func keep(
    _ route: TenantRoute,
    for key: RouteKey,
    until expiry: Moment,
    _ generation: Int
  ) -> TenantRoute {
    state.withLock { state in
      guard state.generation == generation else { return route }
      let account = RouteKey.account(route.account)
      var kept = route
      if let known = state.routes.anyRoute(for: account) {
        if known.leadsWhere(route), !known.isStale { kept = known } else { known.markStale() }
      }
      state.routes.insert(kept, for: account, until: expiry)
      if key != account { state.routes.insert(kept, for: key, until: expiry) }
      return kept
    }
  }

  /// Keeps in mind that no account has a name.
  func keepUnknown(_ key: RouteKey, until expiry: Moment, _ generation: Int) {
    state.withLock { state in
      guard state.generation == generation else { return }
      state.unknown.insert(true, for: key, until: expiry)
    }
  }

  /// Forgets every route and every unknown name.
  func forgetAll() {
    state.withLock { state in
      state.generation += 1
      state.routes.removeAll()
      state.unknown.removeAll()
    }
  }
}
