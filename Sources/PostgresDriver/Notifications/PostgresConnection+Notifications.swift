import CLibpq

extension PostgresConnection {
  /// Listens to channels from now on.
  func listen(to channels: [String]) async throws -> PostgresNotifications {
    let (stream, listener) = AsyncThrowingStream<PostgresNotification, any Error>.makeStream(
      bufferingPolicy: .bufferingOldest(PostgresNotifications.capacity)
    )
    // First, so that nothing is missed that arrives with the answer.
    self.listener = listener
    for channel in channels {
      let name = channel.replacing("\"", with: "\"\"")
      _ = try await execute(Statement("listen \"\(name)\"", access: .write))
    }
    return PostgresNotifications(stream: stream)
  }

  /// Hands on what has arrived.
  func takeNotifications() {
    while failure == nil, let notification = PQnotifies(handle.pointer) {
      defer { PQfreemem(notification) }
      let yielded = listener?.yield(
        PostgresNotification(
          channel: String(cString: notification.pointee.relname),
          payload: String(cString: notification.pointee.extra),
          senderPID: notification.pointee.be_pid
        )
      )
      if case .dropped = yielded { end(PostgresError.fellBehind) }
    }
  }
}

extension PostgresError {
  fileprivate static let fellBehind: PostgresError = PostgresError(
    .closed,
    """
    The reader of notifications fell \(PostgresNotifications.capacity) behind, so listening ended. Read \
    on while a notification is handled, or handle several together.
    """
  )
}
