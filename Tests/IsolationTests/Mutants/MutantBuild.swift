import Foundation
import Subprocess
import TestClusters

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// One build of the sources with every mutant in them, behind a switch.
///
/// It is a copy of the package with the targets that the killing tests need, below the folder of its builds; a later
/// build compiles only what has changed.
actor MutantBuild {
  static let shared: MutantBuild = MutantBuild()

  let folder = "\(TestProject.root)/.build/mutants"
  private var building: Task<Void, any Error>?

  var package: String { "\(folder)/package" }

  // MARK: Running

  /// Runs a test with a mutant switched on.
  ///
  /// - Returns: who has noticed it: the test, with what it says, or whatever else went wrong.
  /// - Throws: when the copy cannot be built.
  func run(_ killer: SourceMutant.Killer, mutant: String) async throws -> [String: String] {
    try await requireBuilt()
    let outcome = try await test([killer], mutant: mutant)
    try keep(outcome.text, as: mutant)
    if outcome.hasPassed { return [:] }
    let failed = Set(
      outcome.text.matches(of: #/Test "(.+)" (?:with \d+ test cases? )?failed after/#)
        .map { String($0.output.1) }
    )
    guard failed == [killer.test] else { return ["a crash": String(outcome.text.suffix(2000))] }
    let issues = outcome.text.matches(of: #/recorded an issue[^\n]*/#).map { "\($0.output)" }
    return [killer.description: issues.first ?? ""]
  }

  /// Requires that every test that is to notice one of these passes while no mutant is switched on.
  ///
  /// - Throws: when one fails, or the copy cannot be built.
  func requireHealth(for mutants: [any Mutant]) async throws {
    let killers = Set(mutants.compactMap { ($0 as? SourceMutant)?.killer })
    guard !killers.isEmpty else { return }
    try await requireBuilt()
    let outcome = try await test(Array(killers), mutant: nil)
    guard outcome.hasPassed else {
      throw TestProjectError(description: "Without a mutant, tests fail:\n\(outcome.text)")
    }
  }

  /// Keeps what a run has printed, for whoever wonders about a verdict.
  private func keep(_ text: String, as mutant: String) throws {
    let logs = "\(folder)/logs"
    try FileManager.default.createDirectory(atPath: logs, withIntermediateDirectories: true)
    let name = mutant.replacing("/", with: "-")
    try text.write(toFile: "\(logs)/\(name).txt", atomically: true, encoding: .utf8)
  }

  private struct Outcome {
    let text: String
    let hasSucceeded: Bool

    /// Whether tests were run, and none of them failed.
    var hasPassed: Bool {
      hasSucceeded && text.contains(#/Test run with [1-9]\d* tests? .*passed/#)
    }
  }

  private func test(_ killers: [SourceMutant.Killer], mutant: String?) async throws -> Outcome {
    let filter = Set(killers.map(\.filter)).sorted().joined(separator: "|")
    let only = Set(killers.flatMap(\.only)).sorted().joined(separator: "|")
    return try await run(
      // Several run at the same time, for which SwiftPM is not made: it plans the build again before each.
      "\(folder)/build/debug/demarcPackageTests.xctest",
      ["--testing-library", "swift-testing", "--filter", filter],
      environment: ["DEMARC_ONLY": only, "DEMARC_MUTANT": mutant ?? ""]
    )
  }

  // MARK: Building

  private func requireBuilt() async throws {
    let task = building ?? Task { try await build() }
    building = task
    try await task.value
  }

  private func build() async throws {
    try writePackage()
    let outcome = try await run(
      "swift",
      ["build", "--package-path", package, "--scratch-path", "\(folder)/build"]
        + ["--build-tests", "-Xswiftc", "-gnone"]
    )
    guard outcome.hasSucceeded else {
      throw TestProjectError(description: "The mutants cannot be built:\n\(outcome.text)")
    }
  }

  private func run(
    _ program: String,
    _ arguments: [String],
    environment: [String: String] = [:]
  ) async throws -> Outcome {
    // The tests themselves run within SwiftPM, whose variables are not meant for another package.
    let inherited = ProcessInfo.processInfo.environment.filter { variable in
      !["SWIFT", "XCTest", "DEMARC_LONG", "DEMARC_MUTANT"].contains {
        variable.key.hasPrefix($0)
      }
    }
    let variables = inherited.merging(environment) { _, new in new }
    let result = try await Subprocess.run(
      program.contains("/") ? .path(FilePath(program)) : .name(program),
      arguments: Arguments(arguments),
      environment: .custom(
        Dictionary(
          uniqueKeysWithValues: variables.map { (Environment.Key(stringLiteral: $0), $1) }
        )
      ),
      output: .string(limit: 64 << 20),
      error: .combinedWithOutput
    )
    return Outcome(text: result.standardOutput, hasSucceeded: result.terminationStatus.isSuccess)
  }
}

extension SourceMutant.Killer {
  /// The test as SwiftPM filters by it.
  var filter: String {
    let name = test.replacing(#/[^A-Za-z0-9 ,;:'-]/#) { "\\\($0.output)" }
    return "\(suite.replacing(".", with: "\\."))/`\(name)`"
  }
}
