public import Logging
public import PostgresDriver

/// Reaches the control plane.
///
/// Repositories of the control plane are constructed with it; those of the data plane cannot be.
public struct AdminContext: Sendable {
  let session: Session

  /// Reaches the control plane for as long as a closure runs.
  ///
  /// - Parameters:
  ///   - configuration: where the database of the control plane is.
  ///   - logger: where connections report to.
  ///   - body: uses the context.
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws.
  public static func withDatabase<Result>(
    _ configuration: PostgresConfiguration,
    logger: Logger = Logger(label: "demarc.admin"),
    _ body: (AdminContext) async throws -> Result
  ) async throws -> Result {
    try await PostgresClient.withClient(configuration, logger: logger) { client in
      try await body(AdminContext(client))
    }
  }

  /// Reaches the control plane through a client of its database.
  public init(_ client: PostgresClient) {
    session = Session(client: client)
  }

  private init(session: Session) {
    self.session = session
  }

  /// Runs a closure in one transaction, which is committed when the closure returns and rolled back
  /// when it throws.
  ///
  /// Within a transaction it is a savepoint.
  ///
  /// - Throws: the closure's error untouched, or `PostgresError` when the transaction cannot be begun or
  ///   committed.
  public func transaction<Result>(
    _ body: (AdminContext) async throws -> Result
  ) async throws -> Result {
    try await session.transaction { session in try await body(AdminContext(session: session)) }
  }

  /// Listens to channels of the control plane for as long as a closure runs, on a connection of its own.
  ///
  /// A pooler in transaction mode cannot listen; give such a context a direct address.
  ///
  /// - Throws: as `PostgresClient.withNotifications(from:_:)`, or an error within a transaction, which cannot
  ///   listen.
  public func withNotifications<Result>(
    from channels: [String],
    _ body: (PostgresNotifications) async throws -> Result
  ) async throws -> Result {
    guard let client = session.client else { throw ListeningInTransaction() }
    return try await client.withNotifications(from: channels, body)
  }
}

private struct ListeningInTransaction: Error, CustomStringConvertible {
  let description =
    "A transaction hears nothing before it ends. Listen with the context outside of it."
}
