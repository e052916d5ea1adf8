import CLibpq
import Logging
import Synchronization

/// One connection to a server, in pipeline mode: statements of several callers travel one after the other
/// without waiting for each other's answers.
public actor PostgresConnection {
  /// What the server's next answer belongs to.
  enum Expectation {
    case preparation(PendingStatement, PreparedStatements.Key)
    case prelude(PendingStatement)
    case statement(PendingStatement)
    case deallocation
    /// The statement whose rows are handed on one by one.
    case rows
    /// The end of an implicit transaction, with the statements that were in it.
    case sync([PendingStatement])
  }

  nonisolated let loop: EventLoop
  let configuration: PostgresConfiguration
  let logger: Logger
  let handle: ConnectionHandle
  let noticeReceiver: NoticeReceiver
  /// Who is told of each statement; nobody for a lane, whose client tells it.
  nonisolated let telemetry: Telemetry?
  /// The process on the server that serves this connection.
  public nonisolated let backendPID: Int32
  /// The server's version, such as 150018.
  public nonisolated let serverVersion: Int32

  var watch: Int?
  var prepared = PreparedStatements()
  /// For each statement that had to be prepared anew, the last caller that can have used its old plan.
  var replanned: [PreparedStatements.Key: Int] = [:]
  /// How often the server was heard; it may wrap around.
  var heardCount = 0
  /// Whether a timer looks for silence.
  var isWatchingForSilence = false
  /// Whether the connection is a lane, on which nobody opens a transaction.
  var isShared = false
  var expectations: [Expectation] = []
  var expectationIndex = 0
  var isAnsweringFront = false
  var openReads: [PendingStatement] = []
  /// The statements that were sent, or wait for the end of the tick, and are not answered.
  var inFlight = 0
  /// The statements that wait until fewer are in flight.
  var queue = StatementQueue()
  var isTickEndScheduled = false
  var nextIdentifier = 0
  var failure: PostgresError? {
    didSet { hasFailed.store(failure != nil, ordering: .relaxed) }
  }
  private nonisolated let hasFailed = Atomic<Bool>(false)
  /// How many callers wait for an answer.
  nonisolated let load: Atomic<Int> = Atomic(0)
  var script: CheckedContinuation<Void, any Error>?
  var scriptError: PostgresError?
  var idleWaiters: [CheckedContinuation<Void, Never>] = []

  /// Who hears notifications.
  var listener: AsyncThrowingStream<PostgresNotification, any Error>.Continuation?
  /// The rows that arrive one by one.
  var rows: RowReception?
  /// Whether the reader of the last rows left before their end.
  var leftRowsEarly = false
  /// The copy that takes rows.
  var copying: CopyIn?
  /// What is waited for while there is nothing to send; nothing while a reader of rows falls behind.
  var readInterest: Interest = .read

  /// The loop on which the connection lives.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

  init(
    handle: ConnectionHandle,
    loop: EventLoop,
    noticeReceiver: NoticeReceiver,
    configuration: PostgresConfiguration,
    logger: Logger,
    telemetry: Telemetry?
  ) {
    self.handle = handle
    self.loop = loop
    self.noticeReceiver = noticeReceiver
    self.configuration = configuration
    self.logger = logger
    self.telemetry = telemetry
    backendPID = PQbackendPID(handle.pointer)
    serverVersion = PQserverVersion(handle.pointer)
  }

  // MARK: Statements

  /// Runs a statement and gives its result.
  ///
  /// When the caller's task is cancelled, it gets a `CancellationError` at once; the statement goes on.
  ///
  /// - Throws: `PostgresError`, what the prelude's check throws, or `CancellationError`.
  public nonisolated func execute(
    _ statement: Statement,
    after prelude: Prelude? = nil
  ) async throws -> PostgresResult {
    guard let telemetry else { return try await perform(statement, after: prelude) }
    return try await telemetry.operation(
      statement.commandName,
      sql: statement.sql,
      parameterCount: statement.parameters.count,
      at: configuration
    ) { try await perform(statement, after: prelude) }
  }

  /// Runs a statement, and tells nobody.
  ///
  /// Every statement that is not streamed goes through here.
  nonisolated func perform(
    _ statement: Statement,
    after prelude: Prelude? = nil
  ) async throws -> PostgresResult {
    // What the server refuses would end a transaction.
    try statement.parameters.requireSendable()
    try prelude?.statement.parameters.requireSendable()
    try Task.checkCancellation()
    let pending = PendingStatement(statement: statement, prelude: prelude)
    load.add(1, ordering: .relaxed)
    defer { load.subtract(1, ordering: .relaxed) }
    #if THREAD_SANITIZER
      defer { _ = pending.isAnswered.load(ordering: .acquiring) }
    #endif
    return try await withTaskCancellationHandler {
      try await withUnsafeThrowingContinuation { continuation in
        pending.await(with: continuation)
        // A caller on the loop, which most are, pays for no change of executors.
        if loop.isOnThread {
          assumeIsolated { connection in connection.submit(pending) }
        } else {
          loop.post { self.assumeIsolated { connection in connection.submit(pending) } }
        }
      }
    } onCancel: {
      pending.isCancelled.store(true, ordering: .relaxed)
      loop.post { self.assumeIsolated { connection in connection.abandon(pending) } }
    }
  }

  /// Runs SQL of several statements, without parameters, as one simple query.
  ///
  /// Unless it holds transaction commands, the server runs it as one transaction.
  ///
  /// When the caller's task is cancelled, the server is told to stop, and its answer is the error.
  ///
  /// - Throws: `PostgresError`, with the position in the text where the server names one.
  public func executeScript(_ sql: String) async throws {
    await waitUntilIdle()
    try Task.checkCancellation()
    if let unusable { throw unusable }
    guard PQexitPipelineMode(handle.pointer) == 1 else { throw lost(handle.errorMessage) }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        script = continuation
        guard PQsendQuery(handle.pointer, sql) == 1 else {
          lose(handle.errorMessage)
          return
        }
        flush()
      }
    } onCancel: {
      // The handler of a cancellation is synchronous; the connection's own actor must do the work.
      Task { await self.cancelScript() }
    }
  }

  /// Whether the server is outside of any transaction and nothing is under way.
  var isClean: Bool {
    failure == nil && isIdle && PQtransactionStatus(handle.pointer) == PQTRANS_IDLE
  }

  /// Whether a statement failed in the open transaction.
  var hasFailedTransaction: Bool {
    failure == nil && PQtransactionStatus(handle.pointer) == PQTRANS_INERROR
  }

  /// Whether the open transaction failed because a reader left its rows early.
  package var hasStoppedRows: Bool { leftRowsEarly && hasFailedTransaction }

  /// Whether the connection was not found to be lost so far.
  nonisolated var isUsable: Bool { !hasFailed.load(ordering: .relaxed) }

  /// Whether no answer is awaited.
  var isIdle: Bool {
    expectationIndex == expectations.count && openReads.isEmpty && script == nil && copying == nil
  }

  /// Returns when no answer is awaited any more.
  func waitUntilIdle() async {
    guard !isIdle, failure == nil else { return }
    await withCheckedContinuation { waiter in
      idleWaiters.append(waiter)
      // It may have become idle on the way here.
      reportIdle()
    }
  }

  /// Closes the connection; callers that wait get an error.
  public func close() {
    // Whether the server has done what was sent is as unknown as if it had been lost.
    end(PostgresError.clientClosed, forSent: lost("it was closed before the answer came"))
  }

  /// Asks the server to stop what the connection runs now, if anything, over a connection of its own.
  func cancelOnServer() async {
    guard failure == nil, !isIdle, let cancel = PQgetCancel(handle.pointer) else { return }
    let request = CancelRequest(pointer: cancel)
    await withoutBlocking { request.send() }
  }

  // MARK: Cancelling

  /// Answers a caller that was cancelled.
  ///
  /// Its statement goes on unless it was not sent yet, so that no neighbour is harmed.
  private func abandon(_ pending: PendingStatement) {
    // One that did not arrive yet is refused when it does; until then its caller still prepares it.
    guard pending.identifier > 0 else { return }
    if openReads.contains(where: { $0 === pending }) {
      openReads.removeAll { $0 === pending }
      finishInFlight()
    } else {
      queue.remove(pending)
    }
    pending.resume(with: .failure(CancellationError()))
  }
}

extension PostgresError {
  static let busyWithScript: PostgresError = PostgresError(
    .closed,
    "The connection runs a script; wait until it has ended."
  )
}
