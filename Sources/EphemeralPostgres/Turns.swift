/// Lets a bounded number of callers in at the same time, in the order in which they came.
///
/// Tests run in parallel, and a server has only so many connections.
package actor Turns {
  private var free: Int
  private var waiters: [CheckedContinuation<Void, Never>] = []

  /// Lets `count` callers in at the same time.
  package init(_ count: Int) {
    free = count
  }

  /// Runs a closure when it is its turn.
  ///
  /// Do not nest: the inner turn may never come.
  package nonisolated func withTurn<Result>(
    _ body: () async throws -> Result
  ) async throws -> Result {
    await take()
    do {
      let result = try await body()
      await giveBack()
      return result
    } catch {
      await giveBack()
      throw error
    }
  }

  private func take() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiters.append($0) }
  }

  private func giveBack() {
    if waiters.isEmpty {
      free += 1
    } else {
      waiters.removeFirst().resume()
    }
  }
}
