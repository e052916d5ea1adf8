/// What was awaited did not come about in time.
package struct NotInTime: Error, CustomStringConvertible {
  /// What was awaited.
  package let description: String

  /// Says what was awaited.
  package init(description: String) {
    self.description = description
  }
}

/// Asks again and again until a condition holds.
///
/// For what only the server knows, such as that a statement waits for a lock. It costs as many questions as it
/// takes and no fixed time.
///
/// - Throws: `NotInTime`, or what the condition throws.
package func eventually(
  _ claim: String,
  within limit: Duration = .seconds(20),
  _ condition: () async throws -> Bool
) async throws {
  let end = ContinuousClock.now + limit
  while try await !condition() {
    guard ContinuousClock.now < end else { throw NotInTime(description: "not in time: \(claim)") }
    await Task.yield()
  }
}
