import BackendData
import Demarc
import PostgresDriver

/// What the stores of these tests sell: the same in each, so that a query that reached the neighbour would count twice.
struct StoreFixture {
  let context: ClusterContext
  let user: User
  let drinks: BackendData.Category
  let wine: Product
  let glass: Product
  let order: Order

  /// Fills a store.
  init(_ context: ClusterContext) async throws {
    self.context = context
    user = try await UserRepository(context).insert(User.Draft(email: "ana@example.com"))
    let categories = CategoryRepository(context)
    drinks = try await categories.insert(Category.Draft(name: "Drinks", slug: "drinks"))
    _ = try await categories.insert(
      Category.Draft(name: "Red", slug: "red", parentID: drinks.id)
    )
    let products = ProductRepository(context)
    wine = try await products.insert(
      Product.Draft(name: "Wine", slug: "wine", price: 12, currency: "ARS", tracksStock: true)
    )
    glass = try await products.insert(
      Product.Draft(name: "Glass", slug: "glass", price: 5, currency: "ARS", stock: 7)
    )
    _ = try await ProductCategoryRepository(context).insert(
      ProductCategory.Draft(categoryID: drinks.id, productID: wine.id)
    )
    order = try await OrderRepository(context).insert(
      Order.Draft(
        total: 29,
        currency: "ARS",
        userID: user.id,
        paymentStatus: .approved,
        orderNumber: "A-1",
        paidAt: .noon
      )
    )
    _ = try await OrderRepository(context).insert(
      Order.Draft(total: 1, currency: "ARS", orderNumber: "A-2")
    )
    let items = OrderItemRepository(context)
    for (product, quantity) in [(wine, Int32(2)), (glass, 1)] {
      _ = try await items.insert(
        OrderItem.Draft(
          orderID: order.id,
          quantity: quantity,
          total: product.price,
          unitPrice: product.price,
          currency: "ARS",
          productName: product.name,
          productID: product.id
        )
      )
    }
  }
}

extension Timestamp {
  /// 2026-01-02 12:00 UTC.
  static let noon: Timestamp = Timestamp(microsecondsSince2000: 820_670_400_000_000)
  /// The beginning of that year.
  static let newYear: Timestamp = Timestamp(microsecondsSince2000: 820_540_800_000_000)
}
