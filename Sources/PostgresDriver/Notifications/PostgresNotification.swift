/// What `NOTIFY` sent on a channel.
public struct PostgresNotification: Sendable, Hashable {
  /// The name of the channel.
  public let channel: String
  /// The text that was sent, which is empty when there was none.
  public let payload: String
  /// The process on the server that sent it.
  public let senderPID: Int32
}

/// The notifications of the channels that a connection listens to, in the order in which they were sent.
public struct PostgresNotifications: AsyncSequence, Sendable {
  /// How many may wait unread; a reader that falls further behind gets an error rather than gaps.
  static let capacity: Int = 65_536

  let stream: AsyncThrowingStream<PostgresNotification, any Error>

  /// Reads notifications one after the other.
  public struct AsyncIterator: AsyncIteratorProtocol {
    var iterator: AsyncThrowingStream<PostgresNotification, any Error>.Iterator

    /// Waits for the next notification.
    ///
    /// - Returns: the notification, or nil when the caller's task was cancelled.
    /// - Throws: `PostgresError.Code.connectionLost`, after which notifications may have been missed.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws -> PostgresNotification? {
      try await iterator.next(isolation: actor)
    }
  }

  /// Begins to read.
  ///
  /// - Returns: the reader, of which there should be one.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(iterator: stream.makeAsyncIterator())
  }
}
