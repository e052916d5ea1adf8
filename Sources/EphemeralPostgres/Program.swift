import Foundation

/// What a program printed and how it ended.
struct ProgramOutput: Sendable {
  let status: Int32
  let text: String
}

/// Runs a program to its end without blocking the cooperative pool.
///
/// The output goes to a file: a server that a program starts keeps the output open, so that the end of a
/// pipe would never come.
func runProgram(_ path: String, _ arguments: [String]) async throws -> ProgramOutput {
  let output = FileManager.default.temporaryDirectory
    .appendingPathComponent("demarc-output-\(UUID().uuidString)")
  try Data().write(to: output)
  defer { try? FileManager.default.removeItem(at: output) }
  let file = try FileHandle(forWritingTo: output)
  let process = Process()
  process.executableURL = URL(fileURLWithPath: path)
  process.arguments = arguments
  process.environment = programEnvironment()
  process.currentDirectoryURL = URL(fileURLWithPath: "/")
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = file
  process.standardError = file
  let status = try await withCheckedThrowingContinuation { continuation in
    process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
    do {
      try process.run()
    } catch {
      process.terminationHandler = nil
      continuation.resume(
        throwing: EphemeralPostgresError("\(path) cannot be run: \(error.localizedDescription)"))
    }
  }
  try file.close()
  let text = try String(contentsOf: output, encoding: .utf8)
  return ProgramOutput(status: status, text: text)
}

/// The environment without the variables by which libpq and the server would be sent elsewhere.
func programEnvironment() -> [String: String] {
  var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PG") }
  environment["LC_ALL"] = "C"
  return environment
}
