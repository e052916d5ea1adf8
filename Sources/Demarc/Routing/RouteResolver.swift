import Logging
import PostgresDriver

/// Finds the way to a tenant: from its name to its placement, to its cluster, to its fence there.
struct RouteResolver: Sendable {
  /// A question that is asked once for all who need its answer at the same time.
  private struct Question: Hashable {
    let key: RouteKey
    let generation: Int
  }

  let registry: RegistryCache
  let directory: any TenantDirectory
  let connections: ClusterConnections
  let routes: RouteCache
  let options: ClusterRouterOptions
  let logger: Logger
  let now: @Sendable () -> Moment
  private let flights = SingleFlight<Question, TenantRoute>()

  init(
    registry: RegistryCache,
    directory: any TenantDirectory,
    connections: ClusterConnections,
    routes: RouteCache,
    options: ClusterRouterOptions,
    logger: Logger,
    now: @escaping @Sendable () -> Moment
  ) {
    self.registry = registry
    self.directory = directory
    self.connections = connections
    self.routes = routes
    self.options = options
    self.logger = logger
    self.now = now
  }

  /// The way to the tenant with a name: one that was found before, or else one that is looked for now.
  func route(for key: RouteKey) async throws -> TenantRoute {
    if let route = routes.route(for: key, at: now()) {
      try route.link.health.check()
      return route
    }
    let question = Question(key: key, generation: routes.generation)
    return try await flights.answer(to: question) {
      if routes.isUnknown(key, at: now()) { throw key.unknownTenant }
      return try await find(question)
    }
  }

  /// The directory is asked once more before a route is refused for which the fence is not open: the tenant
  /// may have moved between the two answers.
  private func find(_ question: Question) async throws -> TenantRoute {
    let (placement, expiry) = try await placement(question)
    do {
      return try await route(at: placement, question, until: expiry)
    } catch let error as RoutingError where error.isOfFence {
      let (newPlacement, newExpiry) = try await self.placement(question)
      guard newPlacement != placement else { throw error }
      return try await route(at: newPlacement, question, until: newExpiry)
    }
  }

  /// Where the directory says that the tenant is, or said before, when it cannot be asked now.
  private func placement(
    _ question: Question
  ) async throws -> (Placement, until: Moment) {
    let asked = now()
    do {
      if let placement = try await question.key.placement(in: directory) {
        return (placement, asked + options.placementTimeToLive)
      }
    } catch let error where !Task.isCancelled {
      guard let known = routes.expiredRoute(for: question.key) else { throw error }
      logger.warning(
        "The tenant directory cannot be asked; its last answer is used on",
        metadata: ["error": "\(error)", "tenant.account": "\(known.account)"]
      )
      return (known.placement, asked + options.unknownTimeToLive)
    }
    let expiry = asked + options.unknownTimeToLive
    routes.keepUnknown(question.key, until: expiry, question.generation)
    throw question.key.unknownTenant
  }

  private func route(
    at placement: Placement,
    _ question: Question,
    until expiry: Moment
  ) async throws -> TenantRoute {
    guard let cluster = placement.cluster else { throw RoutingError.notPlaced(placement.account) }
    let (registration, snapshot) = try await registry.registration(of: cluster)
    guard registration.servesTenants else { throw RoutingError.clusterNotReady(registration) }
    let link = try await connections.link(to: registration, answer: snapshot.number)
    let fence = try await openFence(of: placement, over: link)
    let route = TenantRoute(fence: fence, account: placement.account, state: .active, link: link)
    let end = min(expiry, snapshot.expiry)
    return routes.keep(route, for: question.key, until: end, question.generation)
  }

  private func openFence(of placement: Placement, over link: ClusterLink) async throws
    -> TenantFence
  {
    let fences = try await link.execute(TenantFence.statement(of: placement.account))
      .map { row in try TenantFence(row: &row) }
    guard let fence = fences.first else {
      throw RoutingError.notProvisioned(placement.account, cluster: link.cluster)
    }
    guard fence.state == TenantFence.State.active.rawValue else {
      throw RoutingError.tenantNotActive(fence.tenant, state: fence.state, cluster: link.cluster)
    }
    guard fence.epoch == placement.epoch else {
      throw RoutingError.stalePlacement(fence.tenant, cluster: link.cluster)
    }
    return fence
  }
}

extension TenantRoute {
  /// The placement under which the route was found.
  fileprivate var placement: Placement {
    Placement(account: account, cluster: link.cluster, epoch: epoch)
  }
}

extension RoutingError {
  /// Whether the cluster's fence said something else than the placement.
  fileprivate var isOfFence: Bool {
    [.notProvisioned, .tenantNotActive, .stalePlacement].contains(code)
  }
}
