import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What one run of a program took.
struct Run {
  /// Wall time in seconds.
  let seconds: Double
  /// The largest resident set of the program, in megabytes.
  let megabytes: Double

  /// Runs a program to its end.
  ///
  /// - Throws: when it cannot be started or fails.
  init(
    _ program: String,
    _ arguments: [String],
    in folder: String,
    environment: [String: String] = [:]
  ) throws {
    let values = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let log = folder + "/log.txt"
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(
        &actions,
        descriptor,
        log,
        O_WRONLY | O_CREAT | (descriptor == STDOUT_FILENO ? O_TRUNC : O_APPEND),
        0o644
      )
    }
    // A shell changes the folder, which posix_spawn has no portable way to do.
    let shell = ["sh", "-c", #"cd "$0" && exec "$@""#, folder, program] + arguments
    let argv = shell.map { strdup($0) } + [nil]
    let envp = values.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    let clock = ContinuousClock()
    let start = clock.now
    var process = pid_t()
    guard posix_spawnp(&process, "sh", &actions, nil, argv, envp) == 0 else {
      throw Failure(description: "\(program) cannot be started.")
    }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(process, &status, 0, &usage) == process, status == 0 else {
      let text = try String(contentsOfFile: log, encoding: .utf8)
      throw Failure(description: "\(program) \(arguments) failed:\n\(text.suffix(3000))")
    }
    seconds = (clock.now - start) / .seconds(1)
    megabytes = Double(usage.ru_maxrss) / 1024
  }

  /// A program that failed.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}

/// The middle of some figures; 0 of none.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
}
