import ClinicsRouting
import Demarc
import EphemeralPostgres
import Foundation
import Logging
import PostgresDriver

/// Makes a control plane and two clusters on a throw-away server, and serves clinics on them.
///
/// `Clinics PATH-OF-DEMARC`, in the folder of `demarc.yml`
@main
struct Program {
  static func main() async {
    guard CommandLine.arguments.count == 2 else {
      complain("usage: Clinics PATH-OF-DEMARC")
      exit(2)
    }
    do {
      try await EphemeralPostgres.withServer { server in
        try await run(on: server, demarc: CommandLine.arguments[1])
      }
    } catch {
      complain("error: \(error)")
      exit(1)
    }
  }

  private static func run(on server: EphemeralPostgres, demarc: String) async throws {
    let databases = Databases(server: server, demarc: demarc)
    try await databases.createControlPlane()
    try await AdminContext.withDatabase(databases.controlPlane, logger: logger) { control in
      try await databases.createClusters(for: control)
      try await ClusterRouter.withRouter(
        registry: ControlClusterRegistry(control),
        directory: ControlTenantDirectory(control),
        options: .clinics,
        logger: logger
      ) { router in
        try await Reception(control: control, router: router).open()
        try await FrontDesk(router.context(forSlug: "smile")).work()
        try await Neighbours(router: router).lookAround()
        try await Reception(control: control, router: router).countUp()
      }
    }
  }

  /// Reports errors alone.
  static var logger: Logger {
    var logger = Logger(label: "clinics") { label in StreamLogHandler.standardError(label: label) }
    logger.logLevel = .error
    return logger
  }

  private static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
