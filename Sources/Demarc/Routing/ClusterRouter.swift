public import Logging

/// Resolves a tenant to its cluster and makes the contexts that reach it.
///
/// A route goes from a slug, domain or account to its placement in the control plane, to the cluster's
/// registration, to the tenant's fence on that cluster. What cannot be resolved is an error that says
/// why: there is no default tenant and no default cluster.
///
/// Answers are kept for a while, so that a tenant that was asked for lately is reached without a question. The
/// fence is checked with every statement; when it refuses one, the next context of the tenant is looked for
/// anew.
public final class ClusterRouter: Sendable {
  let registry: RegistryCache
  let directory: any TenantDirectory
  let connections: ClusterConnections
  /// The ways that the fleet's role goes, which no tenant's statement shares.
  let fleetConnections: ClusterConnections
  let options: ClusterRouterOptions
  let logger: Logger
  private let routes: RouteCache
  private let resolver: RouteResolver
  private let now: @Sendable () -> Moment

  /// Makes a router.
  ///
  /// - Parameters:
  ///   - registry: knows the clusters; asked again when its answer is older than `options` allow.
  ///   - directory: knows the placements; asked again when its answer is older than `options` allow, or was
  ///     refused by the tenant's fence.
  ///   - options: how long answers are kept and how clusters are connected to.
  ///   - logger: where connections report to.
  public convenience init(
    registry: any ClusterRegistry,
    directory: any TenantDirectory,
    options: ClusterRouterOptions,
    logger: Logger = Logger(label: "demarc.router")
  ) {
    self.init(registry: registry, directory: directory, options: options, logger: logger) { .now }
  }

  /// Makes a router that reads the time from a clock of the caller's.
  package init(
    registry: any ClusterRegistry,
    directory: any TenantDirectory,
    options: ClusterRouterOptions,
    logger: Logger,
    now: @escaping @Sendable () -> Moment
  ) {
    let routes = RouteCache(options: options)
    self.routes = routes
    self.registry = RegistryCache(registry, options: options, logger: logger, now: now) {
      // A cluster that changed its address or status is no longer reached as before.
      routes.forgetAll()
    }
    self.directory = directory
    self.now = now
    self.options = options
    self.logger = logger
    connections = ClusterConnections(options: options, logger: logger, now: now)
    fleetConnections = ClusterConnections(options: options, logger: logger, now: now)
    resolver = RouteResolver(
      registry: self.registry,
      directory: directory,
      connections: connections,
      routes: routes,
      options: options,
      logger: logger,
      now: now
    )
  }

  /// Makes a router, lends it to a closure, and closes its connections.
  ///
  /// - Parameters:
  ///   - registry: knows the clusters.
  ///   - directory: knows the placements.
  ///   - options: how long answers are kept and how clusters are connected to.
  ///   - logger: where connections report to.
  ///   - body: uses the router.
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws.
  public static func withRouter<Result>(
    registry: any ClusterRegistry,
    directory: any TenantDirectory,
    options: ClusterRouterOptions,
    logger: Logger = Logger(label: "demarc.router"),
    _ body: (ClusterRouter) async throws -> Result
  ) async throws -> Result {
    let router = ClusterRouter(
      registry: registry,
      directory: directory,
      options: options,
      logger: logger
    )
    do {
      let result = try await body(router)
      await router.shutdown()
      return result
    } catch {
      await router.shutdown()
      throw error
    }
  }

  // MARK: Contexts

  /// The context of the tenant whose account owns a slug.
  ///
  /// - Throws: `RoutingError` when any step of the route fails, or the error of the database that could
  ///   not be asked.
  public func context(forSlug slug: String) async throws -> ClusterContext {
    let key = RouteKey.slug(slug)
    return if let kept = keptContext(key) { kept } else { try await foundContext(key) }
  }

  /// The context of the tenant whose account owns a domain.
  ///
  /// - Throws: as `context(forSlug:)`.
  public func context(forDomain domain: String) async throws -> ClusterContext {
    let key = RouteKey.domain(domain.lowercased())
    return if let kept = keptContext(key) { kept } else { try await foundContext(key) }
  }

  /// The context of the tenant of an account.
  ///
  /// - Throws: as `context(forSlug:)`.
  public func context(for account: AccountID) async throws -> ClusterContext {
    let key = RouteKey.account(account)
    return if let kept = keptContext(key) { kept } else { try await foundContext(key) }
  }

  /// The usual way, which waits for nothing.
  private func keptContext(_ key: RouteKey) -> ClusterContext? {
    guard let route = routes.route(for: key, at: now()), route.isUsable else { return nil }
    return ClusterContext(route)
  }

  private func foundContext(_ key: RouteKey) async throws -> ClusterContext {
    ClusterContext(try await resolver.route(for: key))
  }

  // MARK: Life

  /// Forgets what the registry and the directory have said, so that the next caller asks them again.
  ///
  /// To be called when clusters or placements have changed. It is no condition of safety: each
  /// tenant's fence refuses whoever comes on an old way.
  public func invalidate() {
    registry.invalidate()
    routes.forgetAll()
  }

  /// Closes the connections to every cluster, after the statements that are under way.
  public func shutdown() async {
    await connections.shutdown()
    await fleetConnections.shutdown()
  }
}
