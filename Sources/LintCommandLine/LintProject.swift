import ConfigurationFile
import Foundation
import Terminal

/// A project with the configuration that its linting follows.
struct LintProject: Sendable {
  let configuration: Configuration
  /// The folder of `demarc.yml`, absolute.
  let root: String
  /// Where `demarc.yml` is.
  let configurationPath: String

  /// Loads the configuration that an option names, or the nearest one above a path.
  init(configurationPath: String?, near path: String) throws {
    let found = try configurationPath ?? Self.nearestConfiguration(to: path)
    self.configurationPath = found
    configuration = try Configuration.load(from: found)
    root = URL(fileURLWithPath: found).deletingLastPathComponent().resolvingSymlinksInPath().path
  }

  /// A path below the root; nil when it lies elsewhere.
  func relativePath(_ path: String) -> String? {
    let absolute = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    if absolute == root { return "" }
    let prefix = root == "/" ? "/" : root + "/"
    return absolute.hasPrefix(prefix) ? String(absolute.dropFirst(prefix.count)) : nil
  }

  /// Whether a path below the root is one that the configuration excludes.
  func isExcluded(_ relativePath: String) -> Bool {
    configuration.lint.exclude.contains { isWithin(relativePath, folder: $0) }
  }

  /// Whether a path below the root is a text in which the configuration looks for clusters.
  ///
  /// `*` stands for any part of a name, `**` for any folders; a pattern without `/` is that of a name.
  func isTextFile(_ relativePath: String) -> Bool {
    configuration.lint.files.contains { pattern in
      if pattern.contains("/") { return matches(relativePath[...], pattern[...]) }
      return matches(relativePath.split(separator: "/").last ?? "", pattern[...])
    }
  }

  private func matches(_ path: Substring, _ pattern: Substring) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    if pattern.hasPrefix("**/") {
      if matches(path, pattern.dropFirst(3)) { return true }
      guard let slash = path.firstIndex(of: "/") else { return false }
      return matches(path[path.index(after: slash)...], pattern)
    }
    if first == "*" {
      let rest = pattern.dropFirst()
      for end in path.indices + [path.endIndex] {
        if matches(path[end...], rest) { return true }
        if end < path.endIndex, path[end] == "/" { return false }
      }
      return false
    }
    return path.first == first && matches(path.dropFirst(), pattern.dropFirst())
  }

  /// Whether a path below the root lies where the generator writes.
  func isGeneratedPlace(_ relativePath: String) -> Bool {
    configuration.databases.values.contains { database in
      database.outputs.contains { isWithin(relativePath, folder: $0) }
    } || configuration.contract.map { isWithin(relativePath, folder: $0.output) } ?? false
  }

  private func isWithin(_ path: String, folder: String) -> Bool {
    var folder = folder[...]
    while folder.last == "/" { folder.removeLast() }
    return path == folder || path.hasPrefix(folder + "/")
  }

  /// Whether a file is one to lint: neither excluded nor written by the generator.
  func lints(_ source: SourceFile) -> Bool {
    guard let path = relativePath(source.place) else { return true }
    return !isExcluded(path) && !isGeneratedPlace(path)
  }

  private static func nearestConfiguration(to path: String) throws -> String {
    guard let found = configuration(near: path) else {
      throw UsageError(
        """
        There is no demarc.yml at \(path) or in any folder above. Write one with 'demarc init', or name one \
        with --config.
        """
      )
    }
    return found
  }

  /// The nearest configuration upwards from a path; nil where there is none.
  static func configuration(near path: String) -> String? {
    var folder = URL(fileURLWithPath: path).standardizedFileURL
    while true {
      let candidate = folder.appendingPathComponent("demarc.yml").path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      guard folder.path != "/" else { return nil }
      folder.deleteLastPathComponent()
    }
  }
}
