import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What one run of a program took.
public struct Run: Sendable {
  /// Wall time in seconds.
  public let seconds: Double
  /// Time of the processor in seconds, of all threads, in the program and in the kernel for it.
  public let cpuSeconds: Double
  /// The largest resident set of the program, in megabytes.
  public let megabytes: Double

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - program: the program, a path or a name that the PATH finds.
  ///   - arguments: its arguments.
  ///   - folder: where it runs, and where what it prints is kept, in `log.txt`.
  ///   - environment: variables beside those of this process.
  ///   - accepted: the exit statuses with which it has done its work.
  ///   - mayCrash: whether what it did until a signal ended it counts.
  /// - Throws: `Failure` when it cannot be started or fails.
  public init(
    _ program: String,
    _ arguments: [String],
    in folder: String,
    environment: [String: String] = [:],
    accepting accepted: Set<Int32> = [0],
    mayCrash: Bool = false
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
    var peak = 0.0
    // What the kernel keeps for a child begins with the memory of this process, so the program itself is asked.
    var ended = wait4(process, &status, WNOHANG, &usage)
    while ended == 0 {
      peak = max(peak, Self.peakMegabytes(of: process) ?? 0)
      usleep(1000)
      ended = wait4(process, &status, WNOHANG, &usage)
    }
    guard ended == process else { throw Failure(description: "\(program) was lost.") }
    let crashed = status & 0x7F != 0
    guard crashed ? mayCrash : accepted.contains(status >> 8 & 0xFF) else {
      let text = try String(contentsOfFile: log, encoding: .utf8)
      throw Failure(description: "\(program) \(arguments) failed:\n\(text.suffix(3000))")
    }
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime)
    self.seconds = (clock.now - start) / .seconds(1)
    megabytes = peak > 0 ? peak : Double(usage.ru_maxrss) / 1024
  }

  /// The largest resident set of a running program so far; nil where the system does not tell.
  private static func peakMegabytes(of process: pid_t) -> Double? {
    guard let file = fopen("/proc/\(process)/status", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let words = String(
        decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)),
        as: UTF8.self
      )
      .split { $0.isWhitespace }
      if words.first == "VmHWM:", words.count > 1 { return Double(words[1]).map { $0 / 1024 } }
    }
    return nil
  }

  /// A program that failed.
  public struct Failure: Error, CustomStringConvertible {
    /// The program, and the end of what it printed.
    public let description: String
  }
}

/// The middle of some figures; 0 of none.
public func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
}
