import Foundation
import Lint
import LintCorpus
import SwiftLanguage
import Testing

/// The examples of a rule.
struct RuleCase: CustomTestStringConvertible, Sendable {
  let rule: String
  let example: CorpusCase

  var testDescription: String { "\(rule)/\(example.name)" }

  /// The examples of all rules in folders of this name: `found` or `clean`.
  static func all(_ kind: String) throws -> [RuleCase] {
    let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Corpus")
    return try FileManager.default.contentsOfDirectory(atPath: corpus.path).sorted()
      .flatMap { rule in
        let folder = corpus.appendingPathComponent("\(rule)/\(kind)")
        guard FileManager.default.fileExists(atPath: folder.path) else { return [RuleCase]() }
        return try CorpusCase.all(in: folder, extensions: ["swift"])
          .map { RuleCase(rule: rule, example: $0) }
      }
  }
}

extension CorpusCase {
  /// What is found; once for several findings of a rule on a line.
  func findings(sparing: SwiftReader.Sparing = .nothing) throws -> [String] {
    let linter = try corpusLinter()
    let reader = SwiftReader(linter.needles, sparing: sparing)
    let sources = files.sorted { $0.key < $1.key }.map { path, text in
      let bytes = Array(text.utf8)
      return SwiftProgram.File(path: path, scan: reader.scan(bytes, path: path)) { bytes }
    }
    let program = SwiftProgram(sources, reader: reader)
    return found(in: sources.indices.compactMap { program.facts(of: $0) }, by: linter)
  }
}

@Suite struct CorpusTests {
  @Test(arguments: try RuleCase.all("found"))
  func `every way around is found, on its line, and nothing else`(test: RuleCase) throws {
    let expected = test.example.expected
    #expect(!expected.isEmpty)
    let found = try test.example.findings()
    #expect(expected.filter { !found.contains($0) } == [], "not found")
    #expect(found.filter { !expected.contains($0) } == [], "found without a mark")
  }

  @Test(arguments: try RuleCase.all("clean"))
  func `what only looks alike is not found`(test: RuleCase) throws {
    let found = try test.example.findings()
    #expect(found == [])
  }
}
