import ConfigurationFile
import Lint
import LintCorpus
import SourceText
import Testing
import TypeScriptLanguage

@Suite struct FilterTests {
  @Test(arguments: try CorpusCase.all("found"))
  func `a file in which something is found is a candidate, alone or with what it imports`(
    example: CorpusCase
  ) throws {
    let filter = TypeScriptReader.filter(try corpusLinter().needles)
    var joined = filter.empty
    var isCandidate = false
    for text in example.files.values {
      let scan = Array(text.utf8).withUnsafeBufferPointer { filter.scan($0) }
      isCandidate = isCandidate || scan.isCandidate
      joined.formUnion(scan)
    }
    #expect(isCandidate || filter.canYield(joined))
  }

  /// Each line alone: what one line says must not lean on its neighbours.
  @Test func `every line that is found alone is a candidate alone`() throws {
    var configuration = Configuration.Lint()
    configuration.clusters = corpusConfiguration.clusters
    let linter = try Linter(configuration, today: try #require(CalendarDay("2026-11-25")))
    let filter = TypeScriptReader.filter(linter.needles)
    let reader = TypeScriptReader(ClientNames(configuration))
    let lines = try CorpusCase.all("found").flatMap(\.files.values)
      .flatMap { $0.split(separator: "\n") }
    var count = 0
    for line in lines {
      let bytes = Array(line.utf8)
      let source = reader.parse(bytes, path: "a.ts")
      let facts = reader.facts(of: source, among: TypeScriptReader.ModuleTable([source]))
      guard !linter.check(facts).isEmpty else { continue }
      count += 1
      #expect(bytes.withUnsafeBufferPointer { filter.scan($0).isCandidate }, "\(line)")
    }
    #expect(count > 80)
  }

  @Test(arguments: [
    "const a = clusterSize;", "export class A { get(name: string) { return this.names[name]; } }",
  ])
  func `what holds no word of a rule is not parsed`(source: String) {
    let filter = TypeScriptReader.filter(Needles(words: [], texts: ["shard_"]))
    #expect(!Array(source.utf8).withUnsafeBufferPointer { filter.scan($0).isCandidate })
  }
}
