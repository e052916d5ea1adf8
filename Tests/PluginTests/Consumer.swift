import ConfigurationFile
import Foundation
import GenerationLock
import Synchronization
import TestPrograms
import Testing

/// How a build ended.
struct BuildResult {
  let succeeded: Bool
  let output: String
}

/// A package of somebody else that lints its target in every build.
///
/// All consumers build into one folder, so that the linter is compiled once.
struct Consumer {
  /// The folder of the package.
  let root: URL

  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  /// Below the folder of this repository's builds, so that a second run compiles nothing anew and nothing is
  /// left elsewhere.
  static let shared = repository.appendingPathComponent(".build/plugin-tests")

  /// Writes a package with files; the same folder serves every test, one after another.
  init(toolsVersion: String, files: [String: String]) throws {
    root = Self.shared.appendingPathComponent("consumer")
    try? FileManager.default.removeItem(at: root)
    try write(manifest(toolsVersion), to: "Package.swift")
    try write("public func start() {}\n", to: "Sources/App/App.swift")
    try write(
      """
      lint:
        clusters: ["cluster_[a-z]+_[0-9]{2}"]
        clients: { types: [AdminClient], names: [], factories: [] }

      """,
      to: "demarc.yml"
    )
    for (path, text) in files { try write(text, to: path) }
  }

  /// Writes a file, with the folders above it.
  func write(_ text: String, to path: String) throws {
    let file = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  /// What a file holds.
  func text(of path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// Deletes a file.
  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: root.appendingPathComponent(path))
  }

  /// Makes the linter that builds run look newer than it is, as one that was built anew does.
  func touchLinter() throws {
    let tools = Self.shared.appendingPathComponent("build/debug")
    let linters = try FileManager.default.contentsOfDirectory(atPath: tools.path)
      .filter { $0.hasPrefix("demarc-lint") && !$0.contains(".") }
    #expect(!linters.isEmpty)
    for name in linters {
      try FileManager.default.setAttributes(
        [.modificationDate: Date()],
        ofItemAtPath: tools.appendingPathComponent(name).path
      )
    }
  }

  /// Writes the lock that the generator would write for the files as they are.
  func writeLock(inputs: [String], outputs: [String]) throws {
    let files = ProjectFiles(root: root.path)
    let configuration = try Configuration.load(from: root.appendingPathComponent("demarc.yml").path)
    let digests = { (paths: [String]) in
      Dictionary(uniqueKeysWithValues: try paths.map { ($0, try files.digest(of: $0)) })
    }
    let lock = GenerationLock(
      configuration: configuration,
      databases: [
        "admin": GenerationLock.Database(
          inputs: try digests(inputs),
          snapshot: try files.digest(of: GenerationLock.snapshotPath(of: "admin")),
          outputs: try digests(outputs)
        )
      ]
    )
    try write(String(decoding: try lock.text(), as: UTF8.self), to: GenerationLock.path)
  }

  /// Asks the linter whether the builds of the package turn red.
  func doctor() throws -> BuildResult {
    try Self.run(
      [
        BuiltProgram("demarc-lint").path, "doctor", "--build", "--scratch-path",
        Self.shared.appendingPathComponent("build").path,
      ],
      in: root
    )
  }

  /// Builds the package as its owner would.
  func build() throws -> BuildResult {
    try swift(["build", "--scratch-path", Self.shared.appendingPathComponent("build").path])
  }

  /// Runs the command plugin.
  func lint(_ arguments: String...) throws -> BuildResult {
    try swift(
      [
        "package", "--scratch-path", Self.shared.appendingPathComponent("build").path,
        "demarc-lint",
      ]
        + arguments
    )
  }

  private func swift(_ arguments: [String]) throws -> BuildResult {
    try Self.run(["swift"] + arguments, in: root)
  }

  /// Runs a command that builds a package.
  static func run(_ command: [String], in folder: URL) throws -> BuildResult {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = folder
    // The tests themselves run within SwiftPM, whose variables are not meant for another package.
    process.environment = ProcessInfo.processInfo.environment.filter { variable in
      !variable.key.hasPrefix("SWIFT") && !variable.key.hasPrefix("XCTest")
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return BuildResult(
      succeeded: process.terminationStatus == 0,
      output: String(decoding: data, as: UTF8.self)
    )
  }

  /// Adds a target of C to the manifest, with a macro.
  func addNative(defining macro: (name: String, value: String)) throws {
    let manifest = root.appendingPathComponent("Package.swift")
    let value = macro.value.replacing("\"", with: "\\\"")
    let target = """
        targets: [
          .target(
            name: "Native",
            cSettings: [.define("\(macro.name)", to: "\(value)")],
            plugins: [.plugin(name: "LintBuild", package: "demarc")]
          ),
      """
    let text = try String(contentsOf: manifest, encoding: .utf8)
    try text.replacing("  targets: [", with: target)
      .write(to: manifest, atomically: true, encoding: .utf8)
  }

  private func manifest(_ toolsVersion: String) -> String {
    """
    // swift-tools-version: \(toolsVersion)
    import PackageDescription

    let package = Package(
      name: "consumer",
      platforms: [.macOS("15.0")],
      dependencies: [.package(name: "demarc", path: "\(Self.repository.path)")],
      targets: [
        .target(name: "App", plugins: [.plugin(name: "LintBuild", package: "demarc")])
      ]
    )

    """
  }
}
