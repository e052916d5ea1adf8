import ConfigurationFile
import Lint
import LintCorpus
import SourceText
import Testing
import TypeScriptLanguage

/// Files that nest deeper than they are parsed.
@Suite struct NestingTests {
  @Test(arguments: [
    "<A>", "(", "[", "{ a: ", "`${", "() => ", "a ? ", "!", "new ", "f(", "<A b={", "if (a) ",
    "class A { m() { ", "function f() { ",
  ])
  func `what is behind it is searched all the same, and the file is said to be incomplete`(
    open: String
  ) throws {
    let source = """
      export const v = \(String(repeating: open, count: 3000))
      export const name = "cluster_shared_01";

      """
    let reader = TypeScriptReader(ClientNames(corpusConfiguration))
    let parsed = reader.parse(Array(source.utf8), path: "a.tsx")
    let facts = reader.facts(of: parsed, among: TypeScriptReader.ModuleTable([parsed]))
    #expect(facts.incompleteness != nil)
    #expect(
      found(in: [facts], by: try corpusLinter()).contains { $0.hasSuffix("hardcoded-cluster") }
    )
  }
}
