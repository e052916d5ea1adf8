import Foundation
import PackagePlugin

/// `swift package demarc-lint [--target T] [arguments of demarc-lint]`: lints targets, by default all.
@main
struct LintCommand: CommandPlugin {
  func performCommand(context: PluginContext, arguments: [String]) async throws {
    var extractor = ArgumentExtractor(arguments)
    let names = extractor.extractOption(named: "target")
    let rest = extractor.remainingArguments
    let targets =
      names.isEmpty ? context.package.targets : try context.package.targets(named: names)
    let sources = targets.compactMap { $0 as? any SourceModuleTarget }
      .filter { $0.sourceFiles.contains { readExtensions.contains($0.url.pathExtension) } }
      .map(\.directoryURL.path)
    let tool = try context.tool(named: "demarc-lint")
    let process = Process()
    process.executableURL = tool.url
    process.currentDirectoryURL = context.package.directoryURL
    process.arguments = ["explain", "rules"].contains(rest.first) ? rest : rest + sources
    try process.run()
    process.waitUntilExit()
    if process.terminationStatus != 0 {
      // SwiftPM ends with 1 for every failure, so the text says which one it was.
      Diagnostics.error("demarc-lint ended with \(process.terminationStatus): \(meaning(process))")
    }
  }

  private func meaning(_ process: Process) -> String {
    switch process.terminationStatus {
    case 1: "there are findings"
    case 2: "usage, configuration, or no file to lint"
    case 3: "a file could not be analysed"
    default: "the linter did not end by itself"
    }
  }
}

/// What the names of files end with that the linter reads; C and its kin as `CReader` has them.
private let readExtensions: Set<String> = [
  "swift", "c", "h", "cc", "cpp", "cxx", "hh", "hpp", "hxx", "m", "mm", "inc",
]
