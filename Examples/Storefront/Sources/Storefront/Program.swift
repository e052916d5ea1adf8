import BackendData
import Demarc
import Foundation
import NovaVisionRouting
import PostgresDriver

/// Serves a few calls for each store whose slug is an argument.
///
/// `ADMIN_DATABASE_URL=… NOVAVISION_CLUSTER_KEY=… Storefront farma vinos`
@main
struct Program {
  static func main() async throws {
    let environment = ProcessInfo.processInfo.environment
    guard let url = environment["ADMIN_DATABASE_URL"],
      let key = environment["NOVAVISION_CLUSTER_KEY"]
    else {
      print("Set ADMIN_DATABASE_URL and NOVAVISION_CLUSTER_KEY.")
      exit(2)
    }
    try await AdminContext.withDatabase(PostgresConfiguration(url)) { admin in
      try await ClusterRouter.withRouter(
        registry: AdminClusterRegistry(admin, key: Secret(key)),
        directory: AdminTenantDirectory(admin),
        options: .backend
      ) { router in
        for slug in CommandLine.arguments.dropFirst() { try await serve(slug, router) }
      }
    }
  }

  private static func serve(_ slug: String, _ router: ClusterRouter) async throws {
    let context = try await router.context(forSlug: slug)
    let storefront = Storefront(context)
    let product = try await storefront.offer("Yerba mate", slug: "yerba-mate", price: 4500)
    _ = try await storefront.order(product, from: "ana@example.com")
    let draft = Order.Draft(total: product.price, currency: product.currency)
    guard try await storefront.order(draft, numbered: "1") != nil else {
      return print("\(slug): order 1 is taken")
    }
    let page = try await storefront.write("About", slug: "about")
    _ = try await storefront.retitle(page, "About \(slug)")
    var (count, items) = (0, 0)
    for try await orders in storefront.latestOrders(pageSize: 2) {
      count += orders.count
      items += try await storefront.items(of: orders).count
    }
    let orders = "\(count) orders so far, \(items) with items"
    print("\(slug): \(context.clusterID) sold \(product.name), \(orders)")
  }
}
