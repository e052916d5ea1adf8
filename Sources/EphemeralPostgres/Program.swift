import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A program with the user and the environment that it runs with.
struct Program: Sendable {
  let path: String
  let arguments: [String]
  /// The user to become, or nil to stay who runs this.
  var user: SystemUser?

  /// What a program printed and whether it succeeded.
  struct Output: Sendable {
    let isSuccess: Bool
    let text: String
  }

  /// Runs the program to its end.
  ///
  /// The output goes to a file: a server that the program starts keeps its output open, so that the end of
  /// a pipe would never come. The file has no name any more, so that nothing is left when this process is
  /// killed.
  func run() async throws -> Output {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("demarc-output-\(UUID().uuidString)").path
    let file = try FileDescriptor.open(
      path,
      .readWrite,
      options: [.create, .exclusiveCreate, .closeOnExec],
      permissions: .ownerReadWrite
    )
    let output = FileHandle(fileDescriptor: file.rawValue, closeOnDealloc: true)
    try FileManager.default.removeItem(atPath: path)
    let result = try await Subprocess.run(
      configuration(),
      output: .fileDescriptor(file, closeAfterSpawningProcess: false),
      error: .combinedWithOutput
    )
    try output.seek(toOffset: 0)
    return Output(
      isSuccess: result.terminationStatus.isSuccess,
      text: String(decoding: try output.readToEnd() ?? Data(), as: UTF8.self)
    )
  }

  /// How to start the program; in a session of its own, so that a Ctrl-C at the terminal leaves it alone.
  func configuration(createSession: Bool = false) -> Subprocess.Configuration {
    var options = PlatformOptions()
    options.createSession = createSession
    let command = asUser + [path] + arguments
    return Subprocess.Configuration(
      executable: .path(FilePath(command[0])),
      arguments: Arguments(Array(command.dropFirst())),
      environment: .custom(Self.environment()),
      workingDirectory: "/",
      platformOptions: options
    )
  }

  /// The command that becomes another user.
  ///
  /// `PlatformOptions.userID` would be the obvious way, but it makes Subprocess fork and call `setgroups` in
  /// the child, where glibc waits for threads that the fork did not copy (seen with Subprocess 1.0.2).
  private var asUser: [String] {
    guard let user else { return [] }
    #if os(Linux)
      return [
        "/usr/bin/env", "setpriv", "--reuid", user.name, "--regid", "\(user.group)",
        "--init-groups",
      ]
    #else
      return ["/usr/bin/sudo", "-n", "-u", user.name, "--"]
    #endif
  }

  /// The environment without the variables by which libpq and the server would be sent elsewhere.
  private static func environment() -> [Environment.Key: String] {
    var environment: [Environment.Key: String] = [:]
    for (key, value) in ProcessInfo.processInfo.environment where !key.hasPrefix("PG") {
      environment[Environment.Key(stringLiteral: key)] = value
    }
    environment["LC_ALL"] = "C"
    return environment
  }
}

/// A user of this machine.
struct SystemUser: Sendable {
  let name: String
  let id: uid_t
  let group: gid_t

  /// Looks a user up.
  init?(named name: String) {
    guard let entry = getpwnam(name) else { return nil }
    self.name = name
    id = entry.pointee.pw_uid
    group = entry.pointee.pw_gid
  }
}
