/// Sends statements to one connection, one behind the other, some of which are under way at the same time:
/// while the server works on one, the caller makes the next.
package struct StatementPipeline {
  private let connection: PostgresConnection
  private let depth: Int
  /// What is under way, the oldest first.
  private var answers: [StatementAnswer] = []
  /// How many rows the answered statements inserted, changed or removed.
  package private(set) var affectedRows: Int = 0

  /// Begins with nothing under way.
  ///
  /// - Parameters:
  ///   - connection: runs the statements; nobody else may use it.
  ///   - depth: how many statements are under way at most.
  package init(_ connection: PostgresConnection, depth: Int) {
    self.connection = connection
    self.depth = depth
  }

  /// Sends a statement, and waits before that until fewer are under way than may be.
  ///
  /// - Throws: what a statement that was sent earlier failed with, `PostgresError`, or `CancellationError`.
  package mutating func send(_ statement: Statement) async throws {
    try Task.checkCancellation()
    if answers.count >= depth { try await takeOldest() }
    connection.telemetry?
      .pipelined(statement, at: connection.configuration, isFirst: answers.isEmpty)
    answers.append(try connection.start(statement))
  }

  /// Waits for all that is under way.
  ///
  /// - Throws: what the first statement that failed did so with, or `CancellationError`.
  package mutating func finish() async throws {
    while !answers.isEmpty { try await takeOldest() }
  }

  private mutating func takeOldest() async throws {
    affectedRows += try await answers.removeFirst().value().affectedRows
  }
}

extension PostgresConnection {
  /// Sends a statement, whose answer is waited for later, behind all that were sent before.
  fileprivate nonisolated func start(_ statement: Statement) throws -> StatementAnswer {
    // What the server refuses would end a transaction.
    try statement.parameters.requireSendable()
    let pending = PendingStatement(statement: statement, prelude: nil)
    let answer = StatementAnswer()
    pending.answer(to: answer)
    if loop.isOnThread {
      assumeIsolated { connection in connection.submit(pending) }
    } else {
      loop.post { self.assumeIsolated { connection in connection.submit(pending) } }
    }
    return answer
  }
}
