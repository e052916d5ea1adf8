import CLibpq
import Synchronization

// What is sent, and when: reads together at the end of a tick, each write at once.
extension PostgresConnection {
  func submit(_ pending: PendingStatement) {
    if pending.isCancelled.load(ordering: .relaxed) {
      return pending.resume(with: .failure(CancellationError()))
    }
    if let unusable { return pending.resume(with: .failure(unusable)) }
    nextIdentifier += 1
    pending.identifier = nextIdentifier
    admit(pending)
  }

  /// Why the connection takes no statement now, or nil when it does.
  var unusable: PostgresError? {
    if let failure { return failure }
    if script != nil { return .busyWithScript }
    if copying != nil { return .busyWithCopy }
    return rows == nil ? nil : .busyWithRows
  }

  /// Sends a statement, or lets it wait until fewer are in flight.
  func admit(_ pending: PendingStatement) {
    guard inFlight < configuration.maximumInFlight else {
      queue.append(pending)
      return
    }
    inFlight += 1
    switch pending.statement.access {
    case .read:
      openReads.append(pending)
    case .write:
      closeReads()
      prepare(pending)
      send(pending)
      sync([pending])
    }
    scheduleTickEnd()
  }

  /// Sends the reads that came since the last Sync, and a Sync for them all.
  private func closeReads() {
    guard !openReads.isEmpty else { return }
    let reads = openReads
    openReads = []
    for read in reads { prepare(read) }
    for read in reads { send(read) }
    sync(reads)
  }

  /// Prepares what a statement and its prelude need and the connection does not have yet.
  ///
  /// Each preparation has a Sync of its own: an error of a neighbour would undo it, and with it every
  /// later statement that relies on it.
  func prepare(_ pending: PendingStatement) {
    guard configuration.preparesStatements else { return }
    if let prelude = pending.prelude { prepare(prelude.statement, for: pending) }
    prepare(pending.statement, for: pending)
  }

  private func prepare(_ statement: Statement, for pending: PendingStatement) {
    guard failure == nil, !prepared.contains(statement) else { return }
    prepare(PreparedStatements.Key(statement), for: pending)
  }

  private func prepare(_ key: PreparedStatements.Key, for pending: PendingStatement) {
    let (name, evicted) = prepared.insert(key)
    if let evicted {
      guard
        PQsendQueryParams(handle.pointer, "deallocate \(evicted)", 0, nil, nil, nil, nil, 1) == 1
      else { return lose(handle.errorMessage) }
      expectations.append(.deallocation)
    }
    guard PQsendPrepare(handle.pointer, name, key.sql, Int32(key.types.count), key.types) == 1
    else { return lose(handle.errorMessage) }
    expectations.append(.preparation(pending, key))
    sync([])
  }

  func send(_ pending: PendingStatement) {
    guard failure == nil else { return }
    if let prelude = pending.prelude {
      send(prelude.statement, expecting: .prelude(pending))
    }
    send(pending.statement, expecting: .statement(pending))
  }

  func send(_ statement: Statement, expecting expectation: Expectation) {
    let count = Int32(statement.parameters.count)
    let isSent = statement.parameters.withLibpqArrays { types, values, lengths, formats in
      prepared.withName(of: statement) { name in
        if let name {
          PQsendQueryPrepared(handle.pointer, name, count, values, lengths, formats, binaryFormat)
            == 1
        } else {
          // Behind a pooler nothing is prepared; and what could not be prepared fails here once more.
          PQsendQueryParams(
            handle.pointer,
            statement.sql,
            count,
            types,
            values,
            lengths,
            formats,
            binaryFormat
          ) == 1
        }
      }
    }
    guard isSent else { return lose(handle.errorMessage) }
    expectations.append(expectation)
  }

  func sync(_ group: [PendingStatement]) {
    if failure == nil, PQpipelineSync(handle.pointer) != 1 { lose(handle.errorMessage) }
    if let failure {
      // The connection was lost while the group was being sent: nobody else knows of it.
      for pending in group { pending.resume(with: .failure(failure)) }
    } else {
      expectations.append(.sync(group))
    }
  }

  func scheduleTickEnd() {
    guard !isTickEndScheduled else { return }
    isTickEndScheduled = true
    loop.atEndOfTick { self.assumeIsolated { connection in connection.endTick() } }
  }

  private func endTick() {
    isTickEndScheduled = false
    guard failure == nil else { return }
    closeReads()
    flush()
    watchForSilence()
  }

  /// Sends what libpq holds back; when the socket is full, goes on when it is writable.
  func flush() {
    guard failure == nil else { return }
    switch PQflush(handle.pointer) {
    case 0: setInterest(readInterest)
    case 1: setInterest(readInterest.union(.write))
    default: lose(handle.errorMessage)
    }
  }

  func setInterest(_ interest: Interest) {
    if let watch { loop.setInterest(interest, of: watch) }
  }
}
