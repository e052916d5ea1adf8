import ClinicsRouting
import ControlData
import Demarc
import EphemeralPostgres
import PostgresDriver
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The databases of the example, made and migrated as an operator would.
struct Databases {
  /// The names of the clusters, which are those of their databases too.
  static let clusters: [Cluster.ID] = ["coast", "valley"].map { region in
    // demarc:allow hardcoded-cluster until 2027-12-31: this program makes the clusters that it names
    Cluster.ID("cluster_\(region)_01")
  }

  let server: EphemeralPostgres
  /// The path of the program `demarc`.
  let demarc: String

  /// Where the control plane is.
  var controlPlane: PostgresConfiguration {
    get throws { try PostgresConfiguration(server.connectionString(database: "control")) }
  }

  /// Makes the database of the control plane.
  func createControlPlane() async throws {
    print("==> Making a control plane")
    try await server.createDatabase("control")
    try await run("migrate", "control")
  }

  /// Makes the clusters' databases, which take practices once they have proved what they are.
  func createClusters(for control: AdminContext) async throws {
    print("==> Making two clusters")
    let clusters = ClusterRepository(control)
    for name in Self.clusters {
      try await server.createDatabase(name.rawValue)
      let url = server.connectionString(database: name.rawValue, user: "app")
      _ = try await clusters.insert(
        Cluster.Draft(name: name, url: Secret(url), state: .maintenance)
      )
    }
    // The registry has the application's URLs, and the application may not migrate.
    try await run("migrate", "--role", EphemeralPostgres.superuser)
    for cluster in try await clusters.find(Self.clusters) {
      try await ClusterRegistration(cluster).verify(options: .clinics, logger: Program.logger)
      _ = try await clusters.update(cluster.id, Cluster.Patch(state: .ready))
    }
    try await run("verify")
  }

  private func run(_ arguments: String...) async throws {
    let result = try await Subprocess.run(
      .path(FilePath(demarc)),
      arguments: Arguments(arguments),
      environment: .inherit.updating([
        "CONTROL_DATABASE_URL": server.connectionString(database: "control")
      ]),
      output: .string(limit: 1_000_000),
      error: .string(limit: 1_000_000)
    )
    let lines = result.standardOutput.split(separator: "\n").map { "  \($0)" }
    print(lines.joined(separator: "\n"))
    guard result.terminationStatus.isSuccess else {
      throw Unexpected(
        claim: "demarc \(arguments.joined(separator: " ")) succeeds: \(result.standardError)"
      )
    }
  }
}
