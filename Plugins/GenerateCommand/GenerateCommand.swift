import Foundation
import PackagePlugin

/// Runs `demarc generate` in a package: `swift package --allow-writing-to-package-directory demarc-generate`.
@main
struct GenerateCommand: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) async throws {
    // SwiftPM hands the permission's flag on to the plugin.
    let arguments = arguments.filter { $0 != "--allow-writing-to-package-directory" }
    let configuration = context.package.directoryURL.appendingPathComponent("demarc.yml")
    guard FileManager.default.fileExists(atPath: configuration.path) else {
      throw GenerateError(
        description: "There is no \(configuration.path). Write one with 'swift run demarc init'."
      )
    }
    let process = Process()
    process.executableURL = try context.tool(named: "DemarcCommand").url
    process.arguments = ["generate", "--config", configuration.path] + arguments
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw GenerateError(
        description: "demarc generate ended with exit status \(process.terminationStatus)."
      )
    }
  }
}

/// Why nothing was generated.
struct GenerateError: Error, CustomStringConvertible {
  let description: String
}
