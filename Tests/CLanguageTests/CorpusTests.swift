import CLanguage
import Foundation
import Lint
import LintCorpus
import Testing

@Suite struct CorpusTests {
  @Test(arguments: try CorpusCase.all(in: corpus("found"), extensions: Set(CReader.extensions)))
  func `every way around is found, on its line`(example: CorpusCase) throws {
    let expected = example.expected
    #expect(!expected.isEmpty)
    let found = try example.findings(in: Self.corpus("found"))
    #expect(expected.filter { !found.contains($0) } == [], "not found")
    #expect(found.filter { !expected.contains($0) } == [], "found without a mark")
  }

  @Test(arguments: try CorpusCase.all(in: corpus("clean"), extensions: Set(CReader.extensions)))
  func `what only looks alike is not found`(example: CorpusCase) throws {
    let found = try example.findings(in: Self.corpus("clean"))
    #expect(found == [])
  }

  /// When it differs, the message holds the lines for `Recall.measured`.
  @Test func `the table of recall says what the corpus shows`() throws {
    let extensions = Set(CReader.extensions)
    let measured = try Recall.measure(
      "C",
      CorpusCase.all(in: Self.corpus("found"), extensions: extensions),
      lookAlikes: CorpusCase.all(in: Self.corpus("clean"), extensions: extensions)
    ) { try $0.findings(in: Self.corpus("found")) }
    let table = Recall.measured.filter { $0.language == "C" }
    #expect(table == measured, "\(measured.map(\.source).joined(separator: "\n"))")
  }

  private static func corpus(_ kind: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Corpus/\(kind)")
  }
}

extension CorpusCase {
  /// What is found in files that stand in a folder and include each other.
  ///
  /// What the preprocessor's output spares changes no answer.
  fileprivate func findings(in folder: URL) throws -> [String] {
    let linter = try corpusLinter()
    let clients = ClientNames(corpusConfiguration)
    let all = try findings(in: folder, by: CReader(clients))
    let spared = try findings(
      in: folder,
      by: CReader(clients, sparingBy: CReader.filter(linter.needles))
    )
    #expect(spared == all)
    return all
  }

  private func findings(in folder: URL, by reader: CReader) throws -> [String] {
    let facts = files.map { path, text in
      var facts = reader.read(
        Array(text.utf8),
        path: path,
        location: folder.appendingPathComponent(path).path
      )
      // Examples need not compile; that such a file is reported is a test of its own.
      if facts.incompleteness?.message.contains("only its tokens") == true {
        facts.incompleteness = nil
      }
      return facts
    }
    return try found(in: facts, by: corpusLinter())
  }
}
