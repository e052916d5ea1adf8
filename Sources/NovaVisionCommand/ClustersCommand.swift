import AdminData
import ArgumentParser
import Demarc
import Foundation
import NovaVisionRouting
import PostgresDriver
import Terminal

/// The registry of clusters.
struct ClustersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clusters",
    abstract: "List the clusters, or register one.",
    subcommands: [List.self, Add.self],
    defaultSubcommand: List.self
  )

  /// Lists the clusters.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the clusters.",
      discussion: """
        EXAMPLES
          novavision clusters list
          novavision clusters list --json
        """
    )

    @OptionGroup var admin: AdminOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
      try await reportingErrors {
        let clusters = try await admin.withAdmin { context, key in
          try await Functions(context).listBackendClusters(key: key).map(Cluster.init)
        }
        if json {
          try Terminal.printJSON(clusters)
        } else {
          Terminal.printTable(
            ["CLUSTER", "NAME", "STATUS", "ACTIVE", "WEIGHT", "DATABASE"],
            clusters.map { cluster in
              [
                cluster.id, cluster.name, cluster.status, cluster.isActive ? "yes" : "no",
                "\(cluster.weight)", cluster.database ?? "-",
              ]
            }
          )
        }
      }
    }
  }

  /// Registers a cluster.
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Register a cluster, with its credentials encrypted.",
      discussion: """
        The database at the URL must say that it is this cluster, and its role must be held by row \
        security; what cannot be proven is not registered. A cluster that is registered already gets the \
        new credentials. The URL is read from standard input, so that it stands in no list of processes.

        EXAMPLES
          novavision clusters add eu-1 < url.txt
          novavision clusters add eu-2 --name "Europe 2" --weight 50 < url.txt
        """
    )

    @OptionGroup var admin: AdminOptions

    @Argument(help: "The cluster's name, as its database spells it.")
    var cluster: String

    @Option(help: "The name for people; by default the cluster's.")
    var name: String?

    @Option(help: "The cluster's share of new tenants, relative to the others.")
    var weight: Int32 = 100

    func run() async throws {
      try await reportingErrors {
        guard let url = readLine(), !url.isEmpty else {
          throw UsageError("No URL was given on standard input. Pipe one in, as in '… < url.txt'.")
        }
        let registration = ClusterRegistration(
          id: ClusterID(rawValue: cluster),
          connectionString: Secret(url),
          weight: Int(weight),
          isActive: true,
          status: .ready
        )
        try await registration.verify(options: .backend, logger: quietLogger)
        try await admin.withAdmin { context, key in
          try await context.register(registration, name: name ?? cluster, key: key)
        }
        print("Registered \(cluster).")
      }
    }
  }
}

/// A cluster as it is printed: where its database is, but not how to get in.
private struct Cluster: Encodable {
  let id: String
  let name: String
  let status: String
  let isActive: Bool
  let weight: Int32
  let database: String?

  init(_ row: ListBackendClustersRow) throws {
    id = row.clusterID ?? ""
    name = row.displayName ?? ""
    status = row.status ?? ""
    isActive = row.isActive ?? false
    weight = row.weight ?? 0
    database = try row.dbURL.map { url in
      let configuration = try PostgresConfiguration(url.reveal())
      return "\(configuration.database) on \(configuration.host)"
    }
  }
}
