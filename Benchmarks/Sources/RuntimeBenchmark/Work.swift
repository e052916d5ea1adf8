import ControlItems
import Demarc
import Foundation
import Logging
import PostgresDriver
import TenantItems

/// What this package's own runtime does in one case.
enum Work: String, CaseIterable {
  /// One caller; the statement has the tenant's predicate, and no other layer is on.
  case onePredicate = "one-predicate"
  /// One caller; all layers are on.
  case oneLayers = "one-layers"
  /// 64 callers; the predicate alone.
  case manyPredicate = "many-predicate"
  /// 64 callers; all layers are on.
  case manyLayers = "many-layers"

  private var callers: Int {
    switch self {
    case .onePredicate, .oneLayers: 1
    case .manyPredicate, .manyLayers: 64
    }
  }

  /// Works for a time and prints operations a second, and the median latency in microseconds.
  func run(seconds: Double) async throws {
    let environment = ProcessInfo.processInfo.environment
    switch self {
    case .onePredicate, .manyPredicate:
      let client = PostgresClient(
        try PostgresConfiguration(environment["BENCHMARK_CONTROL"] ?? ""),
        logger: Logger(label: "benchmark")
      )
      let items = ControlItems.ItemRepository(AdminContext(client))
      try await measure(seconds) { number in
        let id = ControlItems.Item.ID(clientID: tenant, id: uuid(number))
        guard try await items.find(id) != nil else { throw MissingRow() }
      }
    case .oneLayers, .manyLayers:
      let router = ClusterRouter(
        registry: OneCluster(url: environment["BENCHMARK_DATA"] ?? ""),
        directory: OneCluster(url: "")
      )
      let items = TenantItems.ItemRepository(try await router.context(for: account))
      try await measure(seconds) { number in
        guard try await items.find(TenantItems.Item.ID(uuid(number))) != nil else {
          throw MissingRow()
        }
      }
    }
  }

  private func measure(
    _ seconds: Double,
    _ operation: @escaping @Sendable (UInt32) async throws -> Void
  ) async throws {
    try await operation(0)
    let clock = ContinuousClock()
    let start = clock.now
    let end = start + .seconds(seconds)
    let latencies = try await withThrowingTaskGroup(of: [Duration].self) { group in
      for caller in 0..<callers {
        group.addTask(executorPreference: PostgresClient.executor) {
          var random = UInt32(caller &* 2_654_435_761 % 99_991) | 1
          var latencies: [Duration] = []
          latencies.reserveCapacity(200_000)
          var now = clock.now
          while now < end {
            random = random &* 1_664_525 &+ 1_013_904_223
            try await operation(random % 100_000)
            let finished = clock.now
            latencies.append(finished - now)
            now = finished
          }
          return latencies
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let elapsed = (clock.now - start) / .seconds(1)
    let median = latencies.sorted()[latencies.count / 2] / .microseconds(1)
    print(String(format: "%.1f %.2f", Double(latencies.count) / elapsed, median))
  }
}

/// A row that the benchmark put there and did not find.
struct MissingRow: Error {}

let tenant = uuid(1)
private let account = AccountID(rawValue: uuid(2))

/// The UUID that ends in a number.
func uuid(_ number: UInt32) -> UUID {
  let bytes = withUnsafeBytes(of: number.bigEndian) { Array($0) }
  return UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, bytes[0], bytes[1], bytes[2], bytes[3]))
}

/// A registry and directory of one cluster with one tenant.
private struct OneCluster: ClusterRegistry, TenantDirectory {
  let url: String

  func clusters() async throws -> [ClusterRegistration] {
    [
      ClusterRegistration(
        id: ClusterID(rawValue: "benchmark"),
        connectionString: Secret(url),
        weight: 1,
        isActive: true,
        status: .ready
      )
    ]
  }

  func placement(forSlug slug: String) async throws -> Placement? { nil }
  func placement(forDomain domain: String) async throws -> Placement? { nil }

  func placement(of account: AccountID) async throws -> Placement? {
    Placement(account: account, cluster: ClusterID(rawValue: "benchmark"), epoch: 1)
  }
}
