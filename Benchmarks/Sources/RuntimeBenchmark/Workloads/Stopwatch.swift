import Foundation
import PostgresDriver

/// Repeats an operation for a time and measures it.
enum Stopwatch {
  /// Lets some callers repeat an operation at the same time, on the event loops.
  ///
  /// - Parameters:
  ///   - seconds: for how long.
  ///   - callers: how many.
  ///   - operation: what each does, over and over; it gets a number below 100,000 at random.
  /// - Returns: operations a second, and the latency and CPU time of one.
  /// - Throws: what the operation throws.
  static func measure(
    _ seconds: Double,
    callers: Int,
    _ operation: @escaping @Sendable (UInt32) async throws -> Void
  ) async throws -> Figures {
    try await operation(0)
    let clock = ContinuousClock()
    let (start, startCPU) = (clock.now, cpuTime())
    let end = start + .seconds(seconds)
    let latencies = try await withThrowingTaskGroup(of: [Duration].self) { group in
      for caller in 0..<callers {
        group.addTask(executorPreference: PostgresClient.executor) {
          var numbers = Numbers(seed: caller)
          var latencies: [Duration] = []
          latencies.reserveCapacity(200_000)
          var now = clock.now
          while now < end {
            try await operation(numbers.next())
            let finished = clock.now
            latencies.append(finished - now)
            now = finished
          }
          return latencies
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    return figures(latencies.count, latencies, in: clock.now - start, cpu: cpuTime() - startCPU)
  }

  /// Repeats a step that does so many short operations; its result is freed after the clock was read.
  static func measure<Result>(
    _ seconds: Double,
    operations: Int,
    _ step: () async throws -> Result
  ) async throws -> Figures {
    _ = try await step()
    let clock = ContinuousClock()
    let (start, startCPU) = (clock.now, cpuTime())
    let end = start + .seconds(seconds)
    var latencies: [Duration] = []
    var now = start
    while now < end {
      let begin = clock.now
      let result = try await step()
      now = withExtendedLifetime(result) { clock.now }
      latencies.append((now - begin) / operations)
    }
    let total = latencies.count * operations
    return figures(total, latencies, in: now - start, cpu: cpuTime() - startCPU)
  }

  private static func figures(
    _ count: Int,
    _ latencies: [Duration],
    in time: Duration,
    cpu: Duration
  ) -> Figures {
    Figures([
      .rate: Double(count) / (time / .seconds(1)),
      .latency: latencies.sorted()[latencies.count / 2] / .microseconds(1),
      .cpu: cpu / .microseconds(1) / Double(count),
    ])
  }

  /// The CPU time that this process has had.
  static func cpuTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}

/// Numbers below 100,000 in an order that looks like chance, and costs nothing to make.
struct Numbers {
  private var state: UInt32

  init(seed: Int) {
    state = UInt32(truncatingIfNeeded: seed &* 2_654_435_761 % 99_991) | 1
  }

  mutating func next() -> UInt32 {
    state = state &* 1_664_525 &+ 1_013_904_223
    return state % 100_000
  }
}
