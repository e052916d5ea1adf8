package import Foundation
package import Lint

/// An example of a corpus: a file, or a folder of files that belong together.
///
/// `// ! rule` at the end of a line says what must be found on it, and nothing else may be.
package struct CorpusCase: CustomStringConvertible, Sendable {
  package let name: String
  /// The text of each file, by its path.
  package let files: [String: String]

  package var description: String { name }

  /// Makes an example that stands nowhere.
  package init(name: String, files: [String: String]) {
    self.name = name
    self.files = files
  }

  /// The examples in a folder, each a file or a folder of files.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - extensions: what the names of the files end with.
  /// - Returns: the examples, sorted by name.
  /// - Throws: what Foundation throws where a file cannot be read.
  package static func all(in folder: URL, extensions: Set<String>) throws -> [CorpusCase] {
    var cases: [String: [String: String]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where extensions.contains(URL(fileURLWithPath: path).pathExtension) {
      let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      let name = path.split(separator: "/").first.map(String.init) ?? path
      cases[name, default: [:]][path] = text
    }
    return cases.map { CorpusCase(name: $0.key, files: $0.value) }.sorted { $0.name < $1.name }
  }

  /// `file:line rule`, as marked.
  package var expected: [String] {
    files.flatMap { path, text in
      text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        .flatMap { number, line -> [String] in
          guard let mark = line.range(of: "// ! ") else { return [] }
          return line[mark.upperBound...].split(separator: ",")
            .map { "\(path):\(number + 1) \($0.filter { !$0.isWhitespace })" }
        }
    }
    .sorted()
  }
}

/// `file:line rule`, as found in facts; once for several findings of a rule on a line, and with the places at which a
/// file was given up.
package func found(in facts: [Facts], by linter: Linter) -> [String] {
  var found: Set<String> = []
  for facts in facts {
    if let reason = facts.incompleteness {
      found.insert("\(facts.path):\(reason.position.line) incomplete: \(reason.message)")
    }
    for finding in linter.check(facts) {
      found.insert("\(finding.path):\(finding.range.start.line) \(finding.rule)")
    }
  }
  return found.sorted()
}
