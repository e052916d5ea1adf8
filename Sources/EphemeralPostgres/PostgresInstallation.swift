import Foundation

/// The programs of a Postgres server, and the user that runs them.
struct PostgresInstallation: Sendable {
  /// The oldest major version that is used.
  static let oldestVersion = 15

  let folder: String
  let version: String
  /// Postgres refuses to run as root, so root runs it as another user.
  let serverUser: SystemUser?

  /// Looks for the newest server that is new enough.
  static func find() async throws -> PostgresInstallation {
    let environment = ProcessInfo.processInfo.environment
    let named = environment["DEMARC_POSTGRES_BIN"].map { [$0] }
    let folders = named ?? candidates(path: environment["PATH"] ?? "")
    var newestTooOld: (version: String, folder: String)?
    for folder in folders where isServer(folder) {
      let output = try await Program(path: "\(folder)/postgres", arguments: ["--version"]).run()
      // Distributions add a version of their own: "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)".
      let version = output.text.split(separator: " ").first { $0.first?.isNumber == true }
      let name = version.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) } ?? ""
      guard let major = Int(name.prefix { $0.isNumber }) else { continue }
      guard major >= oldestVersion else {
        newestTooOld = newestTooOld ?? (name, folder)
        continue
      }
      return PostgresInstallation(folder: folder, version: name, serverUser: try otherUser())
    }
    if let newestTooOld {
      throw EphemeralPostgresError.tooOld(newestTooOld.0, folder: newestTooOld.1)
    }
    throw EphemeralPostgresError.notFound(searched: named ?? searched)
  }

  /// Makes the folder of a server, which only the user that runs it, and root, can open.
  func makeFolder() throws -> String {
    let parent = Self.folderOfServers()
    var template = Array("\(parent)/demarc-XXXXXX".utf8CString)
    guard let path = mkdtemp(&template).map({ String(cString: $0) }) else {
      throw EphemeralPostgresError("No folder can be made in \(parent): \(systemError()).")
    }
    try giveAway(path)
    return path
  }

  /// Memory where the system has enough of it as a file system, for a database is made ten times as fast
  /// there as on a disk; a container may have as little as 64 MB.
  ///
  /// The usual temporary folder is not asked for: a socket's path holds 107 bytes, and on a Mac that folder
  /// alone is longer.
  private static func folderOfServers() -> String {
    let memory = "/dev/shm"
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: memory)
    let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
    return free > 1 << 30 && access(memory, W_OK) == 0 ? memory : "/tmp"
  }

  /// Writes a file that the server's user owns and nobody else reads.
  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    // A server refuses a private key that others could read.
    guard chmod(path, 0o600) == 0 else {
      throw EphemeralPostgresError("\(path) cannot be closed to others: \(systemError()).")
    }
    try giveAway(path)
  }

  /// Runs one of the programs as the server's user.
  func run(_ program: String, _ arguments: [String]) async throws -> Program.Output {
    try await Program(path: "\(folder)/\(program)", arguments: arguments, user: serverUser).run()
  }

  private func giveAway(_ path: String) throws {
    guard let serverUser else { return }
    guard chown(path, serverUser.id, serverUser.group) == 0 else {
      throw EphemeralPostgresError(
        """
        \(path) cannot be given to the user '\(serverUser.name)', who runs the server for root: \
        \(systemError()).
        """
      )
    }
  }

  // MARK: Finding

  private static let searched = [
    "/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr/pgsql-*", "the PATH",
  ]

  /// The folders of servers, the newest first.
  private static func candidates(path: String) -> [String] {
    let roots: [(String, String, String)] = [
      ("/usr/lib/postgresql", "", "/bin"), ("/opt/homebrew/opt", "postgresql@", "/bin"),
      ("/usr/local/opt", "postgresql@", "/bin"), ("/usr", "pgsql-", "/bin"),
    ]
    let installed = roots.flatMap { root, prefix, suffix in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
      return names.filter { $0.hasPrefix(prefix) }.compactMap { name in
        Int(name.dropFirst(prefix.count)).map { (version: $0, folder: "\(root)/\(name)\(suffix)") }
      }
    }
    return installed.sorted { $0.version > $1.version }.map(\.folder)
      + path.split(separator: ":").map(String.init)
  }

  private static func isServer(_ folder: String) -> Bool {
    ["postgres", "initdb", "pg_ctl", "psql"].allSatisfy {
      FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)")
    }
  }

  private static func otherUser() throws -> SystemUser? {
    guard geteuid() == 0 else { return nil }
    for name in ["postgres", "nobody"] {
      if let user = SystemUser(named: name) { return user }
    }
    throw EphemeralPostgresError(
      "Postgres refuses to run as root, and there is no user 'postgres' or 'nobody' to run it."
    )
  }
}

/// The system's last error in words.
func systemError() -> String {
  strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
}
