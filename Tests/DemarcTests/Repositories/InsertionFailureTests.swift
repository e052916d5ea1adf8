import AdminData
import BackendData
import Demarc
import Foundation
import PostgresDriver
import TestClusters
import TestServers
import Testing

/// Of rows that are added together, none is there when one cannot be.
struct InsertionFailureTests {
  private static func products(_ slugs: some Sequence<String>) -> [Product.Draft] {
    slugs.map { Product.Draft(name: $0, slug: $0, price: 10, currency: "ARS") }
  }

  private static func plans(_ keys: some Sequence<String>) -> [Plan.Draft] {
    keys.map { Plan.Draft(planKey: .init($0), monthlyFee: 10, entitlements: JSON(text: "{}")) }
  }

  private static let names = (0..<3500).map { "name \($0)" }

  // MARK: Rows that the server refuses

  @Test(arguments: [0, 1200, 3500])
  func `a row that violates a constraint keeps out all, with the error of a single insert`(
    position: Int
  ) async throws {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      let products = ProductRepository(context)
      _ = try await products.insert(Self.products(["taken"])[0])
      var slugs = Self.names
      slugs.insert("taken", at: position)
      let single = await #expect(throws: ConstraintViolation<Product.Constraint>.self) {
        try await products.insert(Self.products(["taken"])[0])
      }
      let many = await #expect(throws: ConstraintViolation<Product.Constraint>.self) {
        try await products.insert(contentsOf: Self.products(slugs))
      }
      try Self.requireAlike(many, single, .slugKey)
      #expect(try await products.count() == 1)

      let plans = PlanRepository(clusters.admin)
      let before = try await plans.count()
      var keys = Self.names
      keys.insert("starter", at: position)
      let singlePlan = await #expect(throws: ConstraintViolation<Plan.Constraint>.self) {
        try await plans.insert(Self.plans(["starter"])[0])
      }
      let manyPlans = await #expect(throws: ConstraintViolation<Plan.Constraint>.self) {
        try await plans.insert(contentsOf: Self.plans(keys))
      }
      try Self.requireAlike(manyPlans, singlePlan, .primaryKey)
      #expect(try await plans.count() == before)

      // The connections serve on.
      #expect(try await products.insert(contentsOf: Self.products(Self.names)) == 3500)
      #expect(try await plans.insert(contentsOf: Self.plans(Self.names)) == 3500)
    }
  }

  @Test func `a check and a foreign key refuse as they refuse a single insert`() async throws {
    try await TestClusters.withClusters { clusters in
      let products = ProductRepository(try await clusters.context(of: .farma))
      var drafts = Self.products(["a", "b"])
      drafts[1].price = try #require(PostgresNumeric("-1"))
      let check = await #expect(throws: ConstraintViolation<Product.Constraint>.self) {
        try await products.insert(contentsOf: drafts)
      }
      #expect(check?.error.sqlState == .checkViolation)
      #expect(check?.constraint == .priceCheck)
      drafts[1].price = 1
      drafts[1].optionSetID = .init(UUID())
      let key = await #expect(throws: ConstraintViolation<Product.Constraint>.self) {
        try await products.insert(contentsOf: drafts)
      }
      #expect(key?.error.sqlState == .foreignKeyViolation)
      #expect(key?.constraint == .optionSetIDForeignKey)
      #expect(try await products.count() == 0)
    }
  }

  private static func requireAlike<Constraint>(
    _ violation: ConstraintViolation<Constraint>?,
    _ other: ConstraintViolation<Constraint>?,
    _ constraint: Constraint
  ) throws {
    let (violation, other) = (try #require(violation), try #require(other))
    #expect(violation.constraint == constraint && other.constraint == constraint)
    #expect(violation.error.sqlState == .uniqueViolation)
    #expect(violation.error.sqlState == other.error.sqlState)
    #expect(violation.error.code == other.error.code)
    #expect(violation.error.constraint == other.error.constraint)
    #expect(violation.error.table == other.error.table)
    #expect(violation.error.message == other.error.message)
  }

  @Test func `a text with a NUL is refused by the name of its column, before or among others`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      let products = ProductRepository(try await clusters.context(of: .farma))
      let plans = PlanRepository(clusters.admin)
      let before = try await plans.count()
      for position in [0, 2300] {
        var drafts = Self.products(Self.names)
        drafts[position].tags = ["fine", "not\0fine"]
        let error = await #expect(throws: PostgresError.self) {
          try await products.insert(contentsOf: drafts)
        }
        #expect(error?.code == .invalidParameter)
        #expect(error?.message.contains("column tags of row \(position + 1)") == true)
        var planDrafts = Self.plans(Self.names)
        planDrafts[position].description = "\0"
        let planError = await #expect(throws: PostgresError.self) {
          try await plans.insert(contentsOf: planDrafts)
        }
        #expect(planError?.code == .invalidParameter)
        #expect(planError?.message.contains("column description of row \(position + 1)") == true)
      }
      #expect(try await products.count() == 0)
      #expect(try await plans.count() == before)
      let single = await #expect(throws: PostgresError.self) {
        try await products.insert(Self.products(["\0"])[0])
      }
      #expect(single?.code == .invalidParameter)
    }
  }

  // MARK: Transactions

  @Test func `within a transaction it is a part of it, and what fails ends no more than itself`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      try await context.transaction { context in
        let products = ProductRepository(context)
        let count = try await products.insert(contentsOf: Self.products(["a", "b"]))
        #expect(count == 2)
        await #expect(throws: ConstraintViolation<Product.Constraint>.self) {
          try await products.insert(contentsOf: Self.products(Self.names + ["a"]))
        }
        await #expect(throws: PostgresError.self) {
          try await products.insert(contentsOf: Self.products(Self.names + ["\0"]))
        }
        #expect(try await products.insert(contentsOf: Self.products(["c"])) == 1)
      }
      let found = try await ProductRepository(context).find(by: .slug(), limit: 10)
      #expect(found.map(\.slug) == ["a", "b", "c"])

      try await clusters.admin.transaction { admin in
        let plans = PlanRepository(admin)
        let count = try await plans.insert(contentsOf: Self.plans(["a"]))
        #expect(count == 1)
        await #expect(throws: ConstraintViolation<Plan.Constraint>.self) {
          try await plans.insert(contentsOf: Self.plans(Self.names + ["a"]))
        }
        #expect(try await plans.insert(contentsOf: Self.plans(["b"])) == 1)
      }
      #expect(try await PlanRepository(clusters.admin).find(["a", "b", "name 0"]).count == 2)
    }
  }

  @Test func `a tenant that is no longer served under the context gets no row`() async throws {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      for state in ["state = 'moved'", "state = 'suspended'", "state = 'active', epoch = 7"] {
        try await clusters.setFence(of: .farma, state)
        let error = await #expect(throws: RoutingError.self) {
          try await ProductRepository(context).insert(contentsOf: Self.products(["a"]))
        }
        #expect(error?.code == .stalePlacement)
      }
      let count: Int64 = try await clusters.superuser(of: .first)
        .value("select count(*) from products")
      #expect(count == 0)
    }
  }

  // MARK: Callers that are cancelled

  @Test func `a caller that is cancelled among its drafts adds none`() async throws {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      let products = Task {
        let drafts = Self.products(Self.names).lazy.map { Self.cancellingTask(at: $0.slug, $0) }
        return try await ProductRepository(context).insert(contentsOf: drafts)
      }
      await #expect(throws: CancellationError.self) { try await products.value }
      let admin = clusters.admin
      let plans = Task {
        let keys = (0..<30_000).map { "name \($0)" }
        let drafts = Self.plans(keys).lazy.map { Self.cancellingTask(at: "\($0.planKey)", $0) }
        return try await PlanRepository(admin).insert(contentsOf: drafts)
      }
      await #expect(throws: CancellationError.self) { try await plans.value }
      #expect(try await ProductRepository(context).count() == 0)
      #expect(try await PlanRepository(admin).find(["name 0"]) == [])
      #expect(try await ProductRepository(context).insert(contentsOf: Self.products(["a"])) == 1)
      #expect(try await PlanRepository(admin).insert(contentsOf: Self.plans(["a"])) == 1)
    }
  }

  private static func cancellingTask<Draft>(at name: String, _ draft: Draft) -> Draft {
    if name == "name 2600" { withUnsafeCurrentTask { $0?.cancel() } }
    return draft
  }

  @Test func `a caller that is cancelled while the server waits for a lock adds none`() async throws
  {
    try await TestClusters.withClusters { clusters in
      let context = try await clusters.context(of: .farma)
      let superuser = try clusters.superuser(of: .first)
      try await superuser.withTransaction { connection in
        _ = try await connection.execute(
          Statement(
            """
            insert into products (client_id, name, slug, price, currency)
            values ($1, 'a', 'name 10', 1, 'ARS')
            """,
            Parameters(context.tenantID),
            access: .write
          )
        )
        try await Self.requireCancelled(seenBy: superuser) {
          _ = try await ProductRepository(context).insert(contentsOf: Self.products(Self.names))
        }
      }
      #expect(try await ProductRepository(context).find(bySlug: "name 0") == nil)
      #expect(try await ProductRepository(context).insert(contentsOf: Self.products(["b"])) == 1)

      let admin = clusters.admin
      try await clusters.adminClient.withTransaction { connection in
        _ = try await connection.execute(
          Statement(
            """
            insert into plans (plan_key, monthly_fee, entitlements) values ('name 10', 1, '{}')
            """,
            access: .write
          )
        )
        try await Self.requireCancelled(seenBy: clusters.adminClient) {
          let keys = (0..<50_000).map { "name \($0)" }
          _ = try await PlanRepository(admin).insert(contentsOf: Self.plans(keys))
        }
      }
      #expect(try await PlanRepository(admin).find("name 0") == nil)
      #expect(try await PlanRepository(admin).insert(contentsOf: Self.plans(["b"])) == 1)
    }
  }

  private static func requireCancelled(
    seenBy client: PostgresClient,
    _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    let task = Task { try await body() }
    try await eventually("it waits for a lock") { try await waiting(client) == 1 }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    try await eventually("it waits no more") { try await waiting(client) == 0 }
  }

  private static func waiting(_ client: PostgresClient) async throws -> Int64 {
    try await client.value(
      """
      select count(*) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'
      """
    )
  }
}
