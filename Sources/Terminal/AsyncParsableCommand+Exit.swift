package import ArgumentParser
import Foundation

extension AsyncParsableCommand {
  /// Runs the program as its arguments say, and exits with 2 where they cannot be understood: the argument
  /// parser's own status for that is 64.
  package static func runAndExit() async -> Never {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      exit()
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
      Foundation.exit(ExitCode.unusable.rawValue)
    }
  }
}
