import Hashing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files of a project, by their paths below its root.
package struct ProjectFiles: Sendable {
  private let root: String

  /// Looks below a folder.
  package init(root: String) {
    self.root = root
  }

  /// Where a file stands on this machine.
  package func absolutePath(_ path: String) -> String {
    path.hasPrefix("/") ? path : root + "/" + path
  }

  /// A path below the root, where an absolute one lies there.
  package func relativePath(_ path: String) -> String {
    path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
  }

  /// Whether there is a file or folder.
  package func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: absolutePath(path))
  }

  /// The bytes of a file.
  package func read(_ path: String) throws -> [UInt8] {
    let path = absolutePath(path)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UnreadableFileError(path: path)
    }
    return Array(data)
  }

  /// The digest of a file.
  package func digest(of path: String) throws -> String {
    sha256(try read(path))
  }

  /// The paths of all files below a folder, sorted; none when there is no such folder.
  package func files(below folder: String, suffix: String = "") throws -> [String] {
    guard exists(folder) else { return [] }
    return try FileManager.default.subpathsOfDirectory(atPath: absolutePath(folder))
      .map { "\(folder)/\($0)" }
      .filter { $0.hasSuffix(suffix) && !isFolder($0) }
      .sorted()
  }

  private func isFolder(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: absolutePath(path))
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }
}

/// A file that cannot be read.
package struct UnreadableFileError: Error, CustomStringConvertible {
  /// The file.
  package let path: String

  /// The file and the next step.
  package var description: String {
    "\(path) cannot be read; check that it exists and that you may read it."
  }
}
