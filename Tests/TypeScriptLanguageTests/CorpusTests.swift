import Foundation
import Lint
import LintCorpus
import Testing
import TypeScriptLanguage

@Suite struct CorpusTests {
  @Test(arguments: try CorpusCase.all("found"))
  func `every way around is found, on its line`(example: CorpusCase) throws {
    let expected = example.expected
    #expect(!expected.isEmpty)
    let found = try example.findings()
    #expect(expected.filter { !found.contains($0) } == [], "not found")
    #expect(found.filter { !expected.contains($0) } == [], "found without a mark")
  }

  @Test(arguments: try CorpusCase.all("clean"))
  func `what only looks alike is not found`(example: CorpusCase) throws {
    let found = try example.findings()
    #expect(found == [])
  }

  /// When it differs, the message holds the lines for `Recall.measured`.
  @Test func `the table of recall says what the corpus shows`() throws {
    let measured = try Recall.measure(
      "TypeScript",
      CorpusCase.all("found"),
      lookAlikes: CorpusCase.all("clean")
    ) { try $0.findings() }
    let table = Recall.measured.filter { $0.language == "TypeScript" }
    #expect(table == measured, "\(measured.map(\.source).joined(separator: "\n"))")
  }
}

extension CorpusCase {
  /// The examples in a folder of the corpus; the files of one import each other.
  static func all(_ kind: String) throws -> [CorpusCase] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Corpus/\(kind)")
    return try all(in: folder, extensions: Set(TypeScriptReader.extensions))
  }

  /// What is found.
  func findings() throws -> [String] {
    let reader = TypeScriptReader(ClientNames(corpusConfiguration))
    let sources = files.sorted { $0.key < $1.key }.map { reader.parse(Array($1.utf8), path: $0) }
    let modules = TypeScriptReader.ModuleTable(sources)
    return try found(in: sources.map { reader.facts(of: $0, among: modules) }, by: corpusLinter())
  }
}
