import ArgumentParser
import ConfigurationFile
import Foundation
import GenerationLock
import Terminal

/// A project with its `demarc.yml`.
struct Project: Sendable {
  let configuration: Configuration
  let root: String
  let files: ProjectFiles

  /// Loads the configuration that an option names, or the nearest one above the working directory.
  init(configurationPath: String?) throws {
    let path = try configurationPath ?? Self.nearestConfiguration()
    configuration = try Configuration.load(from: path)
    root = URL(fileURLWithPath: path).deletingLastPathComponent().standardizedFileURL.path
    files = ProjectFiles(root: root)
  }

  /// A project whose configuration is not written yet.
  init(configuration: Configuration, root: String) {
    self.configuration = configuration
    self.root = root
    files = ProjectFiles(root: root)
  }

  /// The databases, the control plane first.
  var databases: [Configuration.Database] {
    configuration.databases.values.sorted {
      ($0.plane == .control ? 0 : 1, $0.name) < ($1.plane == .control ? 0 : 1, $1.name)
    }
  }

  /// The database with a name.
  func database(named name: String) throws -> Configuration.Database {
    guard let database = configuration.databases[name] else {
      let names = databases.map(\.name).joined(separator: ", ")
      throw UsageError("demarc.yml has no database '\(name)'; it has \(names).")
    }
    return database
  }

  private static func nearestConfiguration() throws -> String {
    var folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    while true {
      let candidate = folder.appendingPathComponent("demarc.yml").path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      guard folder.path != "/" else {
        throw UsageError(
          """
          There is no demarc.yml here or in any folder above. Write one with 'demarc init', or name \
          one with --config.
          """
        )
      }
      folder.deleteLastPathComponent()
    }
  }
}

/// Whether an error is about the call or the configuration.
func isUsage(_ error: any Error) -> Bool { error is UsageError || error is ConfigurationError }

/// The options of every command that works on a project.
struct ProjectOptions: ParsableArguments {
  @Option(help: "The configuration; by default the nearest demarc.yml upwards.")
  var config: String?
}
