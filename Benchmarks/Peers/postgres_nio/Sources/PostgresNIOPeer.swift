import Foundation
import Logging
import PostgresNIO

/// Reads rows with postgres-nio from the server that libpq's environment names.
///
/// It is called as `postgres_nio_peer point|range SECONDS CALLERS`.
@main
struct PostgresNIOPeer {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let seconds = Double(arguments[2]), let callers = Int(arguments[3])
    else { exit(2) }
    let client = PostgresClient(configuration: configuration())
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await client.run() }
      switch arguments[1] {
      case "point":
        try await measure(seconds, callers) { number in
          let rows = try await client.execute(PointRead(id: uuid(number)), logger: logger)
          for try await _ in rows { return }
        }
      default:
        try await measure(seconds, callers) { _ in
          var items: [Item] = []
          items.reserveCapacity(1000)
          for try await item in try await client.execute(RangeRead(), logger: logger) {
            items.append(item)
          }
        }
      }
      group.cancelAll()
    }
  }

  private static let logger = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }

  private static func configuration() -> PostgresClient.Configuration {
    let environment = ProcessInfo.processInfo.environment
    var configuration = PostgresClient.Configuration(
      unixSocketPath:
        "\(environment["PGHOST"] ?? "/tmp")/.s.PGSQL.\(environment["PGPORT"] ?? "5432")",
      username: environment["PGUSER"] ?? "postgres",
      password: nil,
      database: environment["PGDATABASE"]
    )
    configuration.options.minimumConnections = 8
    configuration.options.maximumConnections = 8
    return configuration
  }

  /// Works for a time, and prints operations a second, the median latency and CPU in microseconds.
  private static func measure(
    _ seconds: Double,
    _ callers: Int,
    _ operation: @escaping @Sendable (UInt32) async throws -> Void
  ) async throws {
    try await operation(0)
    let clock = ContinuousClock()
    let start = clock.now
    let startCPU = cpuSeconds()
    let end = start + .seconds(seconds)
    let latencies = try await withThrowingTaskGroup(of: [Duration].self) { group in
      for _ in 0..<callers {
        group.addTask {
          var latencies: [Duration] = []
          var now = clock.now
          while now < end {
            try await operation(.random(in: 0..<100_000))
            let finished = clock.now
            latencies.append(finished - now)
            now = finished
          }
          return latencies
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let cpu = (cpuSeconds() - startCPU) * 1e6 / Double(latencies.count)
    let rate = Double(latencies.count) / ((clock.now - start) / .seconds(1))
    let latency = latencies.sorted()[latencies.count / 2] / .microseconds(1)
    print(String(format: "rate %.1f latency %.3f cpu %.3f", rate, latency, cpu))
  }

  private static func cpuSeconds() -> Double {
    Double(clock()) / Double(CLOCKS_PER_SEC)
  }
}
