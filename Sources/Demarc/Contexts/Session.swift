import PostgresDriver

/// What a context runs its statements on: any connection of a client or route, or the one of a
/// transaction.
struct Session: Sendable {
  private enum Target: Sendable {
    case client(PostgresClient)
    case route(TenantRoute)
    case transaction(TransactionScope)
  }

  private let target: Target
  /// What closes the repository that runs statements here, if it can be closed.
  private var gate: RepositoryGate?

  /// Runs each statement on any connection of a client.
  init(client: PostgresClient) {
    target = .client(client)
  }

  /// Runs each statement on any connection to a tenant's cluster, behind the tenant's fence.
  init(route: TenantRoute) {
    target = .route(route)
  }

  /// Runs each statement in a transaction.
  init(scope: TransactionScope) {
    target = .transaction(scope)
  }

  /// The same session for one repository.
  func behind(_ gate: RepositoryGate?) -> Session {
    var session = self
    session.gate = gate
    return session
  }

  /// The client, if it runs on any connection of one.
  var client: PostgresClient? {
    if case .client(let client) = target { client } else { nil }
  }

  /// The transaction, if it is one.
  var scope: TransactionScope? {
    if case .transaction(let scope) = target { scope } else { nil }
  }

  /// Runs a statement and gives its result.
  func execute(_ statement: Statement) async throws -> PostgresResult {
    guard let gate else { return try await perform(statement) }
    try await gate.pass()
    do {
      return try await perform(statement)
    } catch {
      throw await gate.explanation(of: error)
    }
  }

  private func perform(_ statement: Statement) async throws -> PostgresResult {
    switch target {
    case .client(let client): return try await client.execute(statement)
    case .route(let route): return try await route.execute(statement)
    case .transaction(let scope):
      // The transaction's own prelude has set the tenant until its end.
      return try await scope.withConnection { connection in
        try await connection.execute(statement)
      }
    }
  }

  /// Lends the rows of a statement to a closure one by one.
  func withRows<Result>(
    of statement: Statement,
    _ body: (PostgresRows) async throws -> Result
  ) async throws -> Result {
    if let gate { try await gate.pass() }
    switch target {
    case .client(let client): return try await client.withRows(of: statement, body)
    case .route(let route): return try await route.withRows(of: statement, body)
    case .transaction(let scope):
      // A reader that leaves early has the server stop, which ends the savepoint and not the transaction.
      return try await savepoint(in: scope) { _ in
        let (result, isStopped) = try await scope.withConnection { connection in
          let result = try await connection.withRows(of: statement, body)
          return (result, await connection.hasStoppedRows)
        }
        if isStopped {
          try await execute(command: "rollback to savepoint demarc_nested", in: scope)
        }
        return result
      }
    }
  }

  /// Runs a closure on the transaction's connection.
  ///
  /// - Throws: what the closure throws, or an error outside of a transaction.
  func withConnection<Result>(
    _ body: (PostgresConnection) async throws -> Result
  ) async throws -> Result {
    guard let scope else { throw RoutingError.contextEnded }
    return try await scope.withConnection(body)
  }

  /// Runs a closure in a transaction, or in a savepoint of the one that is open.
  func transaction<Result>(_ body: (Session) async throws -> Result) async throws -> Result {
    if let gate { try await gate.pass() }
    switch target {
    case .client(let client):
      return try await client.withTransaction { connection in
        try await inScope(of: connection, body)
      }
    case .route(let route):
      return try await route.withTransaction { connection in try await inScope(of: connection, body)
      }
    case .transaction(let scope):
      return try await savepoint(in: scope, body)
    }
  }

  /// Ends the scope when the closure has ended, so that nothing runs on a connection that serves another.
  private func inScope<Result>(
    of connection: PostgresConnection,
    _ body: (Session) async throws -> Result
  ) async throws -> Result {
    let scope = TransactionScope(connection)
    do {
      let result = try await body(Session(scope: scope))
      await scope.end()
      return result
    } catch {
      await scope.end()
      throw error
    }
  }

  private func savepoint<Result>(
    in scope: TransactionScope,
    _ body: (Session) async throws -> Result
  ) async throws -> Result {
    try await execute(command: "savepoint demarc_nested", in: scope)
    do {
      let result = try await body(self)
      try await execute(command: "release savepoint demarc_nested", in: scope)
      return result
    } catch {
      // Whatever keeps these from being run keeps the transaction from being committed; the closure's error
      // says more.
      try? await execute(command: "rollback to savepoint demarc_nested", in: scope)
      try? await execute(command: "release savepoint demarc_nested", in: scope)
      throw error
    }
  }

  private func execute(command: String, in scope: TransactionScope) async throws {
    _ = try await scope.withConnection { connection in
      try await connection.execute(Statement(command, access: .write))
    }
  }
}
