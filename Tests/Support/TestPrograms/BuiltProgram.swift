package import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// A program of this package, as it was built beside the tests.
package struct BuiltProgram: Sendable {
  /// Where the program is.
  package let path: String

  /// What a run of a program came to.
  package struct Outcome: Sendable {
    /// The exit status; 128 and more is a signal.
    package let status: Int
    /// What it printed to standard output.
    package let output: String
    /// What it printed to standard error.
    package let errors: String
  }

  /// The program of a product.
  package init(_ product: String) {
    path = Self.folder + "/" + product
  }

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: the arguments.
  ///   - folder: the working directory.
  ///   - environment: variables beside those of the tests; nil takes one away.
  ///   - input: what it reads from standard input.
  /// - Returns: the exit status and what was printed.
  /// - Throws: when the program cannot be started.
  package func run(
    _ arguments: [String],
    in folder: URL,
    environment: [String: String?] = [:],
    input: String = ""
  ) async throws -> Outcome {
    var updates: [Environment.Key: String?] = ["NO_COLOR": "1"]
    for (key, value) in environment { updates[Environment.Key(stringLiteral: key)] = .some(value) }
    let result = try await Subprocess.run(
      .path(FilePath(path)),
      arguments: Arguments(arguments),
      environment: .inherit.updating(updates),
      workingDirectory: FilePath(folder.path),
      input: .string(input),
      output: .string(limit: 10_000_000),
      error: .string(limit: 10_000_000)
    )
    let status =
      switch result.terminationStatus {
      case .exited(let code): Int(code)
      case .signaled(let signal): 128 + Int(signal)
      }
    return Outcome(
      status: status,
      output: result.standardOutput,
      errors: result.standardError
    )
  }

  /// The folder of the build, in which the bundle of the tests stands too.
  private static var folder: String {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let path = bundle?.bundlePath ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: path).deletingLastPathComponent().path
  }
}
