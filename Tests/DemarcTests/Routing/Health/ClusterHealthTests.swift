import BackendData
import Demarc
import EphemeralPostgres
import Foundation
import PostgresDriver
import TestClusters
import TestServers
import Testing

struct ClusterHealthTests {
  private func read(_ store: TestStore, _ router: ClusterRouter) async throws -> String? {
    try await ClientRepository(try await router.context(forSlug: store.slug)).find()?.slug
  }

  /// Tries until the router leaves the cluster of a store alone.
  private func untilUnavailable(_ store: TestStore, _ router: ClusterRouter) async throws {
    try await eventually("the cluster is left alone") {
      do {
        _ = try await read(store, router)
        return false
      } catch let error as RoutingError {
        return error.code == .clusterUnavailable
      } catch {
        return false
      }
    }
  }

  @Test func `a stopped server costs its own tenants a quick error and the others nothing`()
    async throws
  {
    try await TestClusters.withClusters { clusters in
      try await clusters.withOwnServer(of: .first) { server in
        let clock = ManualClock()
        try await clusters.withRouter(clock: clock) { router in
          #expect(try await read(.farma, router) == "farma")
          let kept = try await router.context(forSlug: "farma")
          await server.stop()
          try await untilUnavailable(.farma, router)

          let start = ContinuousClock.now
          for _ in 0..<100 {
            let error = await #expect(throws: RoutingError.self) {
              _ = try await router.context(forSlug: "libros")
            }
            #expect(error?.retryAfter == .seconds(1))
          }
          #expect(ContinuousClock.now - start < .seconds(1))
          let phrases = [
            "'cluster_shared_01' cannot be reached", "tried again in 1.0 seconds",
            "No connection to",
          ]
          await expectRefusal(.clusterUnavailable, naming: phrases) {
            _ = try await router.context(forSlug: "farma")
          }
          await expectRefusal(.clusterUnavailable, naming: phrases) {
            _ = try await ClientRepository(kept).find()
          }
          await expectRefusal(.clusterUnavailable, naming: phrases) {
            try await kept.transaction { _ in _ = Issue.record("the closure ran") }
          }
          #expect(try await read(.vinos, router) == "vinos")

          // The one that tries again finds it still down, and the others wait for twice as long.
          clock.advance(by: .seconds(1))
          let error = await #expect(throws: PostgresError.self) {
            _ = try await read(.farma, router)
          }
          #expect(error?.code == .connectionFailed)
          await expectRefusal(.clusterUnavailable, naming: ["tried again in 2.0 seconds"]) {
            _ = try await router.context(forSlug: "farma")
          }
        }
      }
    }
  }

  @Test func `one successful try ends the pause`() async throws {
    try await TestClusters.withClusters { clusters in
      // The server is behind a link that comes and goes.
      let server = try await TestServer.shared.server()
      let folder = "/tmp/demarc-\(UUID().uuidString.prefix(8))"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let there = try clusters.registration(of: .first).connectionString.reveal()
      try await clusters.register("\(there) host='\(folder)'", as: .first)
      let clock = ManualClock()
      try await clusters.withRouter(clock: clock) { router in
        try await untilUnavailable(.farma, router)
        try FileManager.default.createSymbolicLink(
          atPath: folder,
          withDestinationPath: server.socketFolder
        )
        await expectRefusal(.clusterUnavailable) { _ = try await read(.farma, router) }
        clock.advance(by: .seconds(1))
        for _ in 0..<10 { #expect(try await read(.farma, router) == "farma") }
      }
    }
  }

  @Test func `a database that refuses for another reason is no dead cluster`() async throws {
    try await TestClusters.withClusters { clusters in
      try await clusters.superuser(of: .first).run(
        "update demarc.cluster_identity set cluster_id = 'x'"
      )
      try await clusters.withRouter { router in
        for _ in 0..<20 {
          await expectRefusal(.wrongCluster) { _ = try await router.context(forSlug: "farma") }
        }
      }
    }
  }
}
