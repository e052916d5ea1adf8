/// Why there is no throw-away server.
public struct EphemeralPostgresError: Error, Sendable, CustomStringConvertible {
  /// The cause and the next step.
  public let description: String

  init(_ description: String) {
    self.description = description
  }

  /// A program of Postgres failed.
  init(program: String, purpose: String, output: String) {
    let lines = output.split(whereSeparator: \.isNewline).suffix(12)
    description = """
      Postgres could not \(purpose): \(program) failed and said:
      \(lines.map { "  \($0)" }.joined(separator: "\n"))
      """
  }

  static func notFound(searched: [String]) -> EphemeralPostgresError {
    #if os(macOS)
      let command = "brew install postgresql@17"
    #else
      let command = "apt-get install postgresql"
    #endif
    return EphemeralPostgresError(
      """
      There is no Postgres server on this machine; looked in \(searched.joined(separator: ", ")). \
      Install one with '\(command)', or name the folder of its programs in DEMARC_POSTGRES_BIN.
      """
    )
  }

  static func tooOld(_ version: String, folder: String) -> EphemeralPostgresError {
    EphemeralPostgresError(
      """
      The server in \(folder) is PostgreSQL \(version), and Demarc needs \
      \(PostgresInstallation.oldestVersion) or later. Install a newer one, or name the folder of its \
      programs in DEMARC_POSTGRES_BIN.
      """
    )
  }
}
