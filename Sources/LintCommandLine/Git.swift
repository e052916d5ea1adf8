import Foundation
import Terminal

/// What git printed.
struct GitOutput {
  private let data: Data

  fileprivate init(_ data: Data) {
    self.data = data
  }

  /// The one line.
  var line: String { String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines) }
  /// The names that `-z` ends with a zero byte.
  var names: [String] { data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) } }
}

/// Runs git in a folder.
///
/// - Throws: `UsageError` when git refuses.
func git(
  _ arguments: [String],
  in folder: String,
  input: String = "",
  otherwise advice: String = "Is this a git repository?"
) throws -> GitOutput {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["git"] + arguments
  process.currentDirectoryURL = URL(fileURLWithPath: folder)
  let (standardInput, output) = (Pipe(), Pipe())
  process.standardInput = standardInput
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  try process.run()
  // checkout-index reads all names and prints nothing; the other commands read nothing.
  try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
  try standardInput.fileHandleForWriting.close()
  let data = try output.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    throw UsageError("'git \(arguments.first ?? "")' failed. \(advice)")
  }
  return GitOutput(data)
}

/// The folder of the repository around the working directory.
func repositoryRoot() throws -> String {
  URL(fileURLWithPath: try git(["rev-parse", "--show-toplevel"], in: ".").line)
    .resolvingSymlinksInPath().path
}
