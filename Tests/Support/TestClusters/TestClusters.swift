import AdminData
import BackendData
package import Demarc
import EphemeralPostgres
import Logging
import NovaVisionRouting
package import PostgresDriver
import TestServers

/// An Admin database and two Backend clusters with the repository's own schemas, and three stores on them:
/// `farma` and `libros` share the first cluster, `vinos` has the second.
package struct TestClusters: Sendable {
  /// What a test wants other than usual.
  package struct Options: Sendable {
    /// How the router connects.
    package var router: ClusterRouterOptions = .backend
    /// Settings of the server for each connection of the router: `plan_cache_mode`.
    package var settings: [String: String] = [:]

    /// As usual.
    package init() {}
  }

  /// Encrypts the registry's credentials.
  package static let key: Secret<String> = Secret("the key of the tests")

  /// Reaches the Admin database.
  package let admin: AdminContext
  /// The client behind `admin`.
  package let adminClient: PostgresClient
  /// Resolves the stores.
  package let router: ClusterRouter
  /// The connection string of each cluster for the application, as the registry has it.
  package let connectionStrings: [ClusterID: String]
  private let superusers: [ClusterID: PostgresClient]
  private let applications: [ClusterID: PostgresClient]
  private let options: Options

  // MARK: Life

  /// Makes the databases and the stores, lends them, and removes them.
  package static func withClusters<Result>(
    _ options: Options = Options(),
    _ body: (TestClusters) async throws -> Result
  ) async throws -> Result {
    let backend = try await TemplateDatabases.shared.template(of: "backend")
    let admin = try await TemplateDatabases.shared.template(of: "admin")
    return try await Turns.shared.withTurn {
      try await TestServer.withDatabase(template: admin) { admin in
        try await TestServer.withDatabase(template: backend) { first in
          try await TestServer.withDatabase(template: backend) { second in
            let clusters = try TestClusters(
              admin: admin,
              backends: [.first: first, .second: second],
              options: options
            )
            return try await clusters.whileOpen {
              try await clusters.setUp()
              return try await body(clusters)
            }
          }
        }
      }
    }
  }

  /// Makes the clients, from connection strings for the superuser.
  private init(admin: String, backends: [ClusterID: String], options: Options) throws {
    let settings = options.settings.map { "-c \($0)=\($1)" }.sorted().joined(separator: " ")
    adminClient = PostgresClient(try PostgresConfiguration(admin), logger: Self.logger)
    self.admin = AdminContext(adminClient)
    // Of two keywords with the same name, libpq takes the second.
    connectionStrings = backends.mapValues { "\($0) user='app' options='\(settings)'" }
    superusers = try backends.mapValues { try Self.client($0, role: nil) }
    applications = try backends.mapValues { try Self.client($0, role: "app") }
    router = Self.makeRouter(self.admin, options.router)
    self.options = options
  }

  private func whileOpen<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      let result = try await body()
      await shutdown()
      return result
    } catch {
      await shutdown()
      throw error
    }
  }

  private func shutdown() async {
    await router.shutdown()
    await adminClient.shutdown()
    for client in [PostgresClient](superusers.values) + applications.values {
      await client.shutdown()
    }
  }

  // MARK: Ways in

  /// The context of a store.
  package func context(of store: TestStore) async throws -> ClusterContext {
    try await router.context(for: store.account)
  }

  /// A client of a cluster that may do everything, over one lane.
  package func superuser(of cluster: ClusterID) throws -> PostgresClient {
    try required(superusers[cluster], cluster)
  }

  /// A client of a cluster as the application's role, over one lane and without any prelude: what an
  /// attacker has who got past the types.
  package func application(of cluster: ClusterID) throws -> PostgresClient {
    try required(applications[cluster], cluster)
  }

  /// Lends another router over the same Admin database.
  package func withRouter<Result>(
    registry: (any ClusterRegistry)? = nil,
    directory: (any TenantDirectory)? = nil,
    options: ClusterRouterOptions? = nil,
    clock: ManualClock? = nil,
    _ body: (ClusterRouter) async throws -> Result
  ) async throws -> Result {
    let router = Self.makeRouter(
      admin,
      options ?? self.options.router,
      registry: registry,
      directory: directory,
      clock: clock
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

  /// Replaces the connection string of a cluster in the registry.
  package func register(_ connectionString: String, as cluster: ClusterID) async throws {
    try await Functions(admin).setBackendClusterCredentials(
      clusterID: cluster.rawValue,
      key: Self.key,
      dbURL: Secret(connectionString)
    )
  }

  /// Makes a role that can log in, registers a cluster with it, and removes it afterwards: roles belong to
  /// the server that all tests share.
  ///
  /// - Parameters:
  ///   - options: what follows `create role … login`.
  ///   - cluster: the cluster that is registered with the role.
  ///   - body: gets the role's name.
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws, or `PostgresError`.
  package func withLogin<Result>(
    _ options: String,
    on cluster: ClusterID,
    _ body: (String) async throws -> Result
  ) async throws -> Result {
    let superuser = try superuser(of: cluster)
    let role = "login_\(superuser.configuration.database)"
    try await superuser.run("create role \(role) login \(options)")
    do {
      let connectionString = try registration(of: cluster).connectionString.reveal()
      try await register("\(connectionString) user='\(role)'", as: cluster)
      let result = try await body(role)
      try await superuser.run("drop role \(role)")
      return result
    } catch {
      try await superuser.run("drop role \(role)")
      throw error
    }
  }

  /// Changes the fence of a store: `state = 'draining'`.
  package func setFence(of store: TestStore, _ assignment: String) async throws {
    try await superuser(of: store.cluster).run(
      "update demarc.tenant_fence set \(assignment) where account_id = $1",
      Parameters(store.account)
    )
  }

  // MARK: Stores

  private func setUp() async throws {
    _ = try await PlanRepository(admin).insert(
      Plan.Draft(planKey: "starter", monthlyFee: 10, entitlements: JSON(text: "{}"))
    )
    for (cluster, connectionString) in connectionStrings.sorted(by: { $0.value < $1.value }) {
      try await superuser(of: cluster).run(
        "insert into demarc.cluster_identity (cluster_id) values ($1)",
        Parameters(cluster.rawValue)
      )
      _ = try await BackendClusterRepository(admin).insert(
        BackendCluster.Draft(
          clusterID: BackendCluster.ID(cluster.rawValue),
          displayName: cluster.rawValue
        )
      )
      try await register(connectionString, as: cluster)
    }
    for store in TestStore.all {
      try await place(store)
      try await provision(store)
    }
  }

  private func place(_ store: TestStore) async throws {
    _ = try await AccountRepository(admin).insert(
      Account.Draft(
        email: "owner@\(store.domain)",
        slug: store.slug,
        id: Account.ID(store.account.rawValue),
        backendClusterID: BackendCluster.ID(store.cluster.rawValue),
        status: "live",
        placementEpoch: 1,
        customDomain: store.domain
      )
    )
  }

  /// Provisions the tenant of a store as the provisioner does.
  package func provision(_ store: TestStore) async throws {
    let context = try await router.provisioningContext(
      account: store.account,
      cluster: store.cluster
    )
    _ = try await ClientRepository(context).insert(
      Client.Draft(
        slug: store.slug,
        publicationStatus: .published,
        monthlyFee: 10,
        billingPeriod: "monthly",
        emailAdmin: "owner@\(store.domain)",
        plan: "starter",
        planKey: "starter",
        isActive: true,
        entitlements: JSON(text: "{}")
      )
    )
    try await router.activate(context)
  }

  // MARK: Parts

  private static let logger = Logger(label: "test.clusters") { _ in SwiftLogNoOpLogHandler() }

  private static func client(_ connectionString: String, role: String?) throws -> PostgresClient {
    var configuration = try PostgresConfiguration(connectionString, role: role)
    configuration.sharedLanes = 1
    return PostgresClient(configuration, logger: logger)
  }

  private static func makeRouter(
    _ admin: AdminContext,
    _ options: ClusterRouterOptions,
    registry: (any ClusterRegistry)? = nil,
    directory: (any TenantDirectory)? = nil,
    clock: ManualClock? = nil
  ) -> ClusterRouter {
    ClusterRouter(
      registry: registry ?? AdminClusterRegistry(admin, key: key),
      directory: directory ?? AdminTenantDirectory(admin),
      options: options,
      logger: logger
    ) {
      clock?.now ?? .now
    }
  }

  private func required(_ client: PostgresClient?, _ cluster: ClusterID) throws -> PostgresClient {
    guard let client else {
      throw TestProjectError(description: "no test has a cluster '\(cluster)'")
    }
    return client
  }
}
