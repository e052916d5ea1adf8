import Synchronization

/// Counts the sample values of a test, so that each is another one, and the same in the next run.
final class SampleNumbers: Sendable {
  /// The numbers of the test that runs; outside of a fleet all tests share one row of them.
  @TaskLocal private static var current = SampleNumbers()

  private let last = Atomic(0)

  /// The next number, from 1.
  static func next() -> Int { current.last.add(1, ordering: .relaxed).newValue }

  /// Runs a closure whose numbers begin with 1.
  static func beginningAnew<Result>(_ body: () async throws -> Result) async throws -> Result {
    try await $current.withValue(SampleNumbers()) { try await body() }
  }
}
