import CLibpq

extension PostgresConnection {
  /// Runs a statement and lends its rows to a closure one by one; meanwhile the connection runs nothing else.
  ///
  /// When the closure leaves before the last row, the server is told to stop, which ends a transaction that
  /// the connection is in.
  ///
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws, or `PostgresError`.
  public nonisolated func withRows<Result>(
    of statement: Statement,
    _ body: (PostgresRows) async throws -> Result
  ) async throws -> Result {
    guard let telemetry else { return try await lendRows(of: statement, body) }
    return try await telemetry.operation(
      statement.commandName,
      sql: statement.sql,
      parameterCount: statement.parameters.count,
      at: configuration
    ) { try await lendRows(of: statement, body) }
  }

  private nonisolated func lendRows<Result>(
    of statement: Statement,
    _ body: (PostgresRows) async throws -> Result
  ) async throws -> Result {
    try await startRows(of: statement)
    do {
      let result = try await body(PostgresRows(connection: self))
      await finishRows()
      return result
    } catch {
      await finishRows()
      throw error
    }
  }

  private func startRows(of statement: Statement) async throws {
    try statement.parameters.requireSendable()
    await waitUntilIdle()
    try Task.checkCancellation()
    if let unusable { throw unusable }
    rows = RowReception()
    leftRowsEarly = false
    send(statement, expecting: .rows)
    // It applies to the statement that the server's next answer is for, so the connection had to be idle.
    if failure == nil, PQsetSingleRowMode(handle.pointer) != 1 { lose(handle.errorMessage) }
    sync([])
    flush()
    if let failure { throw failure }
    watchForSilence()
  }

  /// Waits for rows, and gives all that have arrived; none after the last.
  func nextRows() async throws -> [PostgresResult] {
    try Task.checkCancellation()
    guard let reception = rows else { throw failure ?? PostgresError.rowsEnded }
    if !reception.unread.isEmpty || reception.isAtEnd {
      let taken = rows?.take() ?? .success([])
      // libpq may have read further rows than were taken in.
      receiveRows()
      if failure == nil { flush() }
      return try taken.get()
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { letWait($0) }
    } onCancel: {
      // The handler of a cancellation is synchronous; the connection's own actor must do the work.
      Task { await self.dismissReader() }
    }
  }

  /// Lets a reader wait, unless what it waits for came on its way here: a caller that prefers the loop as its
  /// task's executor is queued once more.
  private func letWait(_ reader: CheckedContinuation<[PostgresResult], any Error>) {
    if Task.isCancelled { return reader.resume(throwing: CancellationError()) }
    guard rows != nil else { return reader.resume(throwing: failure ?? PostgresError.rowsEnded) }
    rows?.reader = reader
    rows?.serve()
  }

  private func dismissReader() {
    let reader = rows?.reader
    rows?.reader = nil
    reader?.resume(throwing: CancellationError())
  }

  /// Takes in the rows that have arrived whole, up to what may wait unread, and serves the reader.
  func receiveRows() {
    takeInRows()
    rows?.serve()
    // A reader that was served left room.
    takeInRows()
    guard failure == nil, let reception = rows else { return }
    readInterest = reception.isFull ? [] : .read
    setInterest(readInterest)
  }

  private func takeInRows() {
    while failure == nil, canTakeInRow, PQisBusy(handle.pointer) == 0 {
      // Nothing stands between a statement's last result and its Sync.
      guard let result = PQgetResult(handle.pointer) else { continue }
      receiveRow(result)
    }
  }

  // A copy of the reception that lived through the loop would make each row copy all unread ones.
  private var canTakeInRow: Bool { rows.map { !$0.isAtEnd && !$0.isFull } ?? false }

  private func receiveRow(_ result: OpaquePointer) {
    let status = PQresultStatus(result)
    if status == PGRES_SINGLE_TUPLE, rows?.isAbandoned == false {
      rows?.unread.append(PostgresResult(result))
      return
    }
    defer { PQclear(result) }
    switch status {
    case PGRES_SINGLE_TUPLE, PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: break
    case PGRES_FATAL_ERROR:
      let error = PostgresError(result: result)
      rows?.error = error
      if error.endsConnection { lose(error.message) }
    case PGRES_PIPELINE_SYNC:
      rows?.isAtEnd = true
      rows?.closer?.resume()
      rows?.closer = nil
      expectations.removeAll()
      expectationIndex = 0
    default: lose("it answered in a way that a statement does not expect (COPY?)")
    }
  }

  /// Makes the connection free again; when rows are left, after telling the server to stop.
  private func finishRows() async {
    if rows?.isAtEnd == false { await abandonRows() }
    rows = nil
    readInterest = .read
    flush()
    reportIdle()
  }

  private func abandonRows() async {
    leftRowsEarly = true
    rows?.isAbandoned = true
    rows?.unread = []
    await cancelOnServer()
    receiveRows()
    guard failure == nil, rows?.isAtEnd == false else { return }
    // A request to stop can get lost; closing the connection stops the statement too.
    let timer = loop.schedule(after: configuration.networkTimeout) { [self] in
      assumeIsolated { connection in connection.lose("it did not stop when it was told to") }
    }
    await withCheckedContinuation { closer in
      if failure != nil || rows?.isAtEnd != false { return closer.resume() }
      rows?.closer = closer
    }
    loop.cancelTimer(timer)
  }

  /// Ends the rows of a connection that is lost.
  func endRows(_ error: PostgresError) {
    guard let reception = rows, !reception.isAtEnd else { return }
    rows = nil
    reception.reader?.resume(throwing: reception.error ?? error)
    reception.closer?.resume()
  }
}

extension PostgresError {
  static let busyWithRows: PostgresError = PostgresError(
    .closed,
    "The connection sends rows; read them to the end, or leave their closure, before the next statement."
  )

  fileprivate static let rowsEnded: PostgresError = PostgresError(
    .closed,
    "The rows were read outside of the closure to which they were lent."
  )
}
