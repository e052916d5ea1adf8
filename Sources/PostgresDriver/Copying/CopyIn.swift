/// A `COPY … FROM STDIN` that a connection runs.
struct CopyIn {
  /// How far it has come.
  enum Phase {
    /// The server was not heard yet.
    case starting
    /// The server takes rows.
    case sending
    /// All rows were sent, or given up, and the server's answer is awaited.
    case ending
    /// The server has answered.
    case ended
  }

  /// Tells it apart from those that the connection runs before and after.
  let identifier: Int
  var phase: Phase = .starting
  /// Whether the socket is full.
  var isBlocked = false
  /// Who waits until the server answers or the socket has room.
  var waiter: CheckedContinuation<Void, any Error>?
  /// Whether it is being given up, which no cancellation is to disturb.
  var isGivenUp = false
  /// What the server refused.
  var error: PostgresError?
  /// How many rows the server took.
  var count = 0

  /// Whether the server owes something, rather than whoever makes the rows.
  var waitsForServer: Bool { isBlocked || phase != .sending }

  /// Lets whoever waits go on.
  mutating func resume() {
    waiter?.resume()
    waiter = nil
  }
}
