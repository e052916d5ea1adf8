import CLanguage
import ConfigurationFile
import Lint
import LintCorpus
import SourceText
import Testing

/// Files that nest deeper than libclang bears.
@Suite struct NestingTests {
  @Test(arguments: [
    ("c", "!"), ("c", "- "), ("c", "(int)"), ("c", "("), ("m", "["), ("m", "[a "), ("cpp", "A<"),
    ("cpp", "{ "), ("c", "*"), ("c", "OPEN "), ("c", "a ? "),
  ])
  func `are searched by their tokens, and said to be incomplete`(
    suffix: String,
    open: String
  ) throws {
    let source = """
      #define OPEN {
      const char *name = "cluster_shared_01";
      void f(void) { int x = \(String(repeating: open, count: 3000))1; }

      """
    let reader = CReader(ClientNames(corpusConfiguration))
    let path = "a.\(suffix)"
    let facts = reader.read(Array(source.utf8), path: path, location: "/nowhere/\(path)")
    #expect(facts.incompleteness?.position.line == 3)
    #expect(
      found(in: [facts], by: try corpusLinter()).contains { $0.hasSuffix("hardcoded-cluster") }
    )
  }

  @Test func `what people write is not too deep`() {
    let branches = (0..<300).map { number in
      "#if A\nint f\(number)(int a) {\n#else\nint f\(number)(long a) {\n#endif\n  return a;\n}\n"
    }
    let source = """
      \(branches.joined())
      int f(int a) { return - - -a * -a + !!a - ~(int)(long)(short)a; }
      int g(int a) { return \(Array(repeating: "a < 1", count: 10).joined(separator: " && ")); }
      int h = \(Array(repeating: "1", count: 500).joined(separator: " - "));
      int i[] = { \(Array(repeating: "-1", count: 500).joined(separator: ", ")) };

      """
    let reader = CReader(ClientNames(corpusConfiguration))
    let facts = reader.read(Array(source.utf8), path: "a.c", location: "/nowhere/a.c")
    #expect(facts.incompleteness == nil)
  }
}
