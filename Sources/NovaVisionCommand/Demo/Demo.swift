import AdminData
import BackendData
import Demarc
import NovaVisionRouting
import PostgresDriver
import Terminal

/// Two stores on two clusters, and every way between them closed.
struct Demo {
  let servers: DemoServers

  /// Prints the title of a step.
  static func heading(_ text: String) {
    print(Terminal.styled("\n==> \(text)", .bold))
  }

  /// Tells the story.
  func run() async throws {
    let database = try PostgresConfiguration(servers.adminURL)
    try await AdminContext.withDatabase(database, logger: quietLogger) { context in
      try await register(context)
      try await ClusterRouter.withRouter(
        registry: AdminClusterRegistry(context, key: servers.key),
        directory: AdminTenantDirectory(context),
        options: .backend,
        logger: quietLogger
      ) { router in
        let orders = try await placeStores(context, router)
        try await compare(router)
        try await DemoCrossings(servers: servers, router: router, orders: orders).run()
      }
    }
  }

  private func register(_ context: AdminContext) async throws {
    Self.heading("Registering the clusters, with encrypted credentials")
    for (cluster, url) in servers.clusterURLs.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let registration = ClusterRegistration(
        id: cluster,
        connectionString: url,
        weight: 100,
        isActive: true,
        status: .ready
      )
      try await registration.verify(options: .backend, logger: quietLogger)
      try await context.register(registration, name: cluster.rawValue, key: servers.key)
      let stored = try await BackendClusterRepository(context).find(
        BackendCluster.ID(cluster.rawValue)
      )
      let size = stored?.dbURLEncrypted?.reveal().rawValue.count ?? 0
      print("  \(cluster): proved its identity; its URL is \(size) encrypted bytes")
    }
  }

  /// Places each store on a cluster of its own and gives it an order.
  private func placeStores(
    _ context: AdminContext,
    _ router: ClusterRouter
  ) async throws -> [String: Order] {
    Self.heading("Placing two stores on different clusters")
    _ = try await PlanRepository(context).insert(
      Plan.Draft(planKey: Plan.ID("starter"), monthlyFee: 20, entitlements: JSON(text: "{}"))
    )
    var orders: [String: Order] = [:]
    for (slug, cluster) in zip(Self.slugs, DemoServers.clusters) {
      let account = try await AccountRepository(context).insert(
        Account.Draft(
          email: "\(slug)@example.com",
          slug: slug,
          backendClusterID: BackendCluster.ID(cluster.rawValue),
          planKey: Plan.ID("starter"),
          status: "live",
          placementEpoch: 1
        )
      )
      let tenant = try await router.provisioningContext(
        account: AccountID(rawValue: account.id.rawValue),
        cluster: cluster
      )
      orders[slug] = try await tenant.transaction { context in
        _ = try await ClientRepository(context).insert(.store(slug: slug, email: account.email))
        return try await OrderRepository(context).insert(
          Order.Draft(total: slug == Self.slugs[0] ? 1200 : 3400, currency: "ARS")
        )
      }
      try await router.activate(tenant)
      print("  \(slug): tenant \(tenant.tenantID) on \(tenant.clusterID)")
    }
    return orders
  }

  private func compare(_ router: ClusterRouter) async throws {
    Self.heading("The same repository calls for both: OrderRepository(context).find(limit: 10)")
    var rows: [[String]] = []
    for slug in Self.slugs {
      let context = try await router.context(forSlug: slug)
      let orders = try await OrderRepository(context).find(limit: 10)
      rows.append([
        "  \(slug)", "\(context.clusterID)", "\(orders.count)",
        orders.map { "\($0.currency) \($0.total)" }.joined(separator: ", "),
      ])
    }
    Terminal.printTable(["  STORE", "ANSWERED BY", "ORDERS", "TOTALS"], rows)
  }

  /// The stores' slugs.
  static let slugs: [String] = ["farma", "vinos"]
}

extension Client.Draft {
  /// A store as it begins.
  static func store(slug: String, email: String) -> Client.Draft {
    Client.Draft(
      slug: slug,
      publicationStatus: .published,
      monthlyFee: 20,
      billingPeriod: "monthly",
      emailAdmin: email,
      plan: "starter",
      planKey: "starter",
      isActive: true,
      entitlements: JSON(text: "{}"),
      name: slug
    )
  }
}
