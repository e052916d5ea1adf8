import Logging
import PostgresDriver

/// Runs a closure with a client of a database and closes it afterwards.
func withClient<Result>(
  _ connectionString: String,
  role: String? = nil,
  _ body: (PostgresClient) async throws -> Result
) async throws -> Result {
  var logger = Logger(label: "demarc") { label in StreamLogHandler.standardError(label: label) }
  logger.logLevel = .error
  return try await PostgresClient.withClient(
    PostgresConfiguration(connectionString, role: role),
    logger: logger,
    body
  )
}
