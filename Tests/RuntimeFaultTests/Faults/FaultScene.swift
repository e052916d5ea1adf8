import Demarc
import Logging
import NovaVisionRouting
import PostgresDriver
import TestClusters
import TestServers

/// Two clusters with servers and networks of their own, a router to them, and a ledger for each store.
struct FaultScene: Sendable {
  let clusters: TestClusters
  let router: ClusterRouter
  let ledgers: [OrderLedger]
  let callers: Callers
  let places: [Place]

  /// A cluster with what goes on there.
  struct Place: Sendable {
    let cluster: FaultCluster
    let chaos: Chaos
    let traffic: ClusterTraffic
  }

  /// Makes the scene, and lends it.
  static func withScene(_ body: (FaultScene) async throws -> Void) async throws {
    try await TestClusters.withClusters { clusters in
      try await FaultCluster.withCluster(.first, of: clusters) { first in
        try await FaultCluster.withCluster(.second, of: clusters) { second in
          try await clusters.withRouter(options: routerOptions) { router in
            try await withScene(clusters, [first, second], router, body)
          }
        }
      }
    }
  }

  private static func withScene(
    _ clusters: TestClusters,
    _ faultClusters: [FaultCluster],
    _ router: ClusterRouter,
    _ body: (FaultScene) async throws -> Void
  ) async throws {
    try await withTrafficClients(faultClusters) { clients in
      let callers = Callers()
      let ledgers = faultClusters.flatMap(\.stores).map(OrderLedger.init)
      let places = zip(faultClusters, clients).map { cluster, client in
        let own = ledgers.filter { $0.store.cluster == cluster.id }
        return Place(
          cluster: cluster,
          chaos: Chaos(cluster, own, router),
          traffic: ClusterTraffic(client, own, callers)
        )
      }
      try await body(
        FaultScene(
          clusters: clusters,
          router: router,
          ledgers: ledgers,
          callers: callers,
          places: places
        )
      )
    }
  }

  /// A router that gives up and tries again soon, so that a run of seconds sees both.
  private static var routerOptions: ClusterRouterOptions {
    var options = ClusterRouterOptions.backend
    options.shortestPause = .milliseconds(20)
    options.longestPause = .milliseconds(200)
    options.connectTimeout = .seconds(2)
    options.statementTimeout = statementTimeout
    return options
  }

  static let statementTimeout: Duration = .seconds(1)

  /// Clients for what goes past the router, whose pools are too small.
  private static func withTrafficClients(
    _ clusters: [FaultCluster],
    _ body: ([PostgresClient]) async throws -> Void
  ) async throws {
    guard let cluster = clusters.first else { return try await body([]) }
    var place = try PostgresConfiguration("\(cluster.address) application_name=traffic")
    place.maximumLeasedConnections = 2
    place.leaseTimeout = .milliseconds(100)
    place.connectTimeout = .seconds(2)
    place.statementTimeout = statementTimeout
    place.networkTimeout = .seconds(1)
    try await withClient(place) { client in
      try await withTrafficClients(Array(clusters.dropFirst())) { others in
        try await body([client] + others)
      }
    }
  }
}
