extension PostgresConnection {
  /// Sends statements that waited, as many as may be in flight.
  func admitQueued() {
    while inFlight < configuration.maximumInFlight, failure == nil,
      let pending = queue.popFirst()
    {
      submit(pending)
    }
  }

  /// Notes that a statement is no longer in flight, and sends one that waited.
  func finishInFlight() {
    inFlight -= 1
    admitQueued()
  }

  /// Answers a caller that was cancelled while its statement waited; false when it did not wait.
  func abandonQueued(_ identifier: Int) -> Bool {
    guard let pending = queue.remove(identifier) else { return false }
    pending.resume(with: .failure(CancellationError()))
    return true
  }
}
