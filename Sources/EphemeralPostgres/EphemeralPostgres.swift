import Foundation

/// A private Postgres server in a temporary folder: reached over a unix socket that only its owner can
/// open, and gone when this process ends, even when it is killed.
///
/// A watchdog process holds the read end of a pipe whose write end this process keeps open. When the pipe
/// closes, for whatever reason, the watchdog stops the server and removes the folder.
public final class EphemeralPostgres: Sendable {
  /// The superuser, to whom the socket's owner connects without a password.
  public static let superuser: String = "postgres"

  /// The folder of the socket.
  public let socketFolder: String
  /// The server's version, such as `15.18`.
  public let version: String
  /// The port, which also names the socket; only with `Options.listensOnLoopback` does anybody listen there.
  package let port: Int
  private let installation: PostgresInstallation
  private let watchdog: Watchdog

  private init(
    installation: PostgresInstallation,
    folder: String,
    port: Int,
    watchdog: Watchdog
  ) {
    self.installation = installation
    self.port = port
    socketFolder = folder
    version = installation.version
    self.watchdog = watchdog
  }

  /// Starts a server with an empty data directory; it is ready when this returns.
  ///
  /// - Parameter settings: settings of `postgresql.conf` beside those that make a throw-away server fast.
  /// - Returns: the server.
  /// - Throws: `EphemeralPostgresError` when there is no Postgres, or the server does not start.
  public static func start(settings: [String: String] = [:]) async throws -> EphemeralPostgres {
    try await start(Options(settings: settings))
  }

  /// Starts a server as the options say; it is ready when this returns.
  ///
  /// - Throws: `EphemeralPostgresError` when there is no Postgres, or the server does not start.
  package static func start(_ options: Options) async throws -> EphemeralPostgres {
    let installation = try await PostgresInstallation.find()
    let folder = try installation.makeFolder()
    let watchdog = try await Watchdog.start(installation, folder: folder)
    let server = EphemeralPostgres(
      installation: installation,
      folder: folder,
      port: options.listensOnLoopback ? try freeLoopbackPort() : defaultPort,
      watchdog: watchdog
    )
    do {
      try await server.initialize()
      try await server.launch(options)
    } catch {
      await server.stop()
      throw error
    }
    return server
  }

  /// Starts a server, lends it to a closure, and stops it.
  public static func withServer<Result>(
    settings: [String: String] = [:],
    _ body: (EphemeralPostgres) async throws -> Result
  ) async throws -> Result {
    let server = try await start(settings: settings)
    do {
      let result = try await body(server)
      await server.stop()
      return result
    } catch {
      await server.stop()
      throw error
    }
  }

  /// Makes an empty database, or a copy of another to which nobody is connected.
  public func createDatabase(_ name: String, template: String = "template0") async throws {
    try await runSQL(
      "create database \(quoted(name)) template \(quoted(template))",
      "create the database '\(name)'"
    )
  }

  /// Removes a database, and ends the connections to it.
  public func dropDatabase(_ name: String) async throws {
    try await runSQL(
      "drop database if exists \(quoted(name)) with (force)",
      "remove the database '\(name)'"
    )
  }

  /// How to connect to a database, as `key=value` text for libpq.
  ///
  /// What the environment says of the user's own server (`PGPORT` and its kin) is overridden.
  public func connectionString(database: String, user: String = superuser) -> String {
    let parameters = [
      ("host", socketFolder), ("port", "\(port)"), ("dbname", database), ("user", user),
      ("target_session_attrs", "any"), ("channel_binding", "prefer"),
    ]
    return
      parameters
      .map { key, value in
        let escaped = value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return "\(key)='\(escaped)'"
      }
      .joined(separator: " ")
  }

  /// Stops the server and removes its folder.
  public func stop() async {
    await watchdog.finish()
  }

  // MARK: Steps

  private func initialize() async throws {
    try await run(
      "initdb",
      [
        "--pgdata", dataFolder, "--username", Self.superuser, "--auth", "trust", "--no-sync",
        "--encoding", "UTF8", "--locale", "C",
      ],
      purpose: "make a data directory"
    )
  }

  private func launch(_ options: Options) async throws {
    let own = [
      "unix_socket_directories": socketFolder, "port": "\(port)",
      "listen_addresses": options.listensOnLoopback ? "127.0.0.1" : "",
    ]
    let values = Self.fastSettings.merging(options.settings) { _, given in given }
      .merging(own) { _, own in own }
    let lines = values.sorted { $0.key < $1.key }.map { key, value in
      "\(key) = '\(value.replacing("'", with: "''"))'\n"
    }
    try installation.write(lines.joined(), to: "\(dataFolder)/postgresql.auto.conf")
    for (name, text) in options.files {
      try installation.write(text, to: "\(dataFolder)/\(name)")
    }
    if !options.accessRules.isEmpty {
      let rules = ["local all all trust"] + options.accessRules
      try installation.write(
        rules.map { $0 + "\n" }.joined(),
        to: "\(dataFolder)/pg_hba.conf"
      )
    }
    try await run(
      "pg_ctl",
      ["--pgdata", dataFolder, "--log", logFile, "--wait", "--timeout", "60", "--silent", "start"],
      purpose: "start a throw-away server"
    )
  }

  /// Stops the server and starts it again with the same data and settings; ready when this returns.
  ///
  /// - Parameter mode: how the connections end: `fast` tells them and writes a checkpoint, `immediate` is
  ///   as if the machine had lost its power.
  /// - Throws: `EphemeralPostgresError` when the server does not come back.
  package func restart(mode: String = "fast") async throws {
    try await run(
      "pg_ctl",
      [
        "--pgdata", dataFolder, "--log", logFile, "--wait", "--timeout", "60", "--silent", "--mode",
        mode, "restart",
      ],
      purpose: "restart a throw-away server"
    )
  }

  private func runSQL(_ sql: String, _ purpose: String) async throws {
    try await run(
      "psql",
      [
        "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--host", socketFolder, "--port",
        "\(port)", "--username", Self.superuser, "--dbname", "postgres", "--command", sql,
      ],
      purpose: purpose
    )
  }

  private func run(_ program: String, _ arguments: [String], purpose: String) async throws {
    let output = try await installation.run(program, arguments)
    guard output.isSuccess else {
      let log = (try? String(contentsOfFile: logFile, encoding: .utf8)) ?? ""
      throw EphemeralPostgresError(
        program: program,
        purpose: purpose,
        output: output.text + "\n" + log
      )
    }
  }

  // What libpq takes when no port is given.
  private static let defaultPort = 5432

  private var dataFolder: String { socketFolder + "/data" }
  private var logFile: String { socketFolder + "/log" }

  private func quoted(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  /// What a server whose data nobody will miss can do without.
  private static let fastSettings = [
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
    "max_connections": "200",
    "autovacuum": "off", "max_wal_size": "128MB",
  ]
}
