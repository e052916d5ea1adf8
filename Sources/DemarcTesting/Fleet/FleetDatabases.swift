import ConfigurationFile
import Demarc
import PostgresDriver

/// The databases of one fleet.
struct FleetDatabases {
  /// Where the control plane is; nil when the project has none.
  private(set) var control: PostgresConfiguration?
  private(set) var registrations: [ClusterRegistration] = []
  private var names: [String] = []

  /// Copies the project's databases.
  init(_ plan: FleetPlan, clusters count: Int) async throws {
    let path = try plan.configurationPath()
    let configuration = try Configuration.load(from: path)
    let data = try Self.only(.data, in: configuration)
    let control = try Self.only(.control, in: configuration)
    guard let data, let roles = data.roles, count > 0 else {
      throw TestFleetError(
        "\(path) has no database with 'plane: data', or no cluster was asked for."
      )
    }
    do {
      if let control {
        let name = try await copy(of: control, path)
        self.control = try await FleetServer.shared.configuration(of: name)
      }
      for position in 1...count {
        let name = try await copy(of: data, path)
        let cluster = ClusterID(rawValue: "test_cluster_\(position)")
        try await FleetServer.shared.identify(name, as: cluster)
        registrations.append(
          ClusterRegistration(
            id: cluster,
            connectionString: Secret(
              try await FleetServer.shared.connectionString(of: name, user: roles.application)
            ),
            weight: 1,
            isActive: true,
            status: .ready
          )
        )
      }
    } catch {
      await remove()
      throw error
    }
  }

  /// Removes the databases.
  ///
  /// One that cannot be removed goes with the server, and must not hide what the test found.
  func remove() async {
    for name in names { await FleetServer.shared.drop(name) }
  }

  private mutating func copy(
    of database: Configuration.Database,
    _ configurationPath: String
  ) async throws -> String {
    let name = try await FleetServer.shared.copy(of: database, configurationPath: configurationPath)
    names.append(name)
    return name
  }

  private static func only(
    _ plane: Configuration.Plane,
    in configuration: Configuration
  ) throws -> Configuration.Database? {
    let databases = configuration.databases.values.filter { $0.plane == plane }
    guard databases.count < 2 else {
      let names = databases.map(\.name).sorted().joined(separator: ", ")
      throw TestFleetError(
        "\(configuration.path) has several databases with 'plane: \(plane)': \(names). A fleet has one of each."
      )
    }
    return databases.first
  }
}
