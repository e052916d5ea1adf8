import Foundation
import Synchronization

/// What stands around C files: the headers beside them, and what the compiler is told.
///
/// Each is read once, however many files lean on it, so that one instance serves one run.
package final class CSurroundings: Sendable {
  private struct State {
    var headers: [String: [CToken]?] = [:]
    var flags: [String: [String]] = [:]
  }

  private let state = Mutex(State())

  /// Knows nothing yet.
  package init() {}

  /// The tokens of a file that another includes, beside it or in a folder of headers above.
  func included(_ name: String, from folder: URL) -> [CToken]? {
    for place in [".", "include", "..", "../include", "../../include"] {
      let path = folder.appendingPathComponent(place).appendingPathComponent(name)
        .standardizedFileURL
        .path
      if let tokens = tokens(of: path) { return tokens }
    }
    return nil
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

  /// The macros and folders of headers that the nearest Package.swift and compile_flags.txt name, as the compiler is
  /// told.
  func flags(near folder: URL) -> [String] {
    let path = folder.standardizedFileURL.path
    if let known = state.withLock({ $0.flags[path] }) { return known }
    let flags = readFlags(near: folder.standardizedFileURL)
    state.withLock { $0.flags[path] = flags }
    return flags
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

private func readFlags(near folder: URL) -> [String] {
  var folder = folder
  var found: [String] = []
  while true {
    let manifest = folder.appendingPathComponent("Package.swift")
    if let text = try? String(contentsOf: manifest, encoding: .utf8) {
      for match in text.matches(
        of: #/\.define\(\s*"((?:[^"\\]|\\.)*)"(?:\s*,\s*to:\s*"((?:[^"\\]|\\.)*)")?/#
      ) {
        found.append("-D\(match.1)=\(match.2.map { unescapedSwift(String($0)) } ?? "1")")
      }
      for match in text.matches(of: #/"(-[DI](?:[^"\\]|\\.)+)"/#) {
        found.append(unescapedSwift(String(match.1)))
      }
      return found
    }
    let flags = folder.appendingPathComponent("compile_flags.txt")
    if let text = try? String(contentsOf: flags, encoding: .utf8) {
      found += text.split(separator: "\n").map(String.init).filter {
        $0.hasPrefix("-D") || $0.hasPrefix("-I")
      }
    }
    guard folder.path != "/" else { return found }
    folder.deleteLastPathComponent()
  }
}

private func macro(_ text: String) -> Macro {
  let tokens = Array(text.utf8).withUnsafeBufferPointer { CLexer($0).tokens }
  return Macro(parameters: nil, isVariadic: false, body: tokens)
}

private func unescapedSwift(_ text: String) -> String {
  text.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
}
