public import Logging

/// Reaches one database, over shared lanes for single statements and leased connections for transactions.
///
/// Connections are opened when they are first needed. A connection that was lost is replaced at the next
/// call, with growing pauses while the server does not answer.
public final class PostgresClient: Sendable {
  /// The event loops on which connections live, one for each core.
  ///
  /// A task that prefers it (`withTaskExecutorPreference`) goes on where its answer arrived, and runs
  /// statements without changing threads.
  public static var executor: any TaskExecutor { EventLoops.tasks }

  /// Where the database is.
  public let configuration: PostgresConfiguration
  let lanes: SharedLanes
  private let leases: LeasedConnections
  let dedicated: DedicatedConnections
  /// Who is told what the client does, if anybody.
  private let telemetry: Telemetry?

  /// Makes a client.
  ///
  /// Metrics and spans go to the backends that are bootstrapped by now.
  ///
  /// - Parameters:
  ///   - configuration: where the database is and how to reach it.
  ///   - logger: where notices and lost connections are reported.
  ///   - onConnect: runs on each new connection before anybody uses it. When it throws, the connection is
  ///     closed and those who waited for it get exactly that error.
  ///   - onConnectFailure: is told why an attempt to open a connection has failed; each attempt once, however
  ///     many callers waited for it.
  public convenience init(
    _ configuration: PostgresConfiguration,
    logger: Logger,
    onConnect: (@Sendable (PostgresConnection) async throws -> Void)? = nil,
    onConnectFailure: (@Sendable (any Error) -> Void)? = nil
  ) {
    self.init(
      configuration,
      logger: logger,
      telemetry: .bootstrapped(),
      onConnect: onConnect,
      onConnectFailure: onConnectFailure
    )
  }

  /// Makes a client that tells backends of the caller's choice what it does.
  package init(
    _ configuration: PostgresConfiguration,
    logger: Logger,
    telemetry: Telemetry?,
    onConnect: (@Sendable (PostgresConnection) async throws -> Void)? = nil,
    onConnectFailure: (@Sendable (any Error) -> Void)? = nil
  ) {
    self.configuration = configuration
    self.telemetry = telemetry
    var connector = Connector(
      configuration: configuration,
      logger: logger,
      telemetry: telemetry,
      onConnect: onConnect,
      onConnectFailure: onConnectFailure
    )
    leases = LeasedConnections(connector: connector)
    dedicated = DedicatedConnections(connector: connector)
    connector.isShared = true
    // The client tells of statements on lanes itself: what a caller waits for a lane belongs to it.
    connector.telemetry = nil
    lanes = SharedLanes(connector: connector)
  }

  /// Makes a client, lends it to a closure, and shuts it down.
  ///
  /// - Parameters:
  ///   - configuration: where the database is and how to reach it.
  ///   - logger: where notices and lost connections are reported.
  ///   - body: uses the client.
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws.
  public static func withClient<Result>(
    _ configuration: PostgresConfiguration,
    logger: Logger,
    _ body: (PostgresClient) async throws -> Result
  ) async throws -> Result {
    let client = PostgresClient(configuration, logger: logger)
    do {
      let result = try await body(client)
      await client.shutdown()
      return result
    } catch {
      await client.shutdown()
      throw error
    }
  }

  /// Runs a statement on a shared lane and gives its result.
  ///
  /// When the caller's task is cancelled, it gets a `CancellationError` at once; the statement goes on, so
  /// that no other caller on the lane is harmed.
  ///
  /// - Throws: `PostgresError`, what the prelude's check throws, or `CancellationError`.
  public func execute(
    _ statement: Statement,
    after prelude: Prelude? = nil
  ) async throws -> PostgresResult {
    guard let telemetry else {
      return try await lanes.next().perform(statement, after: prelude)
    }
    return try await telemetry.operation(
      statement.commandName,
      sql: statement.sql,
      parameterCount: statement.parameters.count,
      at: configuration
    ) { try await lanes.next().perform(statement, after: prelude) }
  }

