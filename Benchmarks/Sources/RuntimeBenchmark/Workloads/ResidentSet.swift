import Foundation
import PostgresDriver
import TenantItems

/// How much memory this process has resident.
enum ResidentSet {
  /// The resident memory now, or nil where the system has no `/proc`.
  static var megabytes: Double? {
    guard let file = fopen("/proc/self/statm", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, 128, file) != nil else { return nil }
    let pages = String(decoding: line.map(UInt8.init), as: UTF8.self).split(separator: " ")
    return pages.dropFirst().first.flatMap { Double($0) }
      .map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_000_000 }
  }

  /// Watches it while 64 callers read rows by key, all layers on.
  ///
  /// The first quarter of the time is for warming up; after that nothing may grow.
  static func watch(_ seconds: Double) async throws -> Figures {
    let items = try await PointReads.tenantItems()
    let clock = ContinuousClock()
    let start = clock.now
    let end = start + .seconds(seconds)
    let (reads, samples) = try await withThrowingTaskGroup(of: (Int, [Double]).self) { group in
      for caller in 0..<64 {
        group.addTask(executorPreference: PostgresClient.executor) {
          var numbers = Numbers(seed: caller)
          var count = 0
          while clock.now < end {
            try await PointReads.read(items, numbers.next())
            count += 1
          }
          return (count, [])
        }
      }
      group.addTask { (0, try await sample(until: end, every: .seconds(seconds / 200))) }
      return try await group.reduce(into: (0, [])) { $0 = ($0.0 + $1.0, $0.1 + $1.1) }
    }
    let quarter = samples.count / 4
    guard let early = Array(samples[quarter..<2 * quarter]).median,
      let late = Array(samples[(3 * quarter)...]).median
    else { throw TooFewSamples() }
    return Figures([
      .rate: Double(reads) / ((clock.now - start) / .seconds(1)), .resident: late,
      .growth: late / early,
    ])
  }

  private static func sample(
    until end: ContinuousClock.Instant,
    every interval: Duration
  ) async throws -> [Double] {
    var samples: [Double] = []
    samples.reserveCapacity(256)
    while ContinuousClock.now < end {
      try await Task.sleep(for: interval)
      if let megabytes { samples.append(megabytes) }
    }
    return samples
  }
}

/// The time was too short to tell its quarters apart.
private struct TooFewSamples: Error {}
