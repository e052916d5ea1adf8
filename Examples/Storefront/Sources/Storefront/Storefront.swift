import BackendData
import Demarc
import PostgresDriver

/// The calls that a store's pages make.
///
/// It sees no tenant id, no connection and no cluster's name.
struct Storefront {
  private let products: ProductRepository
  private let orders: OrderRepository

  /// Serves the store of a request's context.
  init(_ context: ClusterContext) {
    products = ProductRepository(context)
    orders = OrderRepository(context)
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

  /// The latest orders, a page at a time.
  func latestOrders(pageSize: Int) -> Pages<Order> {
    orders.pages(by: .createdAt(.descending), size: pageSize)
  }
}
