import Foundation
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

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
  /// Where it belongs: a path on this machine, whether or not the bytes are there.
  let place: String
  let contents: Contents

  /// A file that is called as the user wrote it.
  init(path: String, place: String? = nil, contents: Contents) {
    self.path = path
    self.place = place ?? path
    self.contents = contents
  }

  /// Where it stands, for what it includes.
  var location: String {
    if case .file(let path) = contents { path } else { path }
  }
}

/// Finds the files of folders that the linter reads, always in the same order.
struct SourceWalk {
  /// What a walk came upon.
  struct Found {
    var sources: [SourceFile] = []
    /// Folders and files that could not be opened, and why.
    var unread: [(path: String, reason: String)] = []
    /// Links to folders, which are not followed.
    var links = 0
  }

  let project: LintProject

  /// The files that paths name and that folders hold, each once.
  ///
  /// - Throws: `UsageError` when there is nothing at a path.
  func sources(in paths: [String]) throws -> Found {
    var found = Found()
    for path in paths {
      guard let kind = kind(of: path) else {
        throw UsageError("There is no file or folder \(path). Check the spelling.")
      }
      let relative = project.relativePath(path)
      if let relative, project.isExcluded(relative) { continue }
      switch kind {
      case .folder: walk(path, relative, &found)
      case .file: add(path, relative, &found)
      case .other: found.unread.append((path, "it is neither a file nor a folder"))
      }
    }
    var seen: Set<String> = []
    found.sources = found.sources.filter { seen.insert($0.path).inserted }
    return found
  }

  private enum Kind { case file, folder, other }

  /// What a path leads to, links followed; nil for nothing.
  private func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }

  private func add(_ path: String, _ relative: String?, _ found: inout Found) {
    guard Language(path: path) != nil || relative.map(project.isTextFile) == true else { return }
    found.sources.append(SourceFile(path: path, contents: .file(path)))
  }

  private func walk(_ folder: String, _ relative: String?, _ found: inout Found) {
    guard let stream = opendir(folder) else {
      found.unread.append(
        (folder, "the folder cannot be read: \(String(cString: strerror(errno)))")
      )
      return
    }
    var entries: [(name: String, type: Int32)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { entries.append((name, Int32(entry.pointee.d_type))) }
    }
    closedir(stream)
    entries.sort { $0.name < $1.name }
    for (name, type) in entries where !isSkipped(name) {
      visit(name, type, in: folder, relative, &found)
    }
  }

  private func visit(
    _ name: String,
    _ type: Int32,
    in folder: String,
    _ relative: String?,
    _ found: inout Found
  ) {
    let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    let relative = relative.map { $0.isEmpty ? name : "\($0)/\(name)" }
    if let relative, project.isExcluded(relative) { return }
    switch type {
    case Int32(DT_DIR): walk(path, relative, &found)
    case Int32(DT_REG): add(path, relative, &found)
    case Int32(DT_LNK), Int32(DT_UNKNOWN): visitLink(path, type, relative, &found)
    default:
      if Language(path: path) != nil { found.unread.append((path, "it is no file")) }
    }
  }

  /// A link to a file is that file; a link to a folder may lead out, or round in a circle.
  private func visitLink(_ path: String, _ type: Int32, _ relative: String?, _ found: inout Found) {
    switch kind(of: path) {
    case .file: add(path, relative, &found)
    case .folder where type == Int32(DT_UNKNOWN) && !isLink(path): walk(path, relative, &found)
    case .folder: found.links += 1
    case .other: break
    case nil:
      if Language(path: path) != nil { found.unread.append((path, "the link leads nowhere")) }
    }
  }

  private func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Build products, the repository itself, and packages that others wrote.
  private func isSkipped(_ name: String) -> Bool {
    name.hasPrefix(".build") || name == ".git" || name == ".swiftpm" || name == "node_modules"
  }
}
