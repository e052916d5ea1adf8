import Foundation
import TestClusters

extension MutantBuild {
  /// Brings the copy of the package up to date.
  func writePackage() throws {
    var files: [String: String] = [:]
    for folder in ["Sources", "Tests", "generated"] {
      let root = "\(TestProject.root)/\(folder)"
      for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
        guard let text = try text(of: "\(root)/\(path)") else { continue }
        files["\(folder)/\(path)"] = text
      }
    }
    for (file, mutants) in Dictionary(grouping: SourceMutant.all, by: \.file) {
      guard let source = files[file] else {
        throw TestProjectError(description: "There is no file \(file).")
      }
      files[file] = try woven(mutants, into: source)
      files[file.split(separator: "/").prefix(2).joined(separator: "/") + "/IsMutant.swift"] =
        mutantSwitch
    }
    let manifest = try String(contentsOfFile: "\(TestProject.root)/Package.swift", encoding: .utf8)
    files["Package.swift"] =
      manifest.replacing("  .treatAllWarnings(as: .error),\n", with: "") + Self.selection
    files["Package.resolved"] = try text(of: "\(TestProject.root)/Package.resolved")
    try write(files)
    for name in ["schema", "demarc.yml"] where !exists(name) {
      try FileManager.default.createSymbolicLink(
        atPath: "\(package)/\(name)",
        withDestinationPath: "../../../\(name)"
      )
    }
  }

  /// The text of a file; nil for folders and files that are none.
  private func text(of path: String) throws -> String? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
    else { return nil }
    return String(data: try Data(contentsOf: URL(fileURLWithPath: path)), encoding: .utf8)
  }

  /// Writes what has changed, and removes what is no more.
  private func write(_ files: [String: String]) throws {
    let manager = FileManager.default
    for folder in ["Sources", "Tests", "generated"] where exists(folder) {
      for path in try manager.subpathsOfDirectory(atPath: "\(package)/\(folder)") {
        let name = "\(folder)/\(path)"
        if files[name] == nil, try text(of: "\(package)/\(name)") != nil {
          try manager.removeItem(atPath: "\(package)/\(name)")
        }
      }
    }
    for (name, new) in files {
      let path = "\(package)/\(name)"
      if try text(of: path) == new { continue }
      try manager.createDirectory(
        at: URL(fileURLWithPath: path).deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try new.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  private func exists(_ name: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: "\(package)/\(name)")) != nil
  }

  /// What follows the manifest: it keeps the killing tests, and what they depend on.
  private static let selection = """

    do {
      let wanted = [\(suites.map { "\"\($0)\"" }.joined(separator: ", "))]
      let byName = Dictionary(uniqueKeysWithValues: package.targets.map { ($0.name, $0) })
      var kept: Set<String> = []
      var packages: Set<String> = []
      var open = wanted
      while let name = open.popLast() {
        guard let target = byName[name], kept.insert(name).inserted else { continue }
        for dependency in target.dependencies {
          switch dependency {
          case .targetItem(let name, _): open.append(name)
          case .productItem(_, let package?, _, _): packages.insert(package)
          case .byNameItem(let name, _):
            if byName[name] == nil { packages.insert(name) } else { open.append(name) }
          default: break
          }
        }
      }
      package.products = []
      package.targets.removeAll { !kept.contains($0.name) }
      package.dependencies.removeAll { dependency in
        guard case .sourceControl(_, let location, _) = dependency.kind else { return false }
        return !packages.contains { location.hasSuffix("/" + $0) }
      }
    }

    """

  private static let suites = Set(
    SourceMutant.all.compactMap { $0.killer.suite.split(separator: ".").first.map(String.init) }
  ).sorted()
}
