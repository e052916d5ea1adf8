import Foundation
import Synchronization

/// What stands around C files: the headers beside them, and what the compiler is told.
///
/// Each is read once, however many files lean on it, so that one instance serves one run.
package final class CSurroundings: Sendable {
  private struct State {
    var headers: [String: [CToken]?] = [:]
    var folders: [String: Folder] = [:]
  }

  /// What holds for the files of a folder.
  private struct Folder {
    var flags: [String] = []
    var headers: [String] = []
  }

  private let state = Mutex(State())

  /// Knows nothing yet.
  package init() {}

  /// The tokens of a file that another includes, beside it or in a folder of headers.
  func included(_ name: String, from folder: URL) -> [CToken]? {
    headerFolders(near: folder).lazy.compactMap { self.tokens(of: "\($0)/\(name)") }.first
  }

  private func tokens(of path: String) -> [CToken]? {
    if let known = state.withLock({ $0.headers[path] }) { return known }
    let tokens = FileManager.default.contents(atPath: path).flatMap { data -> [CToken]? in
      guard data.count < 4 << 20 else { return nil }
      return Array(data).withUnsafeBufferPointer { CLexer($0).tokens }
    }
    state.withLock { $0.headers[path] = .some(tokens) }
    return tokens
  }

  /// The folders in which the headers of a file may be: its own and the one above, every `include` up to the package,
  /// and what the manifest calls a path of headers.
  func headerFolders(near folder: URL) -> [String] { facts(of: folder).headers }

  /// What the nearest Package.swift and compile_flags.txt tell the compiler.
  func flags(near folder: URL) -> [String] { facts(of: folder).flags }

  private func facts(of folder: URL) -> Folder {
    let folder = folder.standardizedFileURL
    if let known = state.withLock({ $0.folders[folder.path] }) { return known }
    let facts = readFacts(of: folder)
    state.withLock { $0.folders[folder.path] = facts }
    return facts
  }

  private func readFacts(of folder: URL) -> Folder {
    let parent = folder.deletingLastPathComponent()
    var found = Folder(headers: [folder.path, parent.path])
    var places: [URL] = []
    var place = folder
    while true {
      places.append(place)
      if let manifest = try? String(
        contentsOf: place.appendingPathComponent("Package.swift"),
        encoding: .utf8
      ) {
        found.flags += definedFlags(in: manifest)
        let searched = manifest.matches(of: #/\.headerSearchPath\(\s*"([^"\\]+)"/#).map {
          String($0.1)
        }
        found.headers += places.flatMap { place in
          (["include"] + searched).map { place.appendingPathComponent($0).standardizedFileURL.path }
        }
        break
      }
      let flags = place.appendingPathComponent("compile_flags.txt")
      if let text = try? String(contentsOf: flags, encoding: .utf8) {
        found.flags += text.split(separator: "\n").map(String.init).filter {
          $0.hasPrefix("-D") || $0.hasPrefix("-I")
        }
      }
      guard place.path != "/" else {
        found.headers += places.prefix(3).map { $0.appendingPathComponent("include").path }
        break
      }
      place.deleteLastPathComponent()
    }
    var seen: Set<String> = []
    found.headers = found.headers.filter {
      seen.insert($0).inserted && FileManager.default.fileExists(atPath: $0)
    }
    return found
  }

  /// The macros among the compiler's flags.
  func definitions(near folder: URL) -> [String: Macro] {
    var found: [String: Macro] = [:]
    for flag in flags(near: folder) where flag.hasPrefix("-D") {
      let parts = flag.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
      guard let name = parts.first else { continue }
      found[name] = macro(parts.count > 1 ? parts[1] : "1")
    }
    return found
  }
}

/// The macros that a manifest defines, and the flags that it passes on.
private func definedFlags(in manifest: String) -> [String] {
  let macros = manifest.matches(
    of: #/\.define\(\s*"((?:[^"\\]|\\.)*)"(?:\s*,\s*to:\s*"((?:[^"\\]|\\.)*)")?/#
  )
  let flags = manifest.matches(of: #/"(-[DI](?:[^"\\]|\\.)+)"/#)
  return macros.map { "-D\($0.1)=\($0.2.map { unescapedSwift(String($0)) } ?? "1")" }
    + flags.map { unescapedSwift(String($0.1)) }
}

private func macro(_ text: String) -> Macro {
  let tokens = Array(text.utf8).withUnsafeBufferPointer { CLexer($0).tokens }
  return Macro(parameters: nil, isVariadic: false, body: tokens)
}

private func unescapedSwift(_ text: String) -> String {
  text.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
}
