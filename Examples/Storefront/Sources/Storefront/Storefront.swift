import BackendData
import Demarc
import PostgresDriver

/// The calls that a store's pages make.
///
/// It sees no tenant id, no connection and no cluster's name.
struct Storefront {
  private let products: ProductRepository
  private let orders: OrderRepository
  private let items: OrderItemRepository
  private let pages: PageRowRepository

  /// Serves the store of a request's context.
  init(_ context: ClusterContext) {
    products = ProductRepository(context)
    orders = OrderRepository(context)
    items = OrderItemRepository(context)
    pages = PageRowRepository(context)
  }

  /// Puts a product up for sale, or changes the one that has the slug.
  func offer(_ name: String, slug: String, price: PostgresNumeric) async throws -> Product {
    try await products.upsert(
      Product.Draft(name: name, slug: slug, price: price, currency: "ARS"),
      on: .slug
    )
  }

  /// Takes an order for a product.
  func order(_ product: Product, from email: String) async throws -> Order {
    try await orders.insert(
      Order.Draft(total: product.price, currency: product.currency, buyerEmail: email)
    )
  }

  /// Takes an order under a number of the store's own, or tells that the number is taken.
  func order(_ draft: Order.Draft, numbered number: String) async throws -> Order? {
    var draft = draft
    draft.orderNumber = number
    do {
      return try await orders.insert(draft)
    } catch let violation as ConstraintViolation<Order.Constraint>
      where violation.constraint == .orderNumberKey
    {
      return nil
    }
  }

  /// What was ordered, by the order: one statement for all of them.
  func items(of orders: [Order]) async throws -> [Order.ID: [OrderItem]] {
    try await items.find(byOrderIDs: orders.map(\.id))
  }

  /// Writes a page, or writes the one anew that has the slug.
  func write(_ title: String, slug: String) async throws -> PageRow {
    try await pages.upsert(PageRow.Draft(slug: slug, title: title), on: .slug)
  }

  /// Gives a page another title; throws `StaleVersion` when somebody changed the page since it was read.
  func retitle(_ page: PageRow, _ title: String) async throws -> PageRow? {
    try await pages.update(page.id, PageRow.Patch(title: title), expecting: page.version)
  }

  /// The latest orders, a page at a time.
  func latestOrders(pageSize: Int) -> Pages<Order> {
    orders.pages(by: .createdAt(.descending), size: pageSize)
  }
}
