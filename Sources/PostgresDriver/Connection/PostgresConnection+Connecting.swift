import CLibpq
import Logging

extension PostgresConnection {
  /// Connects, and leaves the connection in pipeline mode.
  ///
  /// - Parameters:
  ///   - configuration: where the database is.
  ///   - loop: where the connection lives.
  ///   - logger: where the server's notices go.
  ///   - telemetry: who is told of each statement.
  /// - Returns: the connection.
  /// - Throws: `PostgresError.Code.connectionFailed`, or `CancellationError`.
  static func connect(
    _ configuration: PostgresConfiguration,
    on loop: EventLoop,
    logger: Logger,
    telemetry: Telemetry? = nil
  ) async throws -> PostgresConnection {
    // Resolving a host's name blocks.
    let handle = await withoutBlocking { start(configuration) }
    guard let handle else {
      throw PostgresError.connectionFailed("\(configuration)", "libpq is out of memory")
    }
    let noticeReceiver = handle.sendNotices(to: logger)
    do {
      try await ConnectionAttempt(handle: handle, loop: loop, configuration: configuration).finish()
    } catch {
      PQfinish(handle.pointer)
      throw error
    }
    let connection = PostgresConnection(
      handle: handle,
      loop: loop,
      noticeReceiver: noticeReceiver,
      configuration: configuration,
      logger: logger,
      telemetry: telemetry
    )
    await connection.start()
    return connection
  }

  private static func start(_ configuration: PostgresConfiguration) -> ConnectionHandle? {
    // `dbname` with a connection string in it makes libpq expand it, so that the options here win.
    // What comes before it is what the text can change.
    let options: [(String, String)] =
      [
        ("keepalives_idle", "30"),
        ("keepalives_interval", "10"),
        ("keepalives_count", "3"),
        ("tcp_user_timeout", "60000"),
        ("dbname", configuration.connectionString),
        ("fallback_application_name", configuration.applicationName),
        ("client_encoding", "UTF8"),
      ] + (configuration.role.map { [("user", $0)] } ?? [])
    let keywords = CStrings(options.map(\.0))
    let values = CStrings(options.map(\.1))
    let pointer = PQconnectStartParams(keywords.pointers, values.pointers, 1)
    return pointer.map(ConnectionHandle.init)
  }
}

/// Strings for C, with nil at the end, for as long as this lives.
private final class CStrings {
  let pointers: [UnsafePointer<CChar>?]

  init(_ strings: [String]) {
    pointers =
      strings.map { string in
        let bytes = Array(string.utf8CString)
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        copy.initialize(from: bytes, count: bytes.count)
        return UnsafePointer(copy)
      } + [nil]
  }

  deinit {
    for pointer in pointers { pointer?.deallocate() }
  }
}

/// Waits for libpq's steps to a connection, on an event loop.
private actor ConnectionAttempt {
  private let handle: ConnectionHandle
  private let configuration: PostgresConfiguration
  private let loop: EventLoop
  private var waiter: CheckedContinuation<Bool, Never>?
  private var watch = 0
  private var timer = 0

  nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

  init(handle: ConnectionHandle, loop: EventLoop, configuration: PostgresConfiguration) {
    self.handle = handle
    self.loop = loop
    self.configuration = configuration
  }

  func finish() async throws {
    try await withTaskCancellationHandler {
      try await poll()
    } onCancel: {
      // The handler of a cancellation is synchronous; only the loop may touch its watch.
      Task { await self.stopWaiting() }
    }
  }

  private func poll() async throws {
    guard PQstatus(handle.pointer) != CONNECTION_BAD else { throw failed(handle.errorMessage) }
    let deadline = ContinuousClock.now + configuration.connectTimeout
    // libpq says to wait for writing before its first step.
    var interest = Interest.write
    while true {
      try Task.checkCancellation()
      guard await isReady(interest, before: deadline) else {
        try Task.checkCancellation()
        throw failed("it did not answer within \(configuration.connectTimeout)")
      }
      switch PQconnectPoll(handle.pointer) {
      case PGRES_POLLING_READING: interest = .read
      case PGRES_POLLING_WRITING: interest = .write
      case PGRES_POLLING_OK: return try enterPipelineMode()
      default: throw failed(handle.errorMessage)
      }
    }
  }

  private func enterPipelineMode() throws {
    guard PQsetnonblocking(handle.pointer, 1) == 0, PQenterPipelineMode(handle.pointer) == 1 else {
      throw failed(handle.errorMessage)
    }
  }

  /// Whether the socket was ready in time.
  ///
  /// The socket may be another one after each step.
  private func isReady(
    _ interest: Interest,
    before deadline: ContinuousClock.Instant
  ) async -> Bool {
    if Task.isCancelled { return false }
    return await withCheckedContinuation { continuation in
      waiter = continuation
      timer = loop.schedule(after: deadline - .now) { [self] in
        assumeIsolated { attempt in attempt.stopWaiting() }
      }
      watch = loop.watch(PQsocket(handle.pointer), interest) { [self] _ in
        assumeIsolated { attempt in attempt.endWait(isReady: true) }
      }
    }
  }

  private func stopWaiting() {
    endWait(isReady: false)
  }

  private func endWait(isReady: Bool) {
    guard let waiter else { return }
    self.waiter = nil
    loop.unwatch(watch)
    loop.cancelTimer(timer)
    waiter.resume(returning: isReady)
  }

  private func failed(_ cause: String) -> PostgresError {
    .connectionFailed("\(configuration)", cause)
  }
}
