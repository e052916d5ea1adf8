import CLibpq

extension PostgresConnection {
  /// Starts to watch the socket.
  func start() {
    // Not weak: what has ever been referred to weakly is counted in the slow way for the rest of its life.
    // The end of the connection takes the watch away.
    watch = loop.watch(PQsocket(handle.pointer), .read) { [self] ready in
      assumeIsolated { connection in connection.socketIsReady(ready) }
    }
  }

  private func socketIsReady(_ ready: Interest) {
    guard failure == nil else { return }
    if ready.contains(.read) {
      heardCount &+= 1
      guard PQconsumeInput(handle.pointer) == 1 else {
        lose(handle.errorMessage)
        return
      }
      if rows != nil {
        receiveRows()
      } else if copying != nil {
        receiveCopy()
      } else if script == nil {
        receive()
      } else {
        receiveScript()
      }
      if listener != nil { takeNotifications() }
    }
    copying == nil ? flush() : flushCopy()
  }

  // MARK: Pipeline

  /// Takes the answers that have arrived whole.
  ///
  /// libpq gives the results of a statement, then nothing; a Sync is a result with nothing after
  /// it.
  private func receive() {
    while failure == nil, expectationIndex < expectations.count, PQisBusy(handle.pointer) == 0 {
      guard let result = PQgetResult(handle.pointer) else {
        guard isAnsweringFront else { return }
        isAnsweringFront = false
        advance()
        continue
      }
      receive(result)
    }
    reportIdle()
  }

  private func receive(_ result: OpaquePointer) {
    let status = PQresultStatus(result)
    if status == PGRES_PIPELINE_SYNC {
      PQclear(result)
      receiveSync()
      return
    }
    isAnsweringFront = true
    let front = expectations[expectationIndex]
    switch status {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
      succeed(front, PostgresResult(result))
    case PGRES_PIPELINE_ABORTED:
      PQclear(result)
      abort(front)
    case PGRES_FATAL_ERROR:
      let error = PostgresError(result: result)
      PQclear(result)
      fail(front, error)
    default:
      PQclear(result)
      lose("it answered in a way that a statement does not expect (COPY?)")
    }
  }

  private func succeed(_ front: Expectation, _ result: PostgresResult) {
    switch front {
    case .prelude(let pending): pending.preludeResult = result
    case .statement(let pending): pending.outcome = .result(result)
    case .preparation, .deallocation, .rows, .sync: break
    }
  }

  private func abort(_ front: Expectation) {
    switch front {
    case .preparation(let pending, let key):
      prepared.remove(key)
      if case .none = pending.outcome { pending.outcome = .aborted }
    case .prelude(let pending), .statement(let pending):
      if case .failed = pending.outcome { return }
      pending.outcome = .aborted
    case .deallocation, .rows, .sync: break
    }
  }

  private func fail(_ front: Expectation, _ error: PostgresError) {
    switch front {
    case .preparation(let pending, let key):
      prepared.remove(key)
      pending.fail(error)
    case .prelude(let pending), .statement(let pending):
      pending.fail(error)
    case .sync(let group):
      // The server ended the connection at a commit: done or not, nobody knows. `end` says so.
      if error.endsConnection { break }
      // The commit itself failed, as with a deferred constraint.
      for pending in group { pending.fail(error) }
    case .deallocation, .rows: break
    }
    // 57P01 to 57P05: the server ends the connection.
    if error.endsConnection { lose(error.message) }
  }

  private func receiveSync() {
    guard case .sync(let group) = expectations[expectationIndex] else {
      lose("it ended a round trip that was not over")
      return
    }
    isAnsweringFront = false
    advance()
    for pending in group {
      if mayResend(pending), pending.isAwaited {
        pending.reset()
        resend(pending)
      } else {
        pending.finish()
        inFlight -= 1
      }
    }
    admitQueued()
  }

  private func mayResend(_ pending: PendingStatement) -> Bool {
    guard pending.resends < 2, failure == nil else { return false }
    return pending.wasNotRun || forgetStalePlan(of: pending)
  }

  /// Sends a statement that was not run in a Sync of its own, so that no other neighbour can abort it again.
  private func resend(_ pending: PendingStatement) {
    prepare(pending)
    send(pending)
    sync([pending])
    scheduleTickEnd()
  }

