import BackendData
import Demarc
import Foundation
import NovaVisionRouting
import PostgresDriver
import Terminal

/// Tries to get from one store to the other, and shows what refuses it.
struct DemoCrossings {
  let servers: DemoServers
  let router: ClusterRouter
  /// An order of each store.
  let orders: [String: Order]

  /// Tries each way.
  ///
  /// - Throws: `UnrefusedCrossing` when one of them is open.
  func run() async throws {
    Demo.heading("Trying to cross")
    try await readForeignOrder()
    try await queryWithoutTenant()
    try await insertUnderForgedTenant()
    try await connectToWrongCluster()
    try await resolveUnknownStore()
  }

  private func readForeignOrder() async throws {
    guard let foreign = orders["vinos"] else { return }
    let found = try await OrderRepository(router.context(forSlug: "farma")).find(foreign.id)
    guard found == nil else { throw UnrefusedCrossing() }
    show("farma asks for an order of vinos", "nothing was found: farma has no such order")
  }

  private func queryWithoutTenant() async throws {
    try await refused("SQL as the application, without a tenant") {
      try await withApplication { client in
        _ = try await client.execute(Statement("select * from orders", access: .read))
      }
    }
  }

  private func insertUnderForgedTenant() async throws {
    let tenant = try await router.context(forSlug: "farma").tenantID
    try await refused("SQL under farma's tenant that writes for another") {
      try await withApplication { client in
        try await client.withTransaction { connection in
          _ = try await connection.execute(
            Statement(
              "select set_config('demarc.tenant', $1, true)",
              Parameters(tenant.description),
              access: .write
            )
          )
          _ = try await connection.execute(
            Statement(
              "insert into orders (client_id, total, currency) values ($1, 1, 'ARS')",
              Parameters(UUID()),
              access: .write
            )
          )
        }
      }
    }
  }

  private func connectToWrongCluster() async throws {
    let (first, second) = (DemoServers.clusters[0], DemoServers.clusters[1])
    guard let url = servers.clusterURLs[first] else { return }
    try await refused("\(second) registered with the URL of \(first)") {
      try await ClusterRegistration(
        id: second,
        connectionString: url,
        weight: 100,
        isActive: true,
        status: .ready
      ).verify(options: .backend, logger: quietLogger)
    }
  }

  private func resolveUnknownStore() async throws {
    try await refused("a store that nobody has") { _ = try await router.context(forSlug: "nobody") }
  }

  private func withApplication(_ body: (PostgresClient) async throws -> Void) async throws {
    guard let url = servers.clusterURLs[DemoServers.clusters[0]] else { return }
    // demarc:allow direct-connection until 2027-12-31: shows that row security refuses what goes around
    try await PostgresClient.withClient(
      PostgresConfiguration(url.reveal()),
      logger: quietLogger,
      body
    )
  }

  private func refused(_ attempt: String, _ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch {
      show(attempt, "\(error)")
      return
    }
    throw UnrefusedCrossing()
  }

  private func show(_ attempt: String, _ refusal: String) {
    print("  \(attempt)\n    \(Terminal.styled("refused", .green)): \(refusal)")
  }
}

/// A way between tenants that should be closed and is not.
struct UnrefusedCrossing: Error, CustomStringConvertible {
  let description =
    "A crossing was not refused. Do not use this build; report what the demo printed."
}
