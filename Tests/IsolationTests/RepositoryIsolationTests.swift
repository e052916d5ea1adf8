import BackendData
import Demarc
import PostgresDriver
import TestClusters
import TestServers
import Testing

struct RepositoryIsolationTests {
  // MARK: Root

  @Test func `the root's methods reach the tenant's own row alone`() async throws {
    try await TestClusters.withClusters { clusters in
      let own = ClientRepository(try await clusters.context(of: .farma))
      let others = [
        ClientRepository(try await clusters.context(of: .libros)),
        ClientRepository(try await clusters.context(of: .vinos)),
      ]
      let before = try await others.asyncMap { try await $0.find() }
      #expect(before.map { $0?.slug } == ["libros", "vinos"])

      #expect(try await own.exists())
      #expect(try await own.update(Client.Patch(name: "Farma"))?.name == "Farma")
      for key in Client.UniqueKey.allCases {
        #expect(try await own.upsert(Self.draft("farma"), on: key).slug == "farma")
      }
      // A slug is unique among the tenants of a cluster.
      await #expect(throws: ConstraintViolation<Client.Constraint>.self) {
        _ = try await own.update(Client.Patch(slug: "libros"))
      }
      await #expect(throws: ConstraintViolation<Client.Constraint>.self) {
        _ = try await own.upsert(Self.draft("libros"))
      }
      #expect(try await own.delete())
      #expect(try await own.find() == nil)
      #expect(try await !own.exists())
      #expect(try await own.update(Client.Patch(name: "Farma")) == nil)
      #expect(try await !own.delete())
      #expect(try await others.asyncMap { try await $0.find() } == before)
    }
  }

  private static func draft(_ slug: String) -> Client.Draft {
    Client.Draft(
      slug: slug,
      publicationStatus: .draft,
      monthlyFee: 10,
      billingPeriod: "monthly",
      emailAdmin: "a@farma.example",
      plan: "starter",
      planKey: "starter",
      isActive: true,
      entitlements: JSON(text: "{}")
    )
  }

  @Test func `removing a tenant's root removes its rows and nobody else's`() async throws {
    try await TestClusters.withClusters { clusters in
      let farma = try await clusters.context(of: .farma)
      let libros = try await clusters.context(of: .libros)
      for context in [farma, libros] {
        for parent in [IsolationCase.Parent.users, .products, .orders] {
          try await parent.insert(context)
        }
      }
      try await ClientRepository(farma).delete()
      #expect(try await ProductRepository(farma).count() == 0)
      #expect(try await UserRepository(farma).count() == 0)
      #expect(try await ProductRepository(libros).count() == 2)
      #expect(try await UserRepository(libros).count() == 2)
      #expect(try await OrderRepository(libros).count() == 2)
    }
  }

  // MARK: Global relations

  @Test func `all tenants of a cluster read the same global rows`() async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.superuser(of: .first).run(
        """
        insert into mp_fee_table
          (country, method, installments, settlement_days, fee_percent, currency, effective_from)
        values ('AR', 'credit_card', 1, 0, 5, 'ARS', '2026-01-01')
        """
      )
      let fees = MpFeeTableRepository(try await clusters.context(of: .farma))
      let fee = try #require(try await fees.find(limit: 10).first)
      #expect(fee.method == "credit_card")
      for (store, count) in [(TestStore.farma, 1), (.libros, 1), (.vinos, 0)] {
        let fees = MpFeeTableRepository(try await clusters.context(of: store))
        #expect(try await fees.count() == count)
        #expect(try await fees.exists(fee.id) == (count == 1))
        #expect(try await fees.find(fee.id) == (count == 1 ? fee : nil))
        #expect(try await fees.find([fee.id]).count == count)
        #expect(try await fees.page(size: 10).rows.count == count)
      }
    }
  }

  // MARK: Filters and cursors

  @Test func `a cursor of one tenant shows another its own rows alone`() async throws {
    try await TestClusters.withClusters { clusters in
      let farma = try await clusters.context(of: .farma)
      let libros = try await clusters.context(of: .libros)
      for context in [farma, libros] { try await IsolationCase.Parent.products.insert(context) }
      let page = try await ProductRepository(farma).page(size: 1)
      let text = try #require(page.next).description
      let cursor = try #require(Cursor<Product>(text))
      let next = try await ProductRepository(libros).page(size: 10, after: cursor)
      #expect(next.rows.count == 1)
      #expect(
        next.rows.first == (try await ProductRepository(libros).find(by: .id(), limit: 2).last)
      )
    }
  }

  @Test(arguments: ["enable", "disable"])
  func `a filter narrows the tenant's own rows, with row security and without`(
    rowSecurity: String
  ) async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.superuser(of: .first)
        .run("alter table products \(rowSecurity) row level security")
      let farma = ProductRepository(try await clusters.context(of: .farma))
      let libros = ProductRepository(try await clusters.context(of: .libros))
      let draft = Product.Draft(name: "mate", slug: "mate", price: 10, currency: "ARS")
      let (ours, theirs) = (try await farma.insert(draft), try await libros.insert(draft))
      try #require(ours.id != theirs.id)
      let filters: [Filter<Product>] = [
        .slug("mate"), .name("mate"), .price(.atLeast, 1), .sku(nil), .optionSetID(nil),
        .isActive(true), [.slug("mate"), .name("mate")],
      ]
      for filter in filters {
        #expect(try await farma.find(where: filter, limit: 10) == [ours])
        #expect(try await farma.page(where: filter, size: 10).rows == [ours])
        #expect(try await farma.count(where: filter) == 1)
        #expect(try await libros.find(where: filter, limit: 10) == [theirs])
      }
    }
  }
}