  private func advance() {
    expectationIndex += 1
    // Taking from the front one by one would move the rest each time.
    if expectationIndex == expectations.count {
      expectations.removeAll(keepingCapacity: true)
      expectationIndex = 0
    } else if expectationIndex > 256 {
      expectations.removeFirst(expectationIndex)
      expectationIndex = 0
    }
  }

  func reportIdle() {
    guard isIdle || failure != nil else { return }
    let waiters = idleWaiters
    idleWaiters = []
    for waiter in waiters { waiter.resume() }
  }

  // MARK: Scripts

  private func receiveScript() {
    while failure == nil, PQisBusy(handle.pointer) == 0 {
      guard let result = PQgetResult(handle.pointer) else {
        finishScript()
        return
      }
      switch PQresultStatus(result) {
      case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: break
      case PGRES_FATAL_ERROR: scriptError = scriptError ?? PostgresError(result: result)
      default: lose("the script uses COPY, which a script cannot")
      }
      PQclear(result)
    }
  }

  /// Stops a script whose caller was cancelled.
  func cancelScript() async {
    if script != nil { await cancelOnServer() }
  }

  private func finishScript() {
    let (continuation, error) = (script, scriptError)
    script = nil
    scriptError = nil
    guard PQenterPipelineMode(handle.pointer) == 1 else {
      lose(handle.errorMessage)
      continuation?.resume(throwing: lost(handle.errorMessage))
      return
    }
    reportIdle()
    if let error {
      continuation?.resume(throwing: error)
    } else {
      continuation?.resume()
    }
  }

  // MARK: The end

  /// An error that says that the connection is lost.
  func lost(_ cause: String) -> PostgresError { .connectionLost("\(configuration)", cause) }

  /// Ends a connection that cannot go on.
  func lose(_ cause: String) {
    end(lost(cause))
  }

  /// Ends the connection and answers everybody who waits.
  ///
  /// - Parameters:
  ///   - error: why it ended.
  ///   - sentError: what they get whose statements the server may have got; nil is the same.
  func end(_ error: PostgresError, forSent sentError: PostgresError? = nil) {
    guard failure == nil else { return }
    failure = error
    if let watch { loop.unwatch(watch) }
    watch = nil
    PQfinish(handle.pointer)
    let unsent = openReads + queue.removeAll()
    openReads = []
    var sent: [PendingStatement] = []
    for expectation in expectations[expectationIndex...] {
      // What was answered already waits for its Sync.
      switch expectation {
      case .statement(let pending): sent.append(pending)
      case .sync(let group): sent += group
      case .preparation, .prelude, .deallocation, .rows: break
      }
    }
    expectations = []
    expectationIndex = 0
    inFlight = 0
    for pending in unsent { pending.resume(with: .failure(error)) }
    for pending in sent {
      if case .failed(let own) = pending.outcome {
        pending.resume(with: .failure(own))
      } else {
        pending.resume(with: .failure(sentError ?? error))
      }
    }
    script?.resume(throwing: scriptError ?? error)
    script = nil
    endRows(error)
    endCopy(error)
    listener?.finish(throwing: error)
    listener = nil
    reportIdle()
  }
}

extension PostgresError {
  /// Whether the server ends the connection with it.
  var endsConnection: Bool { sqlState?.rawValue.hasPrefix("57P") == true }

  /// The error that a result carries.
  init(result: OpaquePointer) {
    func field(_ code: Int32) -> String? {
      PQresultErrorField(result, code).map { String(cString: $0) }
    }
    self.init(.server, field(DEMARC_DIAG_MESSAGE_PRIMARY) ?? "The server gave no message.")
    sqlState = field(DEMARC_DIAG_SQLSTATE).map(SQLState.init)
    schema = field(DEMARC_DIAG_SCHEMA_NAME)
    table = field(DEMARC_DIAG_TABLE_NAME)
    column = field(DEMARC_DIAG_COLUMN_NAME)
    constraint = field(DEMARC_DIAG_CONSTRAINT_NAME)
    position = field(DEMARC_DIAG_STATEMENT_POSITION).flatMap(Int.init)
    detail = field(DEMARC_DIAG_MESSAGE_DETAIL)
    hint = field(DEMARC_DIAG_MESSAGE_HINT)
    isStalePlan =
      sqlState == .featureNotSupported
      && field(DEMARC_DIAG_SOURCE_FUNCTION) == "RevalidateCachedQuery"
  }
}
