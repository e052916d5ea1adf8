import Demarc
import Foundation
import Hummingbird
import Logging
import NovaVisionRouting
import ServiceLifecycle

/// Serves every store at its own name until it is told to stop.
///
/// `ADMIN_DATABASE_URL=… NOVAVISION_CLUSTER_KEY=… STOREFRONT_TOKEN=… StorefrontServer`
@main
struct Program {
  static func main() async throws {
    let settings: Settings
    do {
      settings = try Settings(ProcessInfo.processInfo.environment)
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(2)
    }
    try await serve(settings, logger: Logger(label: "storefront"))
  }

  private static func serve(_ settings: Settings, logger: Logger) async throws {
    try await AdminContext.withDatabase(settings.admin, logger: logger) { admin in
      try await ClusterRouter.withRouter(
        registry: AdminClusterRegistry(admin, key: settings.clusterKey),
        directory: AdminTenantDirectory(admin),
        options: .backend,
        logger: logger
      ) { router in
        let application = Application(
          router: StoreRoutes(clusters: router, settings: settings).router(),
          configuration: ApplicationConfiguration(
            address: .hostname("127.0.0.1", port: settings.port),
            serverName: "storefront"
          ),
          logger: logger
        )
        let listener = RegistryListener(admin, router: router, logger: logger)
        // Told to stop, the group ends when the last request was answered; only then do the clusters'
        // connections close, and then those of the Admin DB.
        try await ServiceGroup(
          services: [RegistryListenerService(listener: listener), application],
          gracefulShutdownSignals: [.sigterm, .sigint],
          logger: logger
        ).run()
      }
    }
  }
}
