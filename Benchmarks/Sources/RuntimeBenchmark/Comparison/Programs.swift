import Foundation

/// The programs that do the work, as `Scripts/bench` has built and named them.
struct Programs {
  /// This program.
  let own: String
  /// The program that prepares the databases.
  let demarc: String
  private let libpqPeer: String
  private let interpreter: String?
  private let postgresNIOPeer: String?
  private let memoryMinutes: Double

  init(memoryMinutes: Double) throws {
    let environment = ProcessInfo.processInfo.environment
    func required(_ name: String) throws -> String {
      guard let value = environment[name] else { throw MissingVariable(name: name) }
      return value
    }
    own = CommandLine.arguments[0]
    demarc = try required("BENCHMARK_DEMARC")
    libpqPeer = try required("BENCHMARK_LIBPQ_PEER")
    interpreter = environment["BENCHMARK_PYTHON"]
    postgresNIOPeer = environment["BENCHMARK_POSTGRES_NIO_PEER"]
    self.memoryMinutes = memoryMinutes
  }

  func libpq(_ arguments: String...) -> [String] { [libpqPeer] + arguments }

  func python(_ script: String, _ arguments: String...) -> [String]? {
    interpreter.map { [$0, "Peers/\(script)"] + arguments }
  }

  func postgresNIO(_ arguments: String...) -> [String]? {
    postgresNIOPeer.map { [$0] + arguments }
  }

  /// Watches the resident set, where the system tells how large it is.
  var memory: [String]? {
    ResidentSet.megabytes == nil
      ? nil : [own, "work", Workload.memory.rawValue, "\(memoryMinutes * 60)"]
  }
}

/// The program was not started by `Scripts/bench`.
private struct MissingVariable: Error, CustomStringConvertible {
  let name: String
  var description: String { "\(name) is not set. Run Scripts/bench, which sets it." }
}
