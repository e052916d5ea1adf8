import Foundation
import Terminal

/// A file to lint.
struct SourceFile: Sendable {
  /// Where its bytes are.
  enum Contents: Sendable {
    /// In a file.
    case file(String)
    /// Here.
    case bytes([UInt8])
  }

  /// How findings name it.
  let path: String
  let contents: Contents

  /// Where it stands, for what it includes.
  var location: String {
    if case .file(let path) = contents { path } else { path }
  }
}

/// Finds the Swift files of folders, always in the same order.
struct SourceWalk {
  let project: LintProject

  /// The files that paths name and that folders hold, each once.
  ///
  /// - Throws: `UsageError` when there is nothing at a path.
  func sources(in paths: [String]) throws -> [SourceFile] {
    var seen: Set<String> = []
    var sources: [SourceFile] = []
    for path in paths {
      guard let kind = kind(of: path) else {
        throw UsageError("There is no file or folder \(path). Check the spelling.")
      }
      collect(path, kind, &sources)
    }
    return sources.filter { seen.insert($0.path).inserted }
  }

  private enum Kind { case file, folder }

  private func collect(_ path: String, _ kind: Kind, _ sources: inout [SourceFile]) {
    if let relative = project.relativePath(path), project.isExcluded(relative) { return }
    switch kind {
    case .file:
      if Language(path: path) != nil { sources.append(SourceFile(path: path, contents: .file(path))) }
    case .folder:
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      for name in names.sorted() where !isSkipped(name) {
        let child = path == "." ? name : path.hasSuffix("/") ? path + name : "\(path)/\(name)"
        // A link to a file is that file; a link to a folder may lead out, or round in a circle.
        guard let kind = self.kind(of: child), kind == .file || !isLink(child) else { continue }
        collect(child, kind, &sources)
      }
    }
  }

  private func isSkipped(_ name: String) -> Bool {
    name.hasPrefix(".build") || name == ".git" || name == ".swiftpm"
  }

  private func kind(of path: String) -> Kind? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    switch attributes?[.type] as? FileAttributeType {
    case .typeDirectory: return .folder
    case .typeSymbolicLink: return isFile(path) ? .file : .folder
    case nil: return nil
    default: return .file
    }
  }

  private func isLink(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeSymbolicLink
  }

  private func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue
  }
}
