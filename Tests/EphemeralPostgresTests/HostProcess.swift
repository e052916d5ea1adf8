import Foundation
import TestServers

/// A process of `ServerHost`.
final class HostProcess {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let errors = Pipe()

  /// Starts the process.
  ///
  /// - Parameter installation: the folder of Postgres' programs that it is told, if any.
  /// - Throws: when the program is missing.
  init(installation: String? = nil) throws {
    process.executableURL = try Self.executable()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    if let installation {
      process.environment = ProcessInfo.processInfo.environment
        .merging(["DEMARC_POSTGRES_BIN": installation]) { _, new in new }
    }
    try process.run()
  }

  /// The folder of the server's socket, once the server is ready.
  func socketFolder() throws -> String {
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      guard let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty else {
        throw NotInTime(description: "the host ended before its server was ready")
      }
      line += byte
    }
    return String(decoding: line.dropLast(), as: UTF8.self)
  }

  /// Sends a signal and waits for the end.
  func end(with signal: Int32) {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
  }

  /// Closes the input and waits for the end.
  func endInput() throws {
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// The exit code and what was written to the error output, after the end.
  func result() throws -> (code: Int32, errors: String) {
    let text = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: text, as: UTF8.self))
  }

  /// The program lies beside the tests.
  private static func executable() throws -> URL {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path != "/" {
      let program = folder.appendingPathComponent("ServerHost")
      if FileManager.default.isExecutableFile(atPath: program.path) { return program }
      folder = folder.deletingLastPathComponent()
    }
    throw NotInTime(description: "there is no program ServerHost beside the tests")
  }
}
