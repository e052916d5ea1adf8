import Demarc
import Foundation
import Logging
import NovaVisionRouting
import PostgresDriver

// Serves a few calls for each store whose slug is an argument:
//   ADMIN_DATABASE_URL=… NOVAVISION_CLUSTER_KEY=… Storefront farma vinos

let environment = ProcessInfo.processInfo.environment
guard let url = environment["ADMIN_DATABASE_URL"], let key = environment["NOVAVISION_CLUSTER_KEY"]
else {
  print("Set ADMIN_DATABASE_URL and NOVAVISION_CLUSTER_KEY.")
  exit(2)
}

// demarc:allow direct-connection until 2027-12-31: the one place where the program meets its control plane
let adminClient = PostgresClient(try PostgresConfiguration(url), logger: Logger(label: "storefront"))
let admin = AdminContext(adminClient)
let router = ClusterRouter(
  registry: AdminClusterRegistry(admin, key: Secret(key)), directory: AdminTenantDirectory(admin))

for slug in CommandLine.arguments.dropFirst() {
  let context = try await router.context(forSlug: slug)
  let storefront = Storefront(context)
  let product = try await storefront.offer("Yerba mate", slug: "yerba-mate", price: 4500)
  _ = try await storefront.order(product, from: "ana@example.com")
  var count = 0
  for try await orders in storefront.latestOrders(pageSize: 2) { count += orders.count }
  print("\(slug): \(context.clusterID) sold \(product.name), \(count) orders so far")
}

await router.shutdown()
await adminClient.shutdown()
