/// Statements that wait in the order in which they came.
struct StatementQueue {
  private var statements: [PendingStatement] = []
  private var start = 0

  /// Whether nobody waits.
  var isEmpty: Bool { start == statements.count }

  /// Puts a statement behind all others.
  mutating func append(_ statement: PendingStatement) {
    statements.append(statement)
  }

  /// Takes the statement that has waited longest.
  mutating func popFirst() -> PendingStatement? {
    guard !isEmpty else { return nil }
    let first = statements[start]
    start += 1
    // Taking from the front one by one would move the rest each time.
    if start == statements.count || start >= 256 {
      statements.removeFirst(start)
      start = 0
    }
    return first
  }

  /// Takes a statement out, wherever it stands.
  mutating func remove(_ statement: PendingStatement) {
    guard let index = statements[start...].firstIndex(where: { $0 === statement }) else { return }
    statements.remove(at: index)
  }

  /// Takes every statement.
  mutating func removeAll() -> [PendingStatement] {
    defer { self = StatementQueue() }
    return Array(statements[start...])
  }
}
