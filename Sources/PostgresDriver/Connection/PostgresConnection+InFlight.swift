extension PostgresConnection {
  /// Sends statements that waited, as many as may be in flight.
  func admitQueued() {
    while inFlight < configuration.maximumInFlight, failure == nil,
      let pending = queue.popFirst()
    {
      admit(pending)
    }
  }

  /// Notes that a statement is no longer in flight, and sends one that waited.
  func finishInFlight() {
    inFlight -= 1
    admitQueued()
  }
}
