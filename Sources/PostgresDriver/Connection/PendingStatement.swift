import Synchronization

/// A statement between its caller and the server's answer.
final class PendingStatement: @unchecked Sendable {
  // Unchecked because after its caller made it, only its connection touches it, on an event loop; but for
  // `isCancelled`, which is atomic.

  /// What the answers so far amount to.
  enum Outcome {
    /// Nothing was answered yet.
    case none
    case result(PostgresResult)
    case failed(PostgresError)
    /// It was not run, because something else in its Sync failed.
    case aborted
  }

  /// Its place in the order in which the connection got its statements; 0 until it has it.
  var identifier = 0
  let statement: Statement
  let prelude: Prelude?
  var preludeResult: PostgresResult?
  var outcome: Outcome = .none
  /// How often it was sent again.
  private(set) var resends = 0
  /// Whether the caller was cancelled, perhaps before the statement reached the connection.
  let isCancelled: Atomic<Bool> = Atomic(false)
  /// Who waits.
  ///
  /// Unsafe because a checked one costs as much as sending a statement; `resume(with:)` sees to it that it
  /// is resumed once.
  private var continuation: UnsafeContinuation<PostgresResult, any Error>?
  /// Where the answer goes when it is waited for later.
  private var answer: StatementAnswer?

  init(statement: Statement, prelude: Prelude?) {
    self.statement = statement
    self.prelude = prelude
  }

  /// Notes who waits, before anything is sent.
  func await(with continuation: UnsafeContinuation<PostgresResult, any Error>) {
    self.continuation = continuation
  }

  /// Notes where the answer goes, before anything is sent.
  func answer(to answer: StatementAnswer) {
    self.answer = answer
  }

  /// Whether the caller still waits.
  var isAwaited: Bool { continuation != nil || answer != nil }

  /// Whether the server surely did not run it, for no fault of its own: a neighbour's error aborted a read,
  /// or a neighbour's preparation that it relied on failed.
  var wasNotRun: Bool {
    switch outcome {
    case .aborted: statement.access == .read
    case .failed(let error): error.sqlState == .invalidSQLStatementName
    case .none, .result: false
    }
  }

  /// Notes a failure, unless one was noted before.
  func fail(_ error: PostgresError) {
    if case .failed = outcome { return }
    outcome = .failed(error)
  }

  #if THREAD_SANITIZER
    /// Shows the sanitizer that an answer comes before its caller goes on.
    ///
    /// An answer that arrives before the caller has begun to wait is handed over within Swift's runtime,
    /// which the sanitizer does not look into.
    let isAnswered: Atomic<Bool> = Atomic(false)
  #endif

  /// Answers the caller, once.
  func resume(with result: Result<PostgresResult, any Error>) {
    #if THREAD_SANITIZER
      isAnswered.store(true, ordering: .releasing)
    #endif
    continuation?.resume(with: result)
    continuation = nil
    answer?.resolve(with: result)
    answer = nil
  }

  /// Answers the caller with what the server said.
  ///
  /// What the prelude's check throws wins.
  func finish() {
    do {
      if let prelude, let preludeResult { try prelude.check(preludeResult) }
      switch outcome {
      case .result(let result): resume(with: .success(result))
      case .failed(let error): throw error
      case .none, .aborted:
        throw PostgresError(
          .protocolViolation,
          "The server ended a round trip without an answer to a statement."
        )
      }
    } catch {
      resume(with: .failure(error))
    }
  }

  /// Forgets what was answered, before the statement is sent again.
  func reset() {
    resends += 1
    preludeResult = nil
    outcome = .none
  }
}
