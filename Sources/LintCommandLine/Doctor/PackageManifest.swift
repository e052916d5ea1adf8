import Foundation
import Terminal

/// What SwiftPM says of a package.
struct PackageManifest: Decodable {
  /// A target, with the plugins that it lists.
  struct Target: Decodable {
    let name: String
    let type: String
    let path: String?
    let pluginUsages: [PluginUsage]?

    /// Whether it has sources that are compiled.
    var isCompiled: Bool { ["regular", "executable", "test", "macro"].contains(type) }
    var isTest: Bool { type == "test" }
    var isLinted: Bool { pluginUsages?.contains { $0.name == "LintBuild" } ?? false }
  }

  /// `{"plugin": ["LintBuild", "demarc"]}`.
  struct PluginUsage: Decodable {
    let name: String?

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      name = try container.decode([String?].self, forKey: .plugin).first ?? nil
    }

    private enum CodingKeys: CodingKey { case plugin }
  }

  let targets: [Target]

  /// Asks SwiftPM.
  ///
  /// - Throws: `UsageError` when it cannot read the package.
  init(below root: String) throws {
    let dump = try ProgramOutput(
      of: ["swift", "package", "dump-package"],
      in: root,
      keepsErrors: true
    )
    // SwiftPM may say something before the document.
    guard dump.status == 0, let start = dump.text.range(of: "{\n") else {
      throw UsageError("SwiftPM cannot read \(root)/Package.swift:\n\(dump.text)")
    }
    self = try JSONDecoder().decode(
      PackageManifest.self,
      from: Data(dump.text[start.lowerBound...].utf8)
    )
  }
}
