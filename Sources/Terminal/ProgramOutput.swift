package import Foundation

/// What a program printed and how it ended.
package struct ProgramOutput: Sendable {
  /// 0 where all went well.
  package let status: Int32
  /// What it printed.
  package let data: Data

  /// What it printed, as text.
  package var text: String { String(decoding: data, as: UTF8.self) }
  /// The one line that it printed.
  package var line: String { text.trimmingCharacters(in: .newlines) }

  /// Runs a program that the PATH finds to its end.
  ///
  /// - Parameters:
  ///   - command: the program with its arguments.
  ///   - folder: where it runs; the working directory where it is nil.
  ///   - input: what it reads, before it prints much.
  ///   - keepsErrors: whether its errors stand among what it prints; else they are dropped.
  /// - Throws: where it cannot be started.
  package init(
    of command: [String],
    in folder: String? = nil,
    input: String = "",
    keepsErrors: Bool = false
  ) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let (standardInput, output) = (Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = keepsErrors ? output : FileHandle.nullDevice
    try process.run()
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    status = process.terminationStatus
  }
}
