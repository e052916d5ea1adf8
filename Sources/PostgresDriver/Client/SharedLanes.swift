/// The connections that the short statements of all callers share, in turn.
actor SharedLanes {
  private enum Lane {
    case closed
    case connecting([CheckedContinuation<Void, Never>])
    case open(PostgresConnection)
  }

  private let connector: Connector
  private var lanes: [Lane]
  private var nextLane = 0
  private var isShutDown = false
  private var backOff = BackOff()

  init(connector: Connector) {
    self.connector = connector
    lanes = Array(repeating: .closed, count: max(1, connector.configuration.sharedLanes))
  }

  /// The connection whose turn it is; opens it when that is needed.
  func next() async throws -> PostgresConnection {
    let index = nextLane
    nextLane = (nextLane + 1) % lanes.count
    while true {
      guard !isShutDown else { throw PostgresError.clientClosed }
      switch lanes[index] {
      case .open(let connection):
        if await connection.isOpen { return connection }
        // Another caller may have replaced it meanwhile.
        if case .open(let current) = lanes[index], current === connection { lanes[index] = .closed }
      case .connecting:
        await waitForLane(index)
      case .closed:
        return try await open(index)
      }
    }
  }

  /// Closes every lane after the statements that are under way.
  func shutdown() async {
    isShutDown = true
    for lane in lanes {
      guard case .open(let connection) = lane else { continue }
      await connection.waitUntilIdle()
      await connection.close()
    }
    lanes = lanes.map { _ in .closed }
  }

  private func open(_ index: Int) async throws -> PostgresConnection {
    try backOff.check()
    lanes[index] = .connecting([])
    do {
      let connection = try await connector.connect()
      backOff.succeed()
      finish(index, isShutDown ? .closed : .open(connection))
      guard !isShutDown else {
        await connection.close()
        throw PostgresError.clientClosed
      }
      return connection
    } catch {
      if !(error is CancellationError) { backOff.fail(error) }
      finish(index, .closed)
      throw error
    }
  }

  private func waitForLane(_ index: Int) async {
    await withCheckedContinuation { continuation in
      guard case .connecting(let waiters) = lanes[index] else {
        continuation.resume()
        return
      }
      lanes[index] = .connecting(waiters + [continuation])
    }
  }

  private func finish(_ index: Int, _ state: Lane) {
    guard case .connecting(let waiters) = lanes[index] else { return }
    lanes[index] = state
    for waiter in waiters { waiter.resume() }
  }
}

/// Growing pauses between attempts to connect.
///
/// Within a pause callers get the last error at once, rather than a storm of attempts reaching a
/// server that comes back.
struct BackOff {
  private var lastError: (any Error)?
  private var failures = 0
  private var pauseEnd = ContinuousClock.now

  /// Throws the last error while a pause lasts.
  func check() throws {
    if let lastError, ContinuousClock.now < pauseEnd { throw lastError }
  }

  /// Ends the pauses.
  mutating func succeed() {
    self = BackOff()
  }

  /// Begins the next pause: 50 ms, doubled with each failure up to 5 s, and shortened by up to a half at
  /// random so that clients do not come back together.
  mutating func fail(_ error: any Error) {
    lastError = error
    failures += 1
    let longest = min(50 * (1 << min(failures - 1, 10)), 5000)
    pauseEnd = .now + .milliseconds(Int.random(in: longest / 2...longest))
  }
}
