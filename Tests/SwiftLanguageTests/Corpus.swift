import ConfigurationFile
import Foundation
import Lint
import SwiftLanguage
import Testing

/// An example of the corpus: a file, or a folder of files of one target.
///
/// `// ! rule` at the end of a line says what must be found on it, and nothing else may be.
struct CorpusCase: CustomTestStringConvertible, Sendable {
  let rule: String
  let name: String
  var files: [String: String]

  var testDescription: String { "\(rule)/\(name)" }

  /// The examples in folders of this name: `found` or `clean`.
  static func all(_ kind: String) -> [CorpusCase] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Corpus"
    )
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
    var cases: [String: CorpusCase] = [:]
    for path in paths where path.hasSuffix(".swift") {
      let parts = path.split(separator: "/").map(String.init)
      guard parts.count > 2, parts[1] == kind,
        let text = try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      else { continue }
      let key = parts[0] + "/" + parts[2]
      cases[key, default: CorpusCase(rule: parts[0], name: parts[2], files: [:])]
        .files[parts.dropFirst(2).joined(separator: "/")] = text
    }
    return cases.values.sorted { $0.testDescription < $1.testDescription }
  }

  /// `file:line rule`, as marked.
  var expected: [String] {
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

  /// `file:line rule`, as found; once for several findings of a rule on a line.
  func findings(sparing: SwiftReader.Sparing = .nothing) throws -> [String] {
    let linter = try Linter(corpusConfiguration, today: try #require(CalendarDay("2026-11-25")))
    let reader = SwiftReader(linter.needles, sparing: sparing)
    let sources = files.sorted { $0.key < $1.key }.map { path, text in
      let bytes = Array(text.utf8)
      return SwiftProgram.File(path: path, scan: reader.scan(bytes, path: path)) { bytes }
    }
    let program = SwiftProgram(sources, reader: reader)
    var found: Set<String> = []
    for facts in sources.indices.compactMap({ program.facts(of: $0) }) {
      if let reason = facts.incompleteness {
        found.insert("\(facts.path):\(reason.position.line) incomplete: \(reason.message)")
      }
      for finding in linter.check(facts) {
        found.insert("\(finding.path):\(finding.range.start.line) \(finding.rule)")
      }
    }
    return found.sorted()
  }
}

/// What the corpus is looked at with.
let corpusConfiguration: Configuration.Lint = {
  var configuration = Configuration.Lint()
  configuration.clusters = ["cluster_[a-z]+_[0-9]{2}"]
  configuration.clientTypes = ["AdminClient"]
  configuration.clientNames = ["SUPABASE_ADMIN_CLIENT"]
  configuration.clientFactories = ["createClient"]
  configuration.removed = ["getBackendPool"]
  configuration.fleet = ["ControlPlane"]
  return configuration
}()

@Suite struct CorpusTests {
  @Test(arguments: CorpusCase.all("found"))
  func `every way around is found, on its line, and nothing else`(example: CorpusCase) throws {
    let expected = example.expected
    #expect(!expected.isEmpty)
    let found = try example.findings()
    #expect(expected.filter { !found.contains($0) } == [], "not found")
    #expect(found.filter { !expected.contains($0) } == [], "found without a mark")
  }

  @Test(arguments: CorpusCase.all("clean"))
  func `what only looks alike is not found`(example: CorpusCase) throws {
    let found = try example.findings()
    #expect(found == [])
  }
}
