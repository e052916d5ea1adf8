package import EphemeralPostgres
import Foundation

/// A PgBouncer in transaction mode with a single connection to its server, which all clients share.
package struct TestPooler {
  /// The port of 127.0.0.1 at which it listens.
  package let port: Int

  /// Starts a pooler before a database of a server, lends it to a closure, and stops it.
  ///
  /// It also ends when this process does.
  package static func withPooler<Result>(
    to server: EphemeralPostgres,
    database: String,
    _ body: (TestPooler) async throws -> Result
  ) async throws -> Result {
    guard let program = programs.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw NotInTime(
        description: """
          There is no PgBouncer on this machine. Install it: apt-get install -y pgbouncer, or \
          brew install pgbouncer.
          """
      )
    }
    let port = try EphemeralPostgres.freeLoopbackPort()
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("demarc-pgbouncer-\(UUID().uuidString).ini")
    let text = configuration(port: port, server: server, database: database)
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let (process, lifeline) = try start([program, "--quiet", file.path])
    defer {
      try? lifeline.close()
      process.waitUntilExit()
    }
    return try await body(TestPooler(port: port))
  }

  private static let programs = [
    "/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer",
    "/usr/local/bin/pgbouncer",
  ]

  private static func configuration(
    port: Int,
    server: EphemeralPostgres,
    database: String
  ) -> String {
    """
    [databases]
    \(database) = host=\(server.socketFolder) port=\(server.port) dbname=\(database) \
    user=\(EphemeralPostgres.superuser)
    [pgbouncer]
    listen_addr = 127.0.0.1
    listen_port = \(port)
    unix_socket_dir =
    auth_type = any
    pool_mode = transaction
    default_pool_size = 1
    max_client_conn = 200
    """
  }

  /// Starts the pooler; it ends when the file handle is closed.
  private static func start(_ command: [String]) throws -> (Process, FileHandle) {
    // PgBouncer refuses to run as root, and the server's socket is open to the server's user.
    let user =
      geteuid() == 0
      ? ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups"] : []
    let pipe = Pipe()
    // No other child may inherit the end that keeps the pooler alive.
    _ = fcntl(pipe.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = #""$@" & pooler=$!; cat > /dev/null; kill -9 $pooler"#
    process.arguments = user + ["sh", "-c", script, "pooler"] + command
    process.standardInput = pipe
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return (process, pipe.fileHandleForWriting)
  }
}
