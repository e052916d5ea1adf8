import Foundation

/// How a run of the linter ended.
struct ProgramResult {
  let status: Int32
  let output: String
  let errors: String
}

/// A folder with files, removed by the one who made it.
struct Folder {
  let url: URL

  /// Writes files into a new folder, runs a closure and removes the folder.
  static func with<Result>(
    _ files: [String: String],
    _ body: (Folder) throws -> Result
  ) throws -> Result {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("demarc-lint-\(UUID().uuidString)")
    let folder = Folder(url: url)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    for (path, text) in files { try folder.write(text, to: path) }
    return try body(folder)
  }

  /// Writes a file, with the folders above it.
  func write(_ text: String, to path: String) throws {
    let file = url.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  /// Runs the linter that was built beside the tests.
  func lint(_ arguments: String..., input: String = "") throws -> ProgramResult {
    try lint(arguments, input: input)
  }

  /// Runs the linter that was built beside the tests.
  func lint(_ arguments: [String], input: String = "") throws -> ProgramResult {
    try run(Self.linter, arguments, input: input)
  }

  /// Runs git.
  func git(_ arguments: String...) throws -> ProgramResult {
    try git(arguments)
  }

  /// Runs git.
  func git(_ arguments: [String]) throws -> ProgramResult {
    try run(URL(fileURLWithPath: "/usr/bin/env"), ["git"] + arguments, input: "")
  }

  /// Runs SwiftPM, without the variables of the one that runs the tests.
  func swift(_ arguments: String...) throws -> ProgramResult {
    try run(
      URL(fileURLWithPath: "/usr/bin/env"),
      ["-u", "SWIFTPM_SD", "-u", "SWIFT_TESTING_ENABLED", "swift"] + arguments,
      input: ""
    )
  }

  static let linter = URL(fileURLWithPath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("demarc-lint")

  private func run(_ program: URL, _ arguments: [String], input: String) throws -> ProgramResult {
    let process = Process()
    let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = url
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let outputData = try output.fileHandleForReading.readToEnd() ?? Data()
    let errorData = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return ProgramResult(
      status: process.terminationStatus,
      output: String(decoding: outputData, as: UTF8.self),
      errors: String(decoding: errorData, as: UTF8.self)
    )
  }
}
