import Demarc
import Logging
import NovaVisionRouting
import Synchronization
import TestClusters
import TestServers
import Testing

struct FleetLogTests {
  @Test func `who sees all tenants is logged, with the reason`() async throws {
    try await TestClusters.withClusters { clusters in
      let log = RecordingLog()
      var options = ClusterRouterOptions.backend
      options.fleet = FleetLogin(role: "fleet")
      try await ClusterRouter.withRouter(
        registry: ScriptedRegistry([clusters.registration(of: .first)]),
        directory: AdminTenantDirectory(clusters.admin),
        options: options,
        logger: Logger(label: "test") { _ in log }
      ) { router in
        _ = try await router.fleetContext(of: .first, reason: "a test compares copies")
      }
      #expect(
        log.lines == [
          "notice All tenants of a cluster are read cluster_shared_01 a test compares copies"
        ]
      )
    }
  }
}

/// Keeps what is logged at notice or above.
private final class RecordingLog: LogHandler {
  private let kept = Mutex<[String]>([])

  var lines: [String] { kept.withLock { $0 } }

  func log(event: LogEvent) {
    guard event.level >= .notice else { return }
    let metadata = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.value)" }
    kept.withLock {
      $0.append(([event.level.rawValue, "\(event.message)"] + metadata).joined(separator: " "))
    }
  }

  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }

  var logLevel: Logger.Level {
    get { .notice }
    set {}
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }
}
