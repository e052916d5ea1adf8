import Synchronization

/// A bounded pool of connections that one caller uses at a time; whoever waits longest is served first.
final class LeasedConnections: Sendable {
  private struct State {
    var idle: [PostgresConnection] = []
    /// Connections that are lent or being opened.
    var lent = 0
    var waiters: [Waiter] = []
    var nextIdentifier = 0
    /// Whether a timer runs for the waiter that came first; all wait equally long, so one will do.
    var isTimerSet = false
    var isShutDown = false
    var shutdownWaiter: CheckedContinuation<Void, Never>?
  }

  private struct Waiter {
    let identifier: Int
    let deadline: ContinuousClock.Instant
    let continuation: CheckedContinuation<Turn, any Error>
  }

  /// What a caller gets when it is its turn.
  private enum Turn {
    case connection(PostgresConnection)
    /// There is room to open one.
    case room
  }

  private let connector: Connector
  private let state = Mutex(State())

  init(connector: Connector) {
    self.connector = connector
  }

  /// Lends a connection.
  func lease() async throws -> PostgresConnection {
    while true {
      switch try await turn() {
      case .connection(let connection):
        if await connection.isClean { return connection }
        await connection.close()
        release()
      case .room:
        do {
          return try await connector.connect()
        } catch {
          release()
          throw error
        }
      }
    }
  }

  /// Takes a connection back; one that is not clean is closed, never lent again.
  func giveBack(_ connection: PostgresConnection) async {
    if await connection.isClean, hand(connection) {
      return
    } else {
      await connection.close()
      release()
    }
  }

  /// Closes the pool when every connection was given back.
  func shutdown() async {
    let (idle, waiters) = state.withLock { state in
      state.isShutDown = true
      defer {
        state.idle = []
        state.waiters = []
      }
      return (state.idle, state.waiters)
    }
    for waiter in waiters { waiter.continuation.resume(throwing: PostgresError.clientClosed) }
    for connection in idle { await connection.close() }
    await withCheckedContinuation { continuation in
      let isDone = state.withLock { state in
        if state.lent > 0 { state.shutdownWaiter = continuation }
        return state.lent == 0
      }
      if isDone { continuation.resume() }
    }
  }

  // MARK: Turns

  private func turn() async throws -> Turn {
    let identifier = state.withLock { state in
      state.nextIdentifier += 1
      return state.nextIdentifier
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        var mustSetTimer = false
        let answer = state.withLock { state -> Result<Turn, any Error>? in
          if Task.isCancelled { return .failure(CancellationError()) }
          if state.isShutDown { return .failure(PostgresError.clientClosed) }
          if let connection = state.idle.popLast() {
            state.lent += 1
            return .success(.connection(connection))
          }
          if state.lent < connector.configuration.maximumLeasedConnections {
            state.lent += 1
            return .success(.room)
          }
          let deadline = ContinuousClock.now + connector.configuration.leaseTimeout
          state.waiters.append(
            Waiter(identifier: identifier, deadline: deadline, continuation: continuation)
          )
          mustSetTimer = !state.isTimerSet
          state.isTimerSet = true
          return nil
        }
        if let answer { continuation.resume(with: answer) }
        if mustSetTimer { setTimer(connector.configuration.leaseTimeout) }
      }
    } onCancel: {
      dismiss(identifier, CancellationError())
    }
  }

  private func setTimer(_ delay: Duration) {
    LeaseTimer.start(delay) { [weak self] in self?.dismissOverdue() }
  }

  private func dismissOverdue() {
    let now = ContinuousClock.now
    let (overdue, next) = state.withLock { state in
      let overdue = state.waiters.prefix { $0.deadline <= now }
      state.waiters.removeFirst(overdue.count)
      state.isTimerSet = !state.waiters.isEmpty
      return (overdue, state.waiters.first?.deadline)
    }
    for waiter in overdue { waiter.continuation.resume(throwing: exhausted()) }
    if let next { setTimer(next - now) }
  }

  private func exhausted() -> PostgresError {
    let configuration = connector.configuration
    return PostgresError(
      .poolExhausted,
      """
      None of the \(configuration.maximumLeasedConnections) leased connections to \(configuration) \
      became free within \(configuration.leaseTimeout). Hold transactions shorter, or raise \
      maximumLeasedConnections.
      """
    )
  }

  private func dismiss(_ identifier: Int, _ error: any Error) {
    let continuation = state.withLock { state -> CheckedContinuation<Turn, any Error>? in
      guard let index = state.waiters.firstIndex(where: { $0.identifier == identifier }) else {
        return nil
      }
      return state.waiters.remove(at: index).continuation
    }
    continuation?.resume(throwing: error)
  }

  /// Hands a clean connection to the next waiter, or keeps it; false when the pool is shut down.
  private func hand(_ connection: PostgresConnection) -> Bool {
    let (isTaken, waiter) = state.withLock {
      state -> (Bool, CheckedContinuation<Turn, any Error>?) in
      if state.isShutDown { return (false, nil) }
      if !state.waiters.isEmpty { return (true, state.waiters.removeFirst().continuation) }
      state.idle.append(connection)
      state.lent -= 1
      return (true, nil)
    }
    waiter?.resume(returning: .connection(connection))
    return isTaken
  }

  /// Makes the room of a connection that was closed free for the next waiter.
  private func release() {
    let (waiter, shutdown) = state.withLock {
      state -> (Waiter?, CheckedContinuation<Void, Never>?) in
      if !state.waiters.isEmpty { return (state.waiters.removeFirst(), nil) }
      state.lent -= 1
      guard state.lent == 0 else { return (nil, nil) }
      defer { state.shutdownWaiter = nil }
      return (nil, state.shutdownWaiter)
    }
    waiter?.continuation.resume(returning: .room)
    shutdown?.resume()
  }
}

/// Fires once on an event loop.
private actor LeaseTimer {
  private let loop = EventLoops.currentOrNext

  nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

  static func start(_ delay: Duration, _ fire: @escaping @Sendable () -> Void) {
    Task { await LeaseTimer().schedule(delay, fire) }
  }

  private func schedule(_ delay: Duration, _ fire: @escaping @Sendable () -> Void) {
    _ = loop.schedule(after: delay, fire)
  }
}
