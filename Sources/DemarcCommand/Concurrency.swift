/// Runs a closure for each element at the same time and gives the results in the elements' order.
func concurrently<Element: Sendable, Result: Sendable>(
  _ elements: [Element],
  _ body: @Sendable @escaping (Element) async -> Result
) async -> [Result] {
  await withTaskGroup(of: (Int, Result).self) { group in
    for (position, element) in elements.enumerated() {
      group.addTask { (position, await body(element)) }
    }
    var results: [Int: Result] = [:]
    for await (position, result) in group { results[position] = result }
    return elements.indices.compactMap { results[$0] }
  }
}

/// Runs a closure that is cancelled when its time is over.
///
/// - Throws: what the closure throws, or `TimeoutError`.
func withTimeout<Result: Sendable>(
  _ limit: Duration,
  _ cause: String,
  _ body: @Sendable @escaping () async throws -> Result
) async throws -> Result {
  try await withThrowingTaskGroup(of: Result?.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await Task.sleep(for: limit)
      return nil
    }
    defer { group.cancelAll() }
    guard let first = try await group.next(), let result = first else {
      throw TimeoutError(description: cause)
    }
    return result
  }
}

/// Something that took too long.
struct TimeoutError: Error, CustomStringConvertible {
  let description: String
}
