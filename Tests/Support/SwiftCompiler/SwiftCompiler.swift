import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The compiler, which a test asks whether Swift is valid against the modules of this build.
package struct SwiftCompiler: Sendable {
  /// The upcoming features of `Package.swift`, under which generated code must compile.
  package static let packageSettings: [String] =
    [
      "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility",
      "NonisolatedNonsendingByDefault", "InferIsolatedConformances", "ImmutableWeakCaptures",
    ].flatMap { ["-enable-upcoming-feature", $0] } + ["-warnings-as-errors"]

  private let settings: [String]

  /// Compiles with settings beside those that find the modules.
  package init(settings: [String] = []) {
    self.settings = settings
  }

  /// Checks files together, as one module.
  ///
  /// - Throws: `CompilerError` when the compiler cannot be run.
  package func typeCheck(_ files: [String]) async throws -> [Diagnostic] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("demarc-compile-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let list = folder.appendingPathComponent("files.txt")
    try files.map { "\"\($0)\"" }.joined(separator: "\n").write(
      to: list,
      atomically: true,
      encoding: .utf8
    )
    let arguments = [
      "-typecheck", "-whole-module-optimization", "-swift-version", "6", "-module-name", "Fixture",
      "-diagnostic-style", "llvm",
      "-no-color-diagnostics", "-I", try Self.modules(),
      "-Xcc", "-fmodule-map-file=\(Self.root)/Sources/CEpoll/module.modulemap",
      "-Xcc", "-fmodule-map-file=\(Self.root)/Sources/CLibpq/module.modulemap",
      "-Xcc", "-I\(try await Self.postgresHeaders())",
      "-module-cache-path", "\(try Self.modules())/../FixtureModuleCache",
    ]
    let result = try await Subprocess.run(
      .name("swiftc"),
      arguments: Arguments(arguments + settings + ["@\(list.path)"]),
      output: .discarded,
      error: .string(limit: 16 << 20)
    )
    let text = result.standardError
    let diagnostics = text.split(separator: "\n").compactMap { Diagnostic(line: $0) }
    guard result.terminationStatus.isSuccess || diagnostics.contains(where: \.isError) else {
      throw CompilerError(description: "swiftc did not run: \(text)")
    }
    return diagnostics
  }

  /// The root of the repository.
  package static let root: String = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The modules of the build that the running tests belong to.
  private static func modules() throws -> String {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    let candidates = [bundle, "\(root)/.build/debug"].map { "\($0)/Modules" }
    guard
      let found = candidates.first(where: {
        FileManager.default.fileExists(atPath: "\($0)/BackendData.swiftmodule")
      })
    else {
      throw CompilerError(
        description: "The built modules are in none of \(candidates.joined(separator: ", "))."
      )
    }
    return found
  }

  private static func postgresHeaders() async throws -> String {
    let result = try await Subprocess.run(
      .name("pg_config"),
      arguments: ["--includedir"],
      output: .string(limit: 4096)
    )
    guard result.terminationStatus.isSuccess else {
      throw CompilerError(description: "pg_config does not say where the headers of libpq are.")
    }
    return result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

/// The compiler could not be asked.
package struct CompilerError: Error, CustomStringConvertible {
  package let description: String
}

/// What the compiler says about a line.
package struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  /// The file.
  package let path: String
  /// The line, from 1.
  package let line: Int
  /// Whether the file does not compile for it.
  package let isError: Bool
  /// What the compiler says.
  package let message: String

  /// `path:line: message`.
  package var description: String { "\(path):\(line): \(message)" }

  /// Reads `path:line:column: error: message`; nil for any other line.
  init?(line text: Substring) {
    guard let match = text.wholeMatch(of: #/(.+?):(\d+):\d+: (error|warning): (.*)/#),
      let line = Int(match.output.2)
    else {
      guard let match = text.wholeMatch(of: #/(?:<unknown>:0: )?error: (.*)/#) else { return nil }
      (path, line, isError, message) = ("", 0, true, String(match.output.1))
      return
    }
    path = String(match.output.1)
    self.line = line
    isError = match.output.3 == "error"
    message = String(match.output.4)
  }
}
