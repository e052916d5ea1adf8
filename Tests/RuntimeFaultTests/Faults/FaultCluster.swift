import Demarc
import EphemeralPostgres
import PostgresDriver
import TestClusters
import TestServers

/// A cluster with a server and a network of its own, and what can be done to them.
struct FaultCluster: Sendable {
  let id: ClusterID
  let stores: [TestStore]
  let clusters: TestClusters
  let server: EphemeralPostgres
  let proxy: TestProxy
  /// Reaches the server past its network, as the superuser.
  private let superuser: PostgresClient

  /// Moves a cluster to a server whose writes outlive it, and lends it.
  static func withCluster(
    _ id: ClusterID,
    of clusters: TestClusters,
    _ body: (FaultCluster) async throws -> Void
  ) async throws {
    var options = EphemeralPostgres.Options(settings: [
      "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "max_connections": "300",
    ])
    options.listensOnLoopback = true
    options.accessRules = ["host all all 127.0.0.1/32 trust"]
    try await clusters.withOwnServer(of: id, options) { server in
      let proxy = try TestProxy(to: server.port)
      defer { proxy.stop() }
      let place = try PostgresConfiguration(server.connectionString(database: "backend"))
      try await withClient(place) { superuser in
        let cluster = FaultCluster(
          id: id,
          stores: TestStore.all.filter { $0.cluster == id },
          clusters: clusters,
          server: server,
          proxy: proxy,
          superuser: superuser
        )
        try await cluster.register(asMove: 0)
        try await body(cluster)
      }
    }
  }

  /// Where the application reaches the cluster: over its network.
  var address: String {
    "host=127.0.0.1 port=\(proxy.port) dbname=backend user=app"
  }

  /// Gives the registry another address, which leads to the same server.
  func register(asMove number: Int) async throws {
    try await persistently {
      try await clusters.register("\(address) application_name=\(name(ofMove: number))", as: id)
    }
  }

  /// What connections of an address call themselves on the server.
  func name(ofMove number: Int) -> String { "move_\(number)" }

  /// Works as an operator, who tries again while the server is away.
  func operate<Result>(_ body: (PostgresClient) async throws -> Result) async throws -> Result {
    try await persistently { try await body(superuser) }
  }

  /// Opens and closes the fences of the cluster's stores.
  func setFences(_ state: String) async throws {
    _ = try await operate { superuser in
      try await superuser.run("update demarc.tenant_fence set state = $1", Parameters(state))
    }
  }

  /// Ends connections of the application, as an operator does.
  func killConnections(share: Double) async throws {
    _ = try await operate { superuser in
      try await superuser.run(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where usename = 'app' and random() < $1
        """,
        Parameters(share)
      )
    }
  }
}

/// Tries again while a fault of the run explains the failure.
///
/// For those who do the faults and look at what is left, whose own connections may have been met, too.
func persistently<Result>(_ body: () async throws -> Result) async throws -> Result {
  let end = ContinuousClock.now + .seconds(20)
  while true {
    do {
      return try await body()
    } catch  where isExpected(error) && ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
