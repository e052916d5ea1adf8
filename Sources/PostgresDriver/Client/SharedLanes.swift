import Synchronization

/// The connections that the short statements of all callers share, in turn.
final class SharedLanes: Sendable {
  private enum Lane {
    case closed
    case connecting([LaneWaiter])
    case open(PostgresConnection)
  }

  private struct State {
    var lanes: [Lane]
    var isShutDown = false
    var backOff = BackOff()
  }

  /// What a caller does to get its connection.
  private enum Step {
    case use(PostgresConnection)
    /// Open a lane: no other caller does.
    case open(Int)
    /// Wait until the caller that opens a lane is done.
    case wait(Int)
  }

  private let connector: Connector
  /// Where each lane lives: on loops in turn.
  private let loops: [EventLoop]
  private let state: Mutex<State>

  init(connector: Connector) {
    self.connector = connector
    let count = max(1, connector.configuration.sharedLanes)
    loops = (0..<count).map { _ in EventLoops.next() }
    state = Mutex(State(lanes: Array(repeating: .closed, count: count)))
  }

  /// The connection with the fewest callers; a new one when all that are open have some.
  ///
  /// So nobody stands behind a slow statement while another lane is free; and the callers that one lane
  /// answers at the same time stay together, in a round trip of their own, while the other's server works.
  /// The way to another loop costs about as much as a statement: a lane there must have less than half as many
  /// callers as the one on the caller's loop.
  func next() async throws -> PostgresConnection {
    while true {
      switch try step() {
      case .use(let connection): return connection
      case .open(let index): return try await open(index)
      case .wait(let index): try await waitForLane(index)
      }
    }
  }

  /// The lanes that are open and were not found to be lost.
  var open: [PostgresConnection] {
    state.withLock(\.lanes).compactMap { lane in
      if case .open(let connection) = lane, connection.isUsable { connection } else { nil }
    }
  }

  /// Ends the pause after a failure.
  func endBackOff() {
    state.withLock { $0.backOff.succeed() }
  }

  /// Closes every lane after the statements that are under way.
  func shutdown() async {
    state.withLock { $0.isShutDown = true }
    for connection in open {
      await connection.waitUntilIdle()
      await connection.close()
    }
  }

  private func step() throws -> Step {
    try state.withLock { state in
      guard !state.isShutDown else { throw PostgresError.clientClosed }
      let loop = LoopThread.currentLoop
      var best: (connection: PostgresConnection, cost: Int)?
      var connecting: Int?
      var closed: Int?
      for index in state.lanes.indices {
        switch state.lanes[index] {
        case .open(let connection) where connection.isUsable:
          let isNear = connection.loop === loop
          let cost = connection.load.load(ordering: .relaxed) * (isNear ? 1 : 2)
          if cost == 0, isNear { return .use(connection) }
          let bestCost = best?.cost ?? .max
          if cost < bestCost || (cost == bestCost && isNear) { best = (connection, cost) }
        case .connecting: connecting = connecting ?? index
        case .closed, .open: closed = closed ?? index
        }
      }
      if let best, best.cost == 0 { return .use(best.connection) }
      let other = best.map { Step.use($0.connection) } ?? connecting.map(Step.wait)
      // In a pause after a failure another lane serves, if there is one.
      if let closed, other == nil || !state.backOff.isPausing {
        try state.backOff.check()
        state.lanes[closed] = .connecting([])
        return .open(closed)
      }
      guard let other else { preconditionFailure("A client has at least one lane.") }
      return other
    }
  }

  private func open(_ index: Int) async throws -> PostgresConnection {
    do {
      let connection = try await connector.connect(on: loops[index])
      let isShutDown = finish(index) { state in
        state.backOff.succeed()
        return state.isShutDown ? .closed : .open(connection)
      }
      guard !isShutDown else {
        await connection.close()
        throw PostgresError.clientClosed
      }
      return connection
    } catch {
      finish(index) { state in
        if !(error is CancellationError) { state.backOff.fail(error) }
        return .closed
      }
      throw error
    }
  }

  /// Returns when the lane was opened or could not be, or when the caller is cancelled.
  private func waitForLane(_ index: Int) async throws {
    let waiter = LaneWaiter()
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiter.wait(continuation)
        let mustWait = state.withLock { state in
          guard case .connecting(let waiters) = state.lanes[index] else { return false }
          state.lanes[index] = .connecting(waiters + [waiter])
          return true
        }
        if !mustWait { waiter.resume() }
      }
    } onCancel: {
      waiter.resume()
    }
    try Task.checkCancellation()
  }

  /// Ends the opening of a lane, and returns whether the client was shut down meanwhile.
  @discardableResult
  private func finish(_ index: Int, _ change: (inout State) -> Lane) -> Bool {
    let (waiters, isShutDown) = state.withLock { state -> ([LaneWaiter], Bool) in
      var waiters: [LaneWaiter] = []
      if case .connecting(let waiting) = state.lanes[index] {
        waiters = waiting
        state.lanes[index] = change(&state)
      }
      return (waiters, state.isShutDown)
    }
    for waiter in waiters { waiter.resume() }
    return isShutDown
  }
}

/// Growing pauses between attempts to connect.
///
/// Within a pause callers get the last error at once, rather than a storm of attempts reaching a
/// server that comes back.
struct BackOff: Sendable {
  private var lastError: (any Error)?
  private var failures = 0
  private var pauseEnd = ContinuousClock.now

  /// Throws the last error while a pause lasts.
  func check() throws {
    if let lastError, isPausing { throw lastError }
  }

  /// Whether a pause lasts.
  var isPausing: Bool { lastError != nil && ContinuousClock.now < pauseEnd }

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
