/// The rows of one statement on their way from the socket to their reader.
struct RowReception {
  /// How many rows may wait unread before the socket is read no further.
  static let capacity = 256

  /// The rows that arrived and were not read, each in a result of its own.
  var unread: [PostgresResult] = []
  /// The reader, when it waits for a row.
  var reader: CheckedContinuation<[PostgresResult], any Error>?
  /// Who waits for the end of the rows that nobody reads.
  var closer: CheckedContinuation<Void, Never>?
  /// What the statement failed with.
  var error: PostgresError?
  /// Whether the server ended the statement.
  var isAtEnd = false
  /// Whether the reader left, so that the rest is thrown away.
  var isAbandoned = false

  /// Whether no more rows may be taken in.
  var isFull: Bool { unread.count >= Self.capacity && !isAbandoned }

  /// Gives the reader what it waits for, if that is there.
  mutating func serve() {
    guard let reader, !unread.isEmpty || isAtEnd else { return }
    self.reader = nil
    reader.resume(with: take())
  }

  /// Takes all rows that arrived; none at the end.
  mutating func take() -> Result<[PostgresResult], any Error> {
    defer { unread = [] }
    if unread.isEmpty, let error { return .failure(error) }
    return .success(unread)
  }
}
