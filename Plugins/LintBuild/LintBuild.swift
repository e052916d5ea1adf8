import Foundation
import PackagePlugin

/// Lints the sources of a target before they are compiled; a finding fails the build.
///
/// The command has real inputs and no outputs, so it runs when one of them changed, and again until it
/// succeeds. Below tools-version 6.0 a command without outputs never runs; there it writes an empty Swift
/// file, which a target of C sources cannot have.
@main
struct LintBuild: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    guard let module = target as? any SourceModuleTarget else { return [] }
    let configuration = try nearestConfiguration(to: target.directoryURL)
    let sources = module.sourceFiles.map(\.url).filter { readExtensions.contains($0.pathExtension) }
    let tool = try context.tool(named: "demarc-lint")
    let arguments =
      ["--compiled", "--config", configuration.path] + sources.map(\.path).sorted()
    let inputs = sources + lockedFiles(of: configuration)
    if context.package.toolsVersion.major >= 6 {
      return [
        .buildCommand(
          displayName: "Linting \(target.name)",
          executable: tool.url,
          arguments: arguments,
          inputFiles: inputs,
          outputFiles: []
        )
      ]
    }
    guard module is SwiftSourceModuleTarget else {
      throw LintBuildError(
        """
        target '\(target.name)' is not Swift, and below tools-version 6.0 such a target cannot be linted in \
        a build; raise the tools-version of Package.swift, or take the plugin off the target
        """
      )
    }
    let stamp = context.pluginWorkDirectoryURL.appendingPathComponent("DemarcLint.swift")
    return [
      .buildCommand(
        displayName: "Linting \(target.name)",
        executable: tool.url,
        arguments: arguments + ["--stamp", stamp.path],
        inputFiles: inputs,
        outputFiles: [stamp]
      )
    ]
  }

  private func nearestConfiguration(to folder: URL) throws -> URL {
    var folder = folder.standardizedFileURL
    while true {
      let candidate = folder.appendingPathComponent("demarc.yml")
      if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
      guard folder.path != "/" else {
        throw LintBuildError(
          "there is no demarc.yml beside Package.swift or above; write one with 'demarc init'"
        )
      }
      folder.deleteLastPathComponent()
    }
  }

  /// The configuration, the baseline and everything that the lock of generated code speaks of: a stale
  /// snapshot must run the command again.
  private func lockedFiles(of configuration: URL) -> [URL] {
    let root = configuration.deletingLastPathComponent()
    let baseline = root.appendingPathComponent("demarc-lint.baseline.json")
    let lock = root.appendingPathComponent("schema/demarc.lock.json")
    guard let data = try? Data(contentsOf: lock),
      let content = try? JSONDecoder().decode(Lock.self, from: data)
    else { return [configuration] + [baseline, lock].filter(\.isFile) }
    let paths = content.databases.flatMap { name, database in
      ["schema/\(name).snapshot.json"] + database.inputs.keys + database.outputs.keys
    }
    return [configuration, lock] + [baseline].filter(\.isFile)
      + paths.sorted().map { root.appendingPathComponent($0) }.filter(\.isFile)
  }
}

/// What the names of files end with that the linter reads; C and its kin as `CReader` has them.
private let readExtensions: Set<String> = [
  "swift", "c", "h", "cc", "cpp", "cxx", "hh", "hpp", "hxx", "m", "mm", "inc",
]

/// The part of the lock that names files.
private struct Lock: Decodable {
  struct Database: Decodable {
    let inputs: [String: String]
    let outputs: [String: String]
  }

  let databases: [String: Database]
}

/// A target that cannot be linted as it stands.
struct LintBuildError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension URL {
  /// Whether there is a file.
  ///
  /// A missing input would be an error of the build system, and not the linter's.
  fileprivate var isFile: Bool { FileManager.default.fileExists(atPath: path) }
}
