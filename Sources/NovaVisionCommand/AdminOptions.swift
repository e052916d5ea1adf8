import ArgumentParser
import Demarc
import Foundation
import Logging
import PostgresDriver
import Terminal

/// Where the Admin DB is, and the key of the clusters' credentials.
///
/// Both are secrets, so both come from the environment: the arguments of a program are seen by
/// everybody on the machine.
struct AdminOptions: ParsableArguments {
  @Option(help: "The environment variable with the URL of the Admin DB.")
  var adminURL = "ADMIN_DATABASE_URL"

  @Option(help: "The environment variable with the key of the clusters' credentials.")
  var clusterKey = "NOVAVISION_CLUSTER_KEY"

  /// Lends the Admin DB to a closure.
  func withAdmin<Result>(
    _ body: (AdminContext, Secret<String>) async throws -> Result
  ) async throws -> Result {
    let url = try variable(adminURL, "the URL of the Admin DB")
    let key = Secret(try variable(clusterKey, "the key of the clusters' credentials"))
    return try await AdminContext.withDatabase(PostgresConfiguration(url), logger: quietLogger) {
      context in try await body(context, key)
    }
  }

  private func variable(_ name: String, _ meaning: String) throws -> String {
    guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
      throw UsageError("The environment variable \(name) is not set. Set it to \(meaning).")
    }
    return value
  }
}

/// Tells of errors alone, on standard error: what a command was asked for is printed by the command.
var quietLogger: Logger {
  var logger = Logger(label: "novavision") { label in StreamLogHandler.standardError(label: label) }
  logger.logLevel = .error
  return logger
}
