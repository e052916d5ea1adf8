import BackendData
import Demarc
import PostgresDriver
import TestClusters
import TestServers
import Testing

/// The queries of `schema/queries/backend` at work, beside a neighbour on the same cluster that has the same rows, with
/// row security and without: then nothing but the statement keeps tenants apart.
@Suite(.serialized)
struct StoreQueriesTests {
  private func withStore(
    rowSecurity: Bool,
    _ body: (StoreFixture, StoreFixture) async throws -> Void
  ) async throws {
    try await TestClusters.withClusters { clusters in
      let own = try await StoreFixture(clusters.context(of: .farma))
      let neighbour = try await StoreFixture(clusters.context(of: .libros))
      if !rowSecurity {
        for table in [
          "clients", "users", "products", "categories", "product_categories", "orders",
          "order_items", "cart_items",
        ] {
          try await clusters.superuser(of: .first).run(
            "alter table \(table) disable row level security"
          )
        }
      }
      try await body(own, neighbour)
    }
  }

  @Test(arguments: [true, false])
  func `filters vanish when they are not given`(rowSecurity: Bool) async throws {
    try await withStore(rowSecurity: rowSecurity) { store, _ in
      let queries = CatalogueQueries(store.context)
      let all = try await queries.searchProducts(limit: 10)
      #expect(Set(all) == [store.wine, store.glass])
      #expect(try await queries.searchProducts(text: "WIN", limit: 10) == [store.wine])
      #expect(try await queries.searchProducts(text: "%' or true --", limit: 10) == [])
      #expect(try await queries.searchProducts(lowest: 4, highest: 6, limit: 10) == [store.glass])
      // Both bounds belong to one filter.
      #expect(try await queries.searchProducts(lowest: 100, limit: 10).count == 2)
      #expect(
        try await queries.searchProducts(category: store.drinks.id, limit: 10) == [store.wine]
      )
      #expect(
        try await queries.searchProducts(
          text: "glass",
          lowest: 1,
          highest: 9,
          category: store.drinks.id,
          limit: 10
        ) == []
      )
      #expect(try await queries.searchProducts(limit: 1).count == 1)
    }
  }

  @Test(arguments: [true, false])
  func `each query sees the rows of its tenant alone`(rowSecurity: Bool) async throws {
    try await withStore(rowSecurity: rowSecurity) { store, neighbour in
      let catalogue = CatalogueQueries(store.context)
      let sales = SalesQueries(store.context)
      let top = try await catalogue.topProducts(since: .newYear, limit: 10)
      #expect(top.map(\.name) == ["Wine", "Glass"])
      #expect(top.map(\.sold) == [2, 1])
      #expect(top.first?.id == store.wine.id)
      let tree = try await catalogue.categoryTree()
      #expect(tree.map(\.name) == ["Drinks", "Red"])
      #expect(tree.map(\.depth) == [0, 1])
      #expect(tree.map(\.parentID) == [nil, store.drinks.id])
      #expect(try await catalogue.soldOutCount() == 1)
      let days = try await sales.salesPerDay(from: .newYear, to: .infinity)
      #expect(days.map(\.orders) == [1])
      #expect(days.first?.day.description == "2026-01-02")
      #expect(try await sales.lastOrder(user: store.user.id) == store.order)
      #expect(try await sales.lastOrder(user: neighbour.user.id) == nil)
      let rows = try await sales.ordersWithBuyers(since: .newYear) { rows in
        var found: [OrdersWithBuyersRow] = []
        for try await row in rows { found.append(row) }
        return found
      }
      #expect(Set(rows.map(\.orderNumber)) == ["A-1", "A-2"])
      #expect(Set(rows.map(\.email)) == ["ana@example.com", nil])
    }
  }

  @Test(arguments: [true, false])
  func `each query writes the rows of its tenant alone`(rowSecurity: Bool) async throws {
    try await withStore(rowSecurity: rowSecurity) { store, neighbour in
      let catalogue = CatalogueQueries(store.context)
      let sales = SalesQueries(store.context)
      #expect(try await catalogue.reprice(factor: 2, category: neighbour.drinks.id) == 0)
      #expect(try await catalogue.reprice(factor: 2, category: store.drinks.id) == 1)
      #expect(try await ProductRepository(store.context).find(store.wine.id)?.price == 24)
      #expect(try await ProductRepository(neighbour.context).find(neighbour.wine.id)?.price == 12)

      let orders = try await OrderRepository(neighbour.context).find(limit: 9).map(\.id)
      #expect(try await sales.cancelOrders(reason: nil, orders: orders) == [])
      let own = try await OrderRepository(store.context).find(limit: 9).map(\.id)
      #expect(
        try await sales.cancelOrders(reason: "late", orders: own + orders).sorted() == [
          "A-1", "A-2",
        ]
      )
      #expect(try await OrderRepository(store.context).find(store.order.id)?.cancelReason == "late")

      for quantity in 1...2 {
        let item = try await sales.addToCart(
          user: store.user.id,
          product: store.wine.id,
          quantity: 3,
          options: JSON(text: "{}"),
          optionsKey: ""
        )
        #expect(item.quantity == Int32(quantity) * 3)
      }
      let cart = try await sales.cart(user: store.user.id)
      #expect(cart.map(\.name) == ["Wine"])
      #expect(cart.map(\.total) == [144])
      #expect(try await SalesQueries(neighbour.context).cart(user: store.user.id) == [])
    }
  }

  @Test func `a query is part of its transaction`() async throws {
    try await withStore(rowSecurity: true) { store, _ in
      await #expect(throws: Undo.self) {
        try await store.context.transaction { context in
          let changed = try await CatalogueQueries(context)
            .reprice(factor: 3, category: store.drinks.id)
          if changed == 1 { throw Undo() }
        }
      }
      let wine = try await ProductRepository(store.context).find(store.wine.id)
      #expect(wine?.price == 12)
    }
  }
}

private struct Undo: Error {}
