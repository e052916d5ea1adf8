import CLibpq

// libpq runs no COPY in pipeline mode, so the connection leaves it for that time.
extension PostgresConnection {
  /// Runs a `COPY … FROM STDIN` whose rows a closure sends; meanwhile the connection runs nothing else.
  ///
  /// When the closure throws, or the caller's task is cancelled, the server is told to forget the rows, which
  /// ends a transaction that the connection is in.
  ///
  /// - Parameters:
  ///   - sql: the statement.
  ///   - body: sends the rows.
  /// - Returns: how many rows were added.
  /// - Throws: what the closure throws, `PostgresError`, or `CancellationError`.
  package nonisolated func copyIn(
    _ sql: String,
    _ body: (PostgresCopy) async throws -> Void
  ) async throws -> Int {
    guard let telemetry else { return try await runCopy(sql, body) }
    return try await telemetry.operation("COPY", sql: sql, at: configuration) {
      try await runCopy(sql, body)
    }
  }

  private nonisolated func runCopy(
    _ sql: String,
    _ body: (PostgresCopy) async throws -> Void
  ) async throws -> Int {
    try await reserveForCopy()
    do {
      try await startCopy(sql)
      try await body(PostgresCopy(connection: self))
      return try await finishCopy()
    } catch {
      await abortCopy()
      throw error
    }
  }

  /// Waits until nothing else is under way, and keeps everything else away.
  private func reserveForCopy() async throws {
    await waitUntilIdle()
    try Task.checkCancellation()
    if let unusable { throw unusable }
    guard PQexitPipelineMode(handle.pointer) == 1 else { throw lost(handle.errorMessage) }
    nextIdentifier += 1
    copying = CopyIn(identifier: nextIdentifier)
  }

  private func startCopy(_ sql: String) async throws {
    guard PQsendQuery(handle.pointer, sql) == 1 else {
      lose(handle.errorMessage)
      throw failure ?? lost(handle.errorMessage)
    }
    flushCopy()
    watchForSilence()
    try await waitForCopy()
    if let error = copying?.error { throw error }
  }

  func writeCopy(_ bytes: [UInt8]) async throws {
    try Task.checkCancellation()
    var isQueued = false
    while !isQueued {
      if copying?.isBlocked == true { try await waitForCopy() }
      if let failure { throw failure }
      guard copying?.phase == .sending else { throw PostgresError.copyEnded }
      let result = bytes.withUnsafeBytes { bytes in
        PQputCopyData(
          handle.pointer,
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
          Int32(bytes.count)
        )
      }
      isQueued = result == 1
      guard result >= 0 else {
        lose(handle.errorMessage)
        continue
      }
      flushCopy()
      // 0 is what libpq says when its own buffer is full.
      if !isQueued { copying?.isBlocked = true }
    }
  }

  private func finishCopy() async throws -> Int {
    endCopy(because: nil)
    try await waitForCopy()
    if let failure { throw failure }
    let (error, count) = (copying?.error, copying?.count ?? 0)
    closeCopy()
    if let error { throw error }
    return count
  }

  /// Tells the server that no more rows come, or that it is to forget those that came.
  private func endCopy(because reason: String?) {
    guard failure == nil, copying?.phase == .sending else { return }
    guard PQputCopyEnd(handle.pointer, reason) == 1 else { return lose(handle.errorMessage) }
    copying?.phase = .ending
    flushCopy()
    watchForSilence()
    // A server that refused a row said so then, and says no more.
    receiveCopy()
  }

  /// Makes the connection free again after a copy that was given up.
  private func abortCopy() async {
    copying?.isGivenUp = true
    if let copying, copying.phase != .ended, copying.waitsForServer || Task.isCancelled {
      // A server that waits for a lock does not hear that the rows are given up.
      await cancelOnServer()
    }
    // A request to stop can get lost; closing the connection stops the statement too.
    let timer = loop.schedule(after: configuration.networkTimeout) { [self] in
      assumeIsolated { connection in connection.lose("it did not stop when it was told to") }
    }
    while failure == nil, let copying, copying.phase != .ended {
      endCopy(because: "the sender gave up")
      guard failure == nil, self.copying?.phase != .ended else { break }
      // A connection that is lost is free, too.
      try? await withCheckedThrowingContinuation {
        (continuation: CheckedContinuation<Void, any Error>) in
        letWait(continuation)
      }
    }
    loop.cancelTimer(timer)
    closeCopy()
  }

