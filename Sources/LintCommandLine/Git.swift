import Foundation
import Terminal

/// Runs git in a folder.
///
/// - Throws: `UsageError` when git refuses.
func git(
  _ arguments: [String],
  in folder: String,
  input: String = "",
  otherwise advice: String = "Is this a git repository?"
) throws -> ProgramOutput {
  // checkout-index reads all names and prints nothing; the other commands read nothing.
  let output = try ProgramOutput(of: ["git"] + arguments, in: folder, input: input)
  guard output.status == 0 else {
    throw UsageError("'git \(arguments.first ?? "")' failed. \(advice)")
  }
  return output
}

extension ProgramOutput {
  /// The names that `-z` ends with a zero byte.
  var names: [String] { data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) } }
}

/// The folder of the repository around the working directory.
func repositoryRoot() throws -> String {
  URL(fileURLWithPath: try git(["rev-parse", "--show-toplevel"], in: ".").line)
    .resolvingSymlinksInPath().path
}
