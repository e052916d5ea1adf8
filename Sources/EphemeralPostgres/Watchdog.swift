import Foundation
import Synchronization

/// The process that removes a server when the process that started it is gone.
final class Watchdog: Sendable {
  private let process: Process
  private let lifeline: Mutex<Int32?>

  /// Starts the watchdog, before there is anything to remove.
  init(installation: PostgresInstallation, folder: String) throws {
    var descriptors: [Int32] = [-1, -1]
    guard pipe(&descriptors) == 0 else {
      throw EphemeralPostgresError("No pipe can be made: \(systemError()).")
    }
    // No other child may inherit the write end, or it would keep the server alive.
    for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    let process = Process()
    let stop = installation.asServerUser([
      "\(installation.folder)/pg_ctl", "--pgdata", "\(folder)/data", "--mode", "immediate", "--silent",
      "stop",
    ])
    let command = Self.inOwnSession(["/bin/sh", "-c", Self.script, "demarc-watchdog", folder] + stop)
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = programEnvironment()
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    process.standardInput = FileHandle(fileDescriptor: descriptors[0], closeOnDealloc: true)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      close(descriptors[1])
      throw EphemeralPostgresError("The watchdog cannot be started: \(error.localizedDescription)")
    }
    self.process = process
    lifeline = Mutex(descriptors[1])
  }

  /// Lets the watchdog do its work now, and returns when it is done.
  func finish() async {
    let descriptor = lifeline.withLock { lifeline in
      defer { lifeline = nil }
      return lifeline
    }
    guard let descriptor else { return }
    await withCheckedContinuation { continuation in
      // The last of handler and check finds the process ended; whichever comes first resumes.
      let isResumed = Mutex(false)
      let resume: @Sendable () -> Void = {
        let isFirst = isResumed.withLock { isResumed in
          defer { isResumed = true }
          return !isResumed
        }
        if isFirst { continuation.resume() }
      }
      process.terminationHandler = { _ in resume() }
      close(descriptor)
      if !process.isRunning { resume() }
    }
  }

  deinit {
    if let descriptor = lifeline.withLock({ $0 }) { close(descriptor) }
  }

  /// Waits for the end of its input, which comes when the parent closes it or is gone. A Ctrl-C to the
  /// whole group of processes must not end it before that.
  private static let script = """
    trap '' HUP INT QUIT TERM
    folder=$1
    shift
    cat > /dev/null
    "$@"
    rm -rf "$folder"
    """

  /// A command in a session of its own, where the system has a program for that.
  private static func inOwnSession(_ command: [String]) -> [String] {
    let setsid = "/usr/bin/setsid"
    return FileManager.default.isExecutableFile(atPath: setsid) ? [setsid] + command : command
  }
}