  private func closeCopy() {
    copying = nil
    reportIdle()
  }

  // MARK: Waiting

  /// Waits until the server has answered, or the socket has room.
  private func waitForCopy() async throws {
    if let failure { throw failure }
    guard let copying, copying.phase != .ended, copying.waitsForServer else { return }
    let identifier = copying.identifier
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation {
        (continuation: CheckedContinuation<Void, any Error>) in
        // The handler below may have run already, and found nobody.
        if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
        letWait(continuation)
      }
    } onCancel: {
      // The handler of a cancellation is synchronous; the connection's own actor must do the work.
      Task { await self.dismissCopier(identifier) }
    }
    if let failure { throw failure }
  }

  /// Lets a caller wait, unless what it waits for came on its way here.
  private func letWait(_ waiter: CheckedContinuation<Void, any Error>) {
    if let failure { return waiter.resume(throwing: failure) }
    guard let copying, copying.phase != .ended, copying.waitsForServer else {
      return waiter.resume()
    }
    self.copying?.waiter = waiter
  }

  private func dismissCopier(_ identifier: Int) {
    // Who gives a copy up waits here as well, and is not to be disturbed.
    guard let copying, copying.identifier == identifier, !copying.isGivenUp else { return }
    self.copying?.waiter = nil
    copying.waiter?.resume(throwing: CancellationError())
  }

  // MARK: The socket

  /// Sends what libpq holds back; when the socket has taken all, whoever waits for that goes on.
  func flushCopy() {
    guard failure == nil else { return }
    switch PQflush(handle.pointer) {
    case 0:
      copying?.isBlocked = false
      setInterest(.read)
      if copying?.phase == .sending { copying?.resume() }
    case 1:
      copying?.isBlocked = true
      setInterest([.read, .write])
    default: lose(handle.errorMessage)
    }
  }

  /// Takes what the server answers to a copy before its first row and after its last.
  ///
  /// libpq hands out an error that comes in between when the copy is ended.
  func receiveCopy() {
    while failure == nil, let copying, copying.phase == .starting || copying.phase == .ending,
      PQisBusy(handle.pointer) == 0
    {
      guard let result = PQgetResult(handle.pointer) else { return completeCopy() }
      take(result)
      PQclear(result)
    }
  }

  private func take(_ result: OpaquePointer) {
    switch PQresultStatus(result) {
    case PGRES_COPY_IN:
      copying?.phase = .sending
      copying?.resume()
    case PGRES_COMMAND_OK:
      copying?.count = PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    case PGRES_FATAL_ERROR:
      let error = PostgresError(result: result)
      if copying?.error == nil { copying?.error = error }
      if error.endsConnection { lose(error.message) }
    default: lose("it answered in a way that a COPY does not expect")
    }
  }

  private func completeCopy() {
    guard PQenterPipelineMode(handle.pointer) == 1 else { return lose(handle.errorMessage) }
    copying?.phase = .ended
    copying?.resume()
  }

  /// Ends the copy of a connection that is lost.
  func endCopy(_ error: PostgresError) {
    guard let ended = copying else { return }
    copying = nil
    ended.waiter?.resume(throwing: ended.error ?? error)
  }
}

extension PostgresError {
  static let busyWithCopy: PostgresError = PostgresError(
    .closed,
    "The connection takes the rows of a COPY; leave its closure before the next statement."
  )

  fileprivate static let copyEnded: PostgresError = PostgresError(
    .closed,
    "The rows of a COPY were written outside of the closure that sends them."
  )
}
