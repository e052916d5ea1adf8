import Logging
import PostgresDriver

/// Runs a closure with a client of a database and closes it afterwards.
///
/// - Parameters:
///   - connectionString: how the database is reached.
///   - role: connects as this role, whatever the text says.
///   - patience: how long connecting, and each statement, may take; nil leaves a statement its time.
///   - body: uses the client.
/// - Returns: what the closure returns.
/// - Throws: what the closure throws, or `PostgresError` when the text cannot be read.
func withClient<Result>(
  _ connectionString: String,
  role: String? = nil,
  patience: Duration? = nil,
  _ body: (PostgresClient) async throws -> Result
) async throws -> Result {
  var logger = Logger(label: "demarc") { label in StreamLogHandler.standardError(label: label) }
  logger.logLevel = .error
  var configuration = try PostgresConfiguration(connectionString, role: role)
  if let patience {
    configuration.connectTimeout = patience
    configuration.statementTimeout = patience
  }
  return try await PostgresClient.withClient(configuration, logger: logger, body)
}
