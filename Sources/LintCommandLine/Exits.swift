import ArgumentParser
import Configuration
import Foundation

extension ExitCode {
  /// The linter found something.
  static let findings = ExitCode(1)
  /// Usage, configuration, or no file to lint.
  static let unusable = ExitCode(2)
  /// A file could not be analysed.
  static let incomplete = ExitCode(3)
}

/// A call that cannot be carried out as it stands.
struct LintUsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Runs the body of a command; an error is printed as it describes itself, and ends the program with 2.
func reportingErrors(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let exit as ExitCode {
    throw exit
  } catch {
    standardError("error: \(error)")
    throw ExitCode.unusable
  }
}

/// Prints a line to standard error.
func standardError(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}
