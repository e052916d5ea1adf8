import Foundation
import Subprocess
import Synchronization

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The process that removes a server when the process that started it is gone.
final class Watchdog: Sendable {
  private let process: Task<Void, any Error>
  /// The end of the pipe that this process holds open for as long as the server is to live.
  private let lifeline: Mutex<FileDescriptor?>

  private init(process: Task<Void, any Error>, lifeline: FileDescriptor) {
    self.process = process
    self.lifeline = Mutex(lifeline)
  }

  /// Starts the watchdog, before there is anything to remove.
  static func start(_ installation: PostgresInstallation, folder: String) async throws -> Watchdog {
    let (readEnd, writeEnd) = try FileDescriptor.pipe()
    // No other child may inherit the write end, or it would keep the server alive.
    _ = fcntl(writeEnd.rawValue, F_SETFD, FD_CLOEXEC)
    let stop = [
      "\(installation.folder)/pg_ctl", "--pgdata", "\(folder)/data", "--mode", "immediate",
      "--silent",
      "stop",
    ]
    // The watchdog runs as the server's user, who alone may stop it, and owns the folder.
    let program = Program(
      path: "/bin/sh",
      arguments: ["-c", script, "demarc-watchdog", folder] + stop,
      user: installation.serverUser
    )
    let (started, start) = AsyncStream<Void>.makeStream()
    // The watchdog outlives whoever starts the server, so it is no child of that task.
    let process = Task {
      defer { start.finish() }
      _ = try await Subprocess.run(
        program.configuration(createSession: true),
        input: .fileDescriptor(readEnd, closeAfterSpawningProcess: true),
        output: .discarded,
        error: .discarded
      ) { _ in start.finish() }
    }
    for await _ in started {}
    return Watchdog(process: process, lifeline: writeEnd)
  }

  /// Lets the watchdog do its work now, and returns when it is done.
  func finish() async {
    letGo()
    // That it could not be run is known since the server's first step failed.
    _ = await process.result
  }

  deinit {
    letGo()
  }

  private func letGo() {
    let descriptor = lifeline.withLock { lifeline in
      defer { lifeline = nil }
      return lifeline
    }
    try? descriptor?.close()
  }

  /// Waits for the end of its input, which comes when the parent closes it or is gone.
  private static let script = """
    trap '' HUP INT QUIT TERM
    folder=$1
    shift
    cat > /dev/null
    "$@"
    rm -rf "$folder"
    """
}
