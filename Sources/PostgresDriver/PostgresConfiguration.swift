import CLibpq

/// Where a database is and how to reach it.
public struct PostgresConfiguration: Sendable, CustomStringConvertible {
  /// What the server shows for the connection in `pg_stat_activity`.
  public var applicationName: String = "demarc"
  /// How long connecting may take; 10 seconds.
  public var connectTimeout: Duration = .seconds(10)
  /// How long a statement may take on the server, or nil for as long as it likes.
  ///
  /// Behind a pooler in transaction mode, set `statement_timeout` on the role as well: here nothing lasts
  /// longer than a transaction there.
  public var statementTimeout: Duration?
  /// How long a server may be silent beyond `statementTimeout` while it owes an answer; 5 seconds.
  ///
  /// Then the connection counts as lost.
  public var networkTimeout: Duration = .seconds(5)
  /// How many statements one connection may have under way; 256.
  ///
  /// Callers beyond that wait, in turn.
  public var maximumInFlight: Int = 256
  /// How many connections are shared by the short statements of all callers; 2.
  public var sharedLanes: Int = 2
  /// How many connections can be leased at the same time, for transactions and scripts; 8.
  public var maximumLeasedConnections: Int = 8
  /// How long a caller waits for a leased connection; 10 seconds.
  public var leaseTimeout: Duration = .seconds(10)
  /// Whether statements are prepared once for each connection.
  ///
  /// A pooler in transaction mode needs false.
  public var preparesStatements: Bool = true

  /// The connection string with its password; nothing but libpq may see it.
  let connectionString: String
  /// The role that wins over that of the connection string.
  let role: String?
  /// Host and port, or the folder of the socket.
  public let host: String
  /// The name of the database.
  public let database: String
  /// The role.
  public let user: String

  /// Reads a URL (`postgres://user@host:5432/name`) or `key=value` text, as libpq does.
  ///
  /// - Parameters:
  ///   - connectionString: the text.
  ///   - role: connects as this role, whatever the text says.
  /// - Throws: `PostgresError.Code.invalidConfiguration` when libpq cannot read it.
  public init(_ connectionString: String, role: String? = nil) throws(PostgresError) {
    var message: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(connectionString, &message) else {
      // libpq's message quotes the text, which may hold a password.
      PQfreemem(message)
      throw PostgresError(
        .invalidConfiguration,
        "The connection string cannot be read. Write postgres://user@host:port/database, or key=value."
      )
    }
    defer { PQconninfoFree(options) }
    var values: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        values[String(cString: keyword)] = String(cString: value)
      }
      option += 1
    }
    self.connectionString = connectionString
    let name = values["host"] ?? values["hostaddr"] ?? "the local socket"
    host = values["port"].map { "\(name):\($0)" } ?? name
    self.role = role
    user = role ?? values["user"] ?? "the current user"
    database = values["dbname"] ?? user
  }

  /// The database, host and role, without the password.
  public var description: String { "database '\(database)' on \(host) as '\(user)'" }
}
