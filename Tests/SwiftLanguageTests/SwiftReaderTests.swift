import Foundation
import Lint
import LintCorpus
import Parallelism
import SourceText
import SwiftLanguage
import Testing

@Suite struct SwiftReaderTests {
  @Test(arguments: ["func broken( {", "let a =", "struct {", "let s = \"", "}"])
  func `a file that does not parse is incomplete, with its place`(source: String) throws {
    let facts = try #require(read(source))
    let reason = try #require(facts.incompleteness)
    #expect(reason.position.line == 1)
    #expect(!reason.message.isEmpty)
  }

  @Test func `nesting that the parser gives up on is incomplete`() throws {
    let source =
      "let a = " + String(repeating: "{", count: 2000) + "1"
      + String(repeating: "}", count: 2000)
    let facts = parallelMap([source]) { read($0) }.compactMap { $0 }
    #expect(facts.first?.incompleteness != nil)
  }

  @Test(arguments: ["[", "[(", "[ /* ] */", "[\n// ]\n"])
  func `brackets that the parser would take hours for are left out, and said`(
    open: String
  ) throws {
    let deep = String(repeating: open, count: 40)
    let source = """
      // [[[[[[[[[[[[[[[[[[[[[[
      let deep = \(deep)
      let name = "cluster_shared_01"

      """
    let facts = try #require(read(source))
    let reason = try #require(facts.incompleteness)
    #expect(reason.message.hasPrefix("brackets nest deeper than 12 here"))
    #expect(reason.position.line >= 2)
    #expect(try !findings(in: source).isEmpty)
  }

  @Test func `parentheses that the parser would recover from for minutes are left out, and said`()
    throws
  {
    let source = """
      let name = "cluster_shared_01"
      func f\(String(repeating: "(select ", count: 1300))
      let last = 1
      """
    let facts = try #require(read(source))
    let reason = try #require(facts.incompleteness)
    #expect(reason.message.hasPrefix("parentheses nest deeper than 64 here"))
    #expect(reason.position.line == 2)
    #expect(try !findings(in: source).isEmpty)
  }

  @Test(arguments: ["", "\n", "x" + String(repeating: ")\"", count: 1000)])
  func `interpolations that take the parser's memory are left out, and said`(rest: String) throws {
    let source = """
      let name = "cluster_shared_01"
      let text $$ \(String(repeating: #""\("#, count: 1000))\(rest)
      """
    let facts = try #require(read(source))
    let reason = try #require(facts.incompleteness)
    #expect(reason.message.hasPrefix("interpolations nest deeper than 32 here"))
    #expect(reason.position.line == 2)
    #expect(try !findings(in: source).isEmpty)
  }

  @Test func `brackets in strings, comments and closures are as deep as they stand in code`()
    throws
  {
    let brackets = String(repeating: "[", count: 20)
    let closures = String(repeating: "[{ [1, ", count: 7) + String(repeating: "] }]", count: 7)
    let quotes = "\"\"\""
    let source = #"""
      /* \#(brackets) /* \#(brackets) */ */
      let text = "\#(brackets) \(names[0]) \#(brackets) \" \#(brackets)"
      let raw = ##"\#(brackets) " \#(brackets)"##
      let lines = \#(quotes)
        \#(brackets) "\#(brackets)" \("\#(brackets)" + [1].joined())
        \#(quotes)
      let deep = \#(closures)
      let name = "cluster_shared_01"

      """#
    #expect(try #require(read(source)).incompleteness == nil)
    #expect(try findings(in: source).count == 1)
  }

  @Test(arguments: [
    "func f() { use(\"cluster_shared_01\") }", "enum A { static let client: AdminClient? = nil }",
    "func f() { getBackendPool() }",
  ])
  func `what the parser leaves out is searched by its tokens`(source: String) throws {
    for count in [300, 2000] {
      let nested =
        "let a = " + String(repeating: "{", count: count) + "1"
        + String(repeating: "}", count: count)
        + "\n" + source
      let found = parallelMap([nested]) { try? findings(in: $0) }
      #expect(found.first??.contains { !$0.isEmpty } == true)
    }
    #expect(try !findings(in: "func broken( {\n" + source).isEmpty)
  }

  @Test func `bytes that are no text are incomplete`() {
    let reader = SwiftReader(Needles(), sparing: .nothing)
    #expect(reader.read([0x6C, 0xFF], path: "a.swift")?.incompleteness != nil)
  }

  @Test(arguments: [
    ("func f(_ a: [Int]) -> [Int] { Array(a.sorted().prefix(3).reversed()) }", false),
    ("let a = \"register\".prefix(4)", false), ("let a = \"xcluste\".dropFirst()", true),
    ("let a = \"dmvtufs\".map { UnicodeScalar($0) }", true),
    ("let a = \"1\u{FE0F}\u{20E3} fox\"", false), ("let a = \"clu\u{455}ter_shared_01\"", true),
    ("struct A: ExpressibleByExtendedGraphemeClusterLiteral {}", false),
    ("func f(path: StaticString = #filePath) {}", false),
  ])
  func `a word that makes texts of others counts where there is one to make`(
    source: String,
    isCandidate: Bool
  ) throws {
    let reader = SwiftReader(try corpusLinter().needles, sparing: .parsing)
    #expect(reader.scan(Array(source.utf8), path: "a.swift").isCandidate == isCandidate)
  }

  /// What one line says must not lean on the words of its neighbours.
  @Test func `the prefilter changes no answer about a line of the corpus that stands alone`() throws
  {
    let lines = try RuleCase.all("found").flatMap(\.example.files.values)
      .flatMap { $0.split(separator: "\n").map(String.init) }
    let differences = parallelMap(lines) { line -> String? in
      let all = try? findings(in: line)
      return all == (try? findings(in: line, sparing: .parsing)) ? nil : line
    }
    #expect(lines.count > 500)
    #expect(differences.compactMap(\.self) == [])
  }

  @Test func `the prefilter changes no answer on this repository`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let paths = try [
      "Sources/Lint", "Sources/Demarc", "Sources/PostgresDriver/Client", "Tests/SwiftLanguageTests",
    ]
    .flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
        .filter { $0.hasSuffix(".swift") }.map { root.appendingPathComponent("\(folder)/\($0)") }
    }
    let answers = parallelMap(paths) { path -> (String, Bool) in
      do {
        let source = try String(contentsOf: path, encoding: .utf8)
        let isEqual = try findings(in: source, sparing: .parsing) == findings(in: source)
        return (path.path, isEqual)
      } catch {
        return ("\(path.path): \(error)", false)
      }
    }
    #expect(answers.count > 40)
    #expect(answers.filter { !$0.1 }.map(\.0) == [])
  }
}

private func read(_ source: String) -> Facts? {
  let reader = SwiftReader(Needles(), sparing: .nothing)
  return reader.read(Array(source.utf8), path: "a.swift")
}
