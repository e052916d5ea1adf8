import ArgumentParser
import Demarc
import Foundation
import NovaVisionRouting
import Terminal

/// Shows where a store's requests go.
struct RouteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route",
    abstract: "Show which tenant on which cluster a store's requests reach.",
    discussion: """
      Takes the whole way that a request takes: the account's placement, the cluster's registration, the \
      database's proof of which cluster it is, and the tenant's fence there.

      EXAMPLES
        novavision route farma
        novavision route --domain www.farma.example --json
      """
  )

  @OptionGroup var admin: AdminOptions

  @Argument(help: "The store's slug.")
  var slug: String?

  @Option(help: "The store's own domain, in place of the slug.")
  var domain: String?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (slug == nil) != (domain == nil) else {
      throw ValidationError("Name the store by its slug or by --domain.")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let route = try await admin.withAdmin { context, key in
        try await ClusterRouter.withRouter(
          registry: AdminClusterRegistry(context, key: key),
          directory: AdminTenantDirectory(context),
          options: .backend,
          logger: quietLogger
        ) { router in Route(try await resolve(router)) }
      }
      if json {
        try Terminal.printJSON(route)
      } else {
        Terminal.printTable(
          ["CLUSTER", "TENANT", "ACCOUNT", "EPOCH"],
          [[route.cluster, route.tenant, route.account, "\(route.epoch)"]]
        )
      }
    }
  }

  private func resolve(_ router: ClusterRouter) async throws -> ClusterContext {
    if let domain { return try await router.context(forDomain: domain) }
    return try await router.context(forSlug: slug ?? "")
  }
}

/// A route as it is printed.
private struct Route: Encodable {
  let cluster: String
  let tenant: String
  let account: String
  let epoch: Int64

  init(_ context: ClusterContext) {
    cluster = "\(context.clusterID)"
    tenant = "\(context.tenantID)"
    account = "\(context.accountID)"
    epoch = context.epoch
  }
}
