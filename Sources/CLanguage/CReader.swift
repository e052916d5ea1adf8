package import Lint
import Foundation
import SourceText

/// Turns C, C++ and Objective-C files into facts.
package struct CReader: Sendable {
  private let clients: ClientNames

  /// Prepares to look for the clients of a project.
  package init(_ clients: ClientNames) {
    self.clients = clients
  }

  /// What the names of the files end with.
  package static let extensions: Set<String> = [
    "c", "h", "cc", "cpp", "cxx", "hh", "hpp", "hxx", "m", "mm", "inc",
  ]

  /// Reads the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - path: how findings name it.
  ///   - location: where it stands, for what it includes.
  package func read(_ bytes: [UInt8], path: String, location: String) -> Facts {
    let folder = URL(fileURLWithPath: location).deletingLastPathComponent()
    return bytes.withUnsafeBufferPointer { bytes in
      let lexer = CLexer(bytes)
      let lines = LineTable(bytes)
      var preprocessor = Preprocessor(definitions: definitions(near: folder)) { name in
        included(name, from: folder)
      }
      preprocessor.run(lexer.tokens)
      var collector = CFactsCollector(
        path: path,
        tokens: preprocessor.output,
        bodies: preprocessor.bodies,
        lines: lines,
        clients: clients
      )
      if !preprocessor.headers.isEmpty {
        var headers = CFactsCollector(
          path: path,
          tokens: preprocessor.headers,
          bodies: [],
          lines: lines,
          clients: clients
        )
        headers.run()
        collector.adopt(headers)
      }
      collector.run()
      var facts = collector.facts
      facts.allowances = allowComments(lexer.comments, in: bytes, lines)
      if let failure = lexer.failure {
        facts.incompleteness = Incompleteness(
          message: failure.message,
          position: lines.position(failure.offset)
        )
      }
      return facts
    }
  }
}

/// The tokens of a file that another includes, beside it or in a folder of headers above.
private func included(_ name: String, from folder: URL) -> [CToken]? {
  for place in [".", "include", "..", "../include", "../../include"] {
    let path = folder.appendingPathComponent(place).appendingPathComponent(name).standardizedFileURL.path
    guard let data = FileManager.default.contents(atPath: path), data.count < 4 << 20 else { continue }
    return Array(data).withUnsafeBufferPointer { CLexer($0).tokens }
  }
  return nil
}

/// The macros that the nearest Package.swift and compile_flags.txt define.
private func definitions(near folder: URL) -> [String: Macro] {
  var folder = folder.standardizedFileURL
  var found: [String: Macro] = [:]
  while true {
    if let manifest = try? String(contentsOf: folder.appendingPathComponent("Package.swift"), encoding: .utf8) {
      for match in manifest.matches(of: #/\.define\(\s*"((?:[^"\\]|\\.)*)"(?:\s*,\s*to:\s*"((?:[^"\\]|\\.)*)")?/#) {
        found[String(match.1)] = macro(match.2.map { unescapedSwift(String($0)) } ?? "1")
      }
      for match in manifest.matches(of: #/"-D([A-Za-z_]\w*)(?:=((?:[^"\\]|\\.)*))?"/#) {
        found[String(match.1)] = macro(match.2.map { unescapedSwift(String($0)) } ?? "1")
      }
      return found
    }
    if let flags = try? String(contentsOf: folder.appendingPathComponent("compile_flags.txt"), encoding: .utf8) {
      for match in flags.matches(of: #/(?m)^-D([A-Za-z_]\w*)(?:=(.*))?$/#) {
        found[String(match.1)] = macro(match.2.map(String.init) ?? "1")
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
