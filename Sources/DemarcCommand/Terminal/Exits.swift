import ArgumentParser
import Configuration
import Foundation

extension ExitCode {
  /// A finding, a mismatch or a refusal.
  static let refused = ExitCode(1)
  /// Usage, configuration, or nothing to look at.
  static let unusable = ExitCode(2)
}

/// Runs the body of a command; an error is printed as it describes itself, and becomes the exit status that
/// the program documents.
func reportingErrors(_ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch let exit as ExitCode {
    throw exit
  } catch {
    standardError("error: \(error)")
    throw error is UsageError || error is ConfigurationError ? ExitCode.unusable : ExitCode.refused
  }
}

/// Prints a line to standard error.
func standardError(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}

/// Prints a value as JSON.
func printJSON(_ value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  print(String(decoding: try encoder.encode(value), as: UTF8.self))
}
