import Lint
import LintCorpus
import SwiftLanguage
import Testing

/// A source in which `«rule»` stands before each place where a rule must find something.
struct MarkedSource {
  /// The source without its marks.
  private(set) var text = ""
  /// The marks as `line:column rule`.
  private(set) var expected: [String] = []

  /// Reads the marks.
  init(_ marked: String) {
    var rest = marked[...]
    while let mark = rest.firstMatch(of: #/«([a-z-]+)»/#) {
      text += rest[..<mark.range.lowerBound]
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      expected.append("\(lines.count):\((lines.last?.utf8.count ?? 0) + 1) \(mark.output.1)")
      rest = rest[mark.range.upperBound...]
    }
    text += rest
  }
}

/// What the linter finds in a source, as `line:column rule`.
func findings(
  in source: String,
  sparing: SwiftReader.Sparing = .nothing,
  today: String = "2026-11-25"
) throws -> [String] {
  let linter = try corpusLinter(today: today)
  let reader = SwiftReader(linter.needles, sparing: sparing)
  guard let facts = reader.read(Array(source.utf8), path: "Source.swift") else { return [] }
  return linter.check(facts).map { finding in
    "\(finding.range.start.line):\(finding.range.start.column) \(finding.rule)"
  }
}

/// Checks that a source yields its marked findings, also after multi-byte text and with the prefilter; and
/// that it yields none within a comment or a string.
func expectMarkedFindings(
  _ marked: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  for prefix in ["", "/* é🦊 */ ", "let é = \"🦊\"\n"] {
    let source = MarkedSource(prefix + marked)
    #expect(try findings(in: source.text) == source.expected, sourceLocation: sourceLocation)
    #expect(
      try findings(in: source.text, sparing: .parsing) == source.expected,
      sourceLocation: sourceLocation
    )
  }
  let text = MarkedSource(marked).text
  let commented = text.split(separator: "\n").map { "// \($0)\n/// \($0)\n" }.joined()
  #expect(try findings(in: commented).isEmpty, sourceLocation: sourceLocation)
}
