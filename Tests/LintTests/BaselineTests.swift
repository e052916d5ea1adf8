import Lint
import Testing

struct BaselineTests {
  private static let rule = "hardcoded-cluster"

  /// The findings of a file in which `BAD` is found.
  private func findings(_ path: String, _ text: String) -> [Finding] {
    let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { $0.element.contains("BAD") }
      .map { number, line in
        let place = TextPosition(line: number + 1, column: 1)
        var finding = Finding(
          rule: Self.rule,
          path: path,
          range: TextRange(start: place, end: place),
          message: "found",
          help: "mend it"
        )
        finding.fingerprint = Fingerprint(finding, path: path, lines: lines)
        return finding
      }
  }

  private func baseline(_ findings: [Finding]) -> Baseline {
    Baseline(findings.compactMap(\.fingerprint))
  }

  @Test func `lines that moved, were indented or got other neighbours stay known`() {
    let known = baseline(findings("A.swift", "func f() {\n  BAD(1)\n}\n"))
    for text in [
      "import X\n\nfunc f() {\n  BAD(1)\n}\n", "if true {\n  func f() {\n      BAD( 1 )\n  }\n}\n",
      "func g() {\n  let a = 1\n  BAD(1)\n  use(a)\n}\n",
    ] {
      let comparison = known.compare(findings("A.swift", text)) { _ in true }
      #expect(comparison.new.isEmpty, "\(text)")
      #expect(comparison.mended.isEmpty)
      #expect(comparison.shrunk.entries.count == 1)
    }
  }

  @Test func `mending one finding makes no room for another`() {
    let known = baseline(findings("A.swift", "f()\nBAD(1)\ng()\nBAD(2)\n"))
    let comparison = known.compare(findings("A.swift", "f()\nBAD(1)\ng()\nBAD(3)\n")) { _ in true }
    #expect(comparison.new.map(\.range.start.line) == [4])
    #expect(comparison.known.map(\.range.start.line) == [2])
    #expect(comparison.mended.count == 1)
  }

  @Test func `as many equal lines are known as there were`() {
    let known = baseline(findings("A.swift", "BAD(1)\nBAD(1)\n"))
    let comparison = known.compare(findings("A.swift", "BAD(1)\nBAD(1)\nBAD(1)\n")) { _ in true }
    #expect(comparison.known.count == 2)
    #expect(comparison.new.count == 1)
  }

  @Test func `code that moved to another file is known there, and a copy is not`() {
    let text = "func f() {\n  BAD(1)\n}\n"
    let known = baseline(findings("A.swift", text))
    let moved = known.compare(findings("B.swift", text)) { _ in true }
    #expect(moved.new.isEmpty)
    #expect(moved.shrunk.entries.map(\.path) == ["B.swift"])
    // A run that does not look at A.swift cannot tell that the code has left it.
    let copied = known.compare(findings("B.swift", text)) { $0 == "B.swift" }
    #expect(copied.new.count == 1)
    #expect(copied.shrunk == known)
    let alike = known.compare(findings("B.swift", "func other() {\n  BAD(1)\n}\n")) { _ in true }
    #expect(alike.new.count == 1)
  }

  @Test func `what a run did not look at stays in the baseline`() {
    let known = baseline(findings("A.swift", "BAD(1)\n") + findings("B.swift", "BAD(2)\n"))
    let comparison = known.compare([]) { $0 == "A.swift" }
    #expect(comparison.mended.map(\.path) == ["A.swift"])
    #expect(comparison.shrunk.entries.map(\.path) == ["B.swift"])
  }

  @Test func `a baseline never grows, whatever is found`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      func text() -> String {
        (0..<Int.random(in: 0..<8, using: &random))
          .map { _ in "\(["BAD", "good"].randomElement()!)(\(Int.random(in: 0..<3)))\n" }.joined()
      }
      let known = baseline(findings("A.swift", text()) + findings("B.swift", text()))
      let found = findings("A.swift", text()) + findings("C.swift", text())
      let judged = Set(["A.swift", "B.swift", "C.swift"].filter { _ in Bool.random() })
      let comparison = known.compare(found) { judged.contains($0) }
      #expect(comparison.shrunk.entries.count <= known.entries.count)
      #expect(comparison.new.count + comparison.known.count == found.count)
      #expect(
        comparison.shrunk.entries.count + comparison.mended.count == known.entries.count
      )
    }
  }
}
