import Foundation
import TestServers
import Testing

/// Everything that can go wrong at once, for as long as one likes.
///
/// `DEMARC_LONG_TESTS` is how many minutes; without it, it takes as long as doing each fault once. The seed
/// that a run prints, given back as `DEMARC_SEED`, does the same to the same in the same order.
@Suite(.serialized)
struct RuntimeFaultTests {
  // A slow machine that runs all other suites beside it takes four minutes for the shortest run.
  @Test(.timeLimit(.minutes(minutes + 12)))
  func `stores served through faults lose, double and swap nothing, and nobody hangs`()
    async throws
  {
    let seed = Seed.ofThisRun()
    print("fault run: DEMARC_SEED=\(seed)")
    try await FaultScene.withScene { scene in
      try await scene.run(for: .seconds(60 * minutes), seed)
      try await scene.checkLedgers()
      try await scene.checkConnections()
      print(scene.summary)
    }
  }
}

private let minutes =
  ProcessInfo.processInfo.environment["DEMARC_LONG_TESTS"].flatMap { Int($0) } ?? 0

extension FaultScene {
  /// What was done, and to how many.
  fileprivate var summary: String {
    let fates = ledgers.flatMap(\.fates.values)
    let counts = [OrderLedger.Fate.present, .absent, .unknown].map { fate in
      fates.count { $0 == fate }
    }
    let faults = places.map(\.chaos.done).reduce(into: [:]) { sum, done in
      sum.merge(done, uniquingKeysWith: +)
    }
    return """
      fault run: orders: \(counts[0]) present, \(counts[1]) absent, \(counts[2]) unknown; rows read: \
      \(ledgers.map(\.readRows).reduce(0, +)), streamed: \
      \(places.map(\.traffic.streamedRows).reduce(0, +))
      fault run: faults: \(faults.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
      fault run: calls: \(callers.finished.values.reduce(0, +)), the longest \(callers.longest)
      """
  }
}
