import ConfigurationFile
import Foundation
import Lint
import Testing
import CLanguage

/// Files in which `// ! rule` at the end of a line says what must be found on it, and nothing else may be.
@Suite struct CorpusTests {
  @Test(arguments: Case.all("found"))
  func `every way around is found, on its line`(example: Case) throws {
    let expected = example.expected
    #expect(!expected.isEmpty)
    let found = try example.findings()
    #expect(expected.filter { !found.contains($0) } == [], "not found")
    #expect(found.filter { !expected.contains($0) } == [], "found without a mark")
  }

  @Test(arguments: Case.all("clean"))
  func `what only looks alike is not found`(example: Case) throws {
    let found = try example.findings()
    #expect(found == [])
  }
}

/// One example: a file, or a folder of files that include each other.
struct Case: CustomTestStringConvertible, Sendable {
  let name: String
  let root: String
  let files: [String: String]

  var testDescription: String { name }

  static func all(_ folder: String) -> [Case] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Corpus/\(folder)")
    let marked = Set(CReader.extensions)
    let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.path)) ?? []
    var cases: [String: [String: String]] = [:]
    for path in paths where marked.contains(path.split(separator: ".").last.map(String.init) ?? "")
    {
      guard let text = try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
      else { continue }
      let name = path.split(separator: "/").first.map(String.init) ?? path
      cases[name, default: [:]][path] = text
    }
    return cases.map { Case(name: $0.key, root: root.path, files: $0.value) }.sorted {
      $0.name < $1.name
    }
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

  /// `file:line rule`, as found; one line for several findings of a rule.
  func findings() throws -> [String] {
    var configuration = Configuration.Lint()
    configuration.clusters = ["cluster_[a-z]+_[0-9]{2}"]
    configuration.clientTypes = ["AdminClient"]
    configuration.clientNames = ["SUPABASE_ADMIN_CLIENT"]
    configuration.clientFactories = ["createClient"]
    configuration.removed = ["getBackendPool"]
    let linter = try Linter(configuration, today: try #require(CalendarDay("2026-11-25")))
    let reader = CReader(ClientNames(configuration))
    var found: Set<String> = []
    for (path, text) in files {
      let facts = reader.read(Array(text.utf8), path: path, location: "\(root)/\(path)")
      // Examples need not compile; that such a file is reported is a test of its own.
      if let reason = facts.incompleteness, !reason.message.contains("only its tokens") {
        found.insert("\(facts.path):\(reason.position.line) incomplete: \(reason.message)")
      }
      for finding in linter.check(facts) {
        found.insert("\(finding.path):\(finding.range.start.line) \(finding.rule)")
      }
    }
    return found.sorted()
  }
}
