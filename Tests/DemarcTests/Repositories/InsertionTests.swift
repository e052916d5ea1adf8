import AdminData
import BackendData
import Demarc
import PostgresDriver
import TestClusters
import TestServers
import Testing

/// Many rows at once: as arrays for a tenant, by COPY in the control plane.
struct InsertionTests {
  private static func products(_ count: Int) -> [Product.Draft] {
    (0..<count).map { product("product \($0)") }
  }

  private static func product(_ slug: String) -> Product.Draft {
    Product.Draft(name: slug, slug: slug, price: 10, currency: "ARS")
  }

  private static func plans(_ count: Int) -> [Plan.Draft] {
    (0..<count).map { plan("plan \($0)") }
  }

  private static func plan(_ key: String) -> Plan.Draft {
    Plan.Draft(planKey: .init(key), monthlyFee: 10, entitlements: JSON(text: "{}"))
  }

  // MARK: How many

  @Test func `a tenant gets as many rows as there are drafts`() async throws {
    try await TestClusters.withClusters { clusters in
      let products = ProductRepository(try await clusters.context(of: .farma))
      for count in [0, 1, 2, 999, 1000, 1001, 3999, 4001] {
        #expect(try await products.insert(contentsOf: Self.products(count)) == count)
        #expect(try await products.count() == count)
        try await clusters.superuser(of: .first).run("delete from products")
      }
      _ = try await products.insert(contentsOf: Self.products(1001))
      let neighbour = ProductRepository(try await clusters.context(of: .libros))
      #expect(try await neighbour.count() == 0)
    }
  }

  @Test func `the control plane gets as many rows as there are drafts`() async throws {
    try await TestClusters.withClusters { clusters in
      let plans = PlanRepository(clusters.admin)
      for count in [0, 1, 20_000] {
        let before = try await plans.count()
        #expect(try await plans.insert(contentsOf: Self.plans(count)) == count)
        #expect(try await plans.count() == before + count)
        try await clusters.adminClient.run("delete from plans where plan_key like 'plan %'")
      }
    }
  }

  @Test func `rows larger than the socket holds are waited for`() async throws {
    try await TestClusters.withClusters { clusters in
      let text = String(repeating: "long ", count: 60_000)
      var plans = Self.plans(40)
      for index in plans.indices { plans[index].description = text }
      #expect(try await PlanRepository(clusters.admin).insert(contentsOf: plans) == 40)
      #expect(try await PlanRepository(clusters.admin).find("plan 39")?.description == text)

      let context = try await clusters.context(of: .farma)
      var products = Self.products(40)
      for index in products.indices { products[index].description = text }
      #expect(try await ProductRepository(context).insert(contentsOf: products) == 40)
      let last = try await ProductRepository(context).find(bySlug: "product 39")
      #expect(last?.description == text)
    }
  }

  @Test func `any sequence will do, and is asked for its elements once`() async throws {
    try await TestClusters.withClusters { clusters in
      var made = 0
      let drafts = sequence(state: 0) { (state: inout Int) -> Product.Draft? in
        guard state < 2500 else { return nil }
        state += 1
        made += 1
        return Self.product("\(state)")
      }
      let products = ProductRepository(try await clusters.context(of: .farma))
      #expect(try await products.insert(contentsOf: drafts) == 2500)
      #expect(made == 2500)
    }
  }

  // MARK: What is stored

  @Test func `a row is what a single insert makes of the same draft`() async throws {
    try await TestClusters.withClusters { clusters in
      let moment = Timestamp(microsecondsSince2000: 1_234_567)
      var full = Self.product("it's \"quoted\", {braced} \\ and ünïcode 🧉")
      full.price = try #require(PostgresNumeric("12345.67"))
      full.description = ""
      full.sku = "NULL"
      full.stock = -3
      full.tracksStock = false
      full.tags = ["a", nil, "", "NULL", "b \"c\", {d}\\", "é"]
      full.attributes = JSON(text: #"{"a": [1, "\"\\"]}"#)
      full.weightGrams = .max
      full.createdAt = moment
      full.updatedAt = moment
      var plain = Self.product("plain")
      plain.tags = []
      plain.createdAt = moment
      plain.updatedAt = moment
      let one = ProductRepository(try await clusters.context(of: .farma))
      let many = ProductRepository(try await clusters.context(of: .libros))
      for draft in [full, plain] { _ = try await one.insert(draft) }
      #expect(try await many.insert(contentsOf: [full, plain]) == 2)
      let expected = try await one.find(by: .slug(), limit: 10)
      let found = try await many.find(by: .slug(), limit: 10)
      #expect(found.map(Self.values) == expected.map(Self.values))
      #expect(Set(found.map(\.id)).isDisjoint(with: expected.map(\.id)))
    }
  }

  /// What of a product does not differ between two tenants.
  private static func values(of product: Product) -> [String] {
    [
      product.name, product.slug, product.price.description, product.description ?? "-",
      product.sku ?? "-", "\(product.stock)", "\(product.tracksStock)", "\(product.tags)",
      product.attributes.text, "\(product.weightGrams ?? 0)", "\(product.createdAt)",
      "\(product.isActive)", product.images.text,
    ]
  }

  @Test func `a column that some drafts leave out has its default there and the value elsewhere`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      var products = Self.products(2100)
      for index in products.indices where index % 700 > 340 { products[index].stock = 7 }
      for index in products.indices where index % 3 == 0 { products[index].sku = "\(index)" }
      products[5].isActive = false
      let repository = ProductRepository(try await clusters.context(of: .farma))
      #expect(try await repository.insert(contentsOf: products) == 2100)
      let found = Dictionary(
        uniqueKeysWithValues: try await repository.find(limit: 3000).map { ($0.slug, $0) }
      )
      for draft in products {
        let row = try #require(found[draft.slug])
        #expect(row.stock == draft.stock ?? 0 && row.sku == draft.sku)
        #expect(row.isActive == draft.isActive ?? true)
      }

      var plans = Self.plans(300)
      for index in plans.indices where index % 100 > 40 { plans[index].sortOrder = 7 }
      for index in plans.indices where index % 2 == 0 { plans[index].currency = "ARS" }
      let stored = PlanRepository(clusters.admin)
      #expect(try await stored.insert(contentsOf: plans) == 300)
      let single = try await stored.insert(Self.plan("single"))
      for draft in plans {
        let row = try #require(try await stored.find(draft.planKey))
        #expect(row.sortOrder == draft.sortOrder ?? single.sortOrder)
        #expect(row.currency == draft.currency ?? single.currency)
      }
    }
  }

  @Test func `numbers from a sequence follow the order of the drafts`() async throws {
    try await TestClusters.withClusters { clusters in
      let account = Account.ID(TestStore.farma.account.rawValue)
      let drafts = (0..<2500).map { number in
        UsageEvent.Draft(
          accountID: account,
          metric: "orders",
          occurredAt: Timestamp(microsecondsSince2000: 0),
          quantity: number % 9 == 0 ? 3 : nil,
          dedupeKey: "\(number)"
        )
      }
      let events = UsageEventRepository(clusters.admin)
      #expect(try await events.insert(contentsOf: drafts) == 2500)
      let found = try await events.find(by: .id(), limit: 3000)
      #expect(found.map(\.dedupeKey) == drafts.map(\.dedupeKey))
    }
  }
}