  /// Lends a connection for as long as a closure runs.
  ///
  /// - Throws: what the closure throws, `PostgresError.Code.poolExhausted` when no connection became free
  ///   in time, or the error of connecting.
  public func withConnection<Result>(
    _ body: (PostgresConnection) async throws -> Result
  ) async throws -> Result {
    let connection = try await lease()
    do {
      let result = try await body(connection)
      await leases.giveBack(connection)
      return result
    } catch {
      // What a cancelled caller left running must not run on.
      if Task.isCancelled { await connection.cancelOnServer() }
      await leases.giveBack(connection)
      throw error
    }
  }

  /// Runs a closure in one transaction, which is committed when the closure returns and rolled back when
  /// it throws.
  ///
  /// - Parameters:
  ///   - mode: what the transaction may do.
  ///   - prelude: runs right after `begin`, in the same round trip.
  ///   - body: uses the connection; what it throws is thrown on untouched.
  /// - Returns: what the closure returns.
  /// - Throws: what the closure or the prelude's check throws, or `PostgresError`.
  public func withTransaction<Result>(
    _ mode: TransactionMode = .readWrite,
    prelude: Prelude? = nil,
    _ body: (PostgresConnection) async throws -> Result
  ) async throws -> Result {
    guard let telemetry else { return try await runTransaction(mode, prelude, body) }
    return try await telemetry.operation("TRANSACTION", sql: nil, at: configuration) {
      try await runTransaction(mode, prelude, body)
    }
  }

  private func lease() async throws -> PostgresConnection {
    guard let telemetry else { return try await leases.lease() }
    return try await telemetry.lease(at: configuration) { try await leases.lease() }
  }

  private func runTransaction<Result>(
    _ mode: TransactionMode,
    _ prelude: Prelude?,
    _ body: (PostgresConnection) async throws -> Result
  ) async throws -> Result {
    try await withConnection { connection in
      try await connection.begin(mode, prelude: prelude)
      do {
        let result = try await body(connection)
        try await connection.commit()
        return result
      } catch {
        await connection.rollBack()
        throw error
      }
    }
  }

  /// Lets the next caller try to connect at once, whatever pause there is after a failure.
  public func endBackOff() {
    lanes.endBackOff()
  }

  /// Closes the client after the statements that are under way.
  ///
  /// Later calls get an error.
  public func shutdown() async {
    await dedicated.shutdown()
    await lanes.shutdown()
    await leases.shutdown()
  }
}

// A transaction's own commands are told of together, as the transaction.
extension PostgresConnection {
  func begin(_ mode: TransactionMode, prelude: Prelude?) async throws {
    let begin = Statement(mode.rawValue, access: .write)
    guard let prelude else {
      _ = try await perform(begin)
      return
    }
    do {
      // One call, so that `begin` surely comes first: within it the prelude's setting and its lock last
      // until the transaction's end, before it they would end at once.
      let result = try await perform(prelude.statement, after: Prelude(begin) { _ in })
      try prelude.check(result)
    } catch {
      await rollBack()
      throw error
    }
  }

  fileprivate func commit() async throws {
    // A transaction in which a statement failed answers COMMIT with ROLLBACK, which is no error.
    guard !hasFailedTransaction else {
      throw PostgresError(
        .transactionFailed,
        """
        The transaction was rolled back: a statement in it failed and its error was not passed on. Let \
        the error leave the transaction's closure.
        """
      )
    }
    _ = try await perform(Statement("commit", access: .write))
  }

  /// Rolls back; a connection on which that fails is closed, which rolls back too.
  func rollBack() async {
    // The rollback would wait for what a cancelled caller left running, and with it every lock.
    if Task.isCancelled { await cancelOnServer() }
    await withoutCancellation {
      do {
        _ = try await self.perform(Statement("rollback", access: .write))
      } catch {
        await self.close()
      }
    }
  }
}

/// Runs a closure in a task that the caller's cancellation does not reach, and waits for it.
private func withoutCancellation(_ body: @escaping @Sendable () async -> Void) async {
  await Task { await body() }.value
}
