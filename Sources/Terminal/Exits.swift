package import ArgumentParser

extension ExitCode {
  /// A finding, a mismatch or a refusal.
  package static let refused: ExitCode = ExitCode(1)
  /// Usage, configuration, or nothing to look at.
  package static let unusable: ExitCode = ExitCode(2)
  /// Something could not be analysed.
  package static let incomplete: ExitCode = ExitCode(3)
}

/// A call that cannot be carried out as it stands; the program exits with 2.
package struct UsageError: Error, CustomStringConvertible {
  /// What is missing or wrong, and the next step.
  package let description: String

  /// Makes an error of its description.
  package init(_ description: String) {
    self.description = description
  }
}

/// Runs the body of a command; an error is printed as it describes itself, and becomes the exit status that
/// the program documents.
///
/// - Parameters:
///   - isUsage: whether an error is about the call or the configuration rather than what came of it.
///   - body: the command.
/// - Throws: `ExitCode`.
package func reportingErrors(
  isUsage: (any Error) -> Bool = { $0 is UsageError },
  _ body: () async throws -> Void
) async throws {
  do {
    try await body()
  } catch let exit as ExitCode {
    throw exit
  } catch {
    Terminal.error("\(error)")
    throw isUsage(error) ? ExitCode.unusable : ExitCode.refused
  }
}
