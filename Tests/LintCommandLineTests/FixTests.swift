import Foundation
import Testing

struct FixTests {
  private static let comment = "// demarc:allow static-client until 2999-01-31: moves in TEN-1"

  @Test func `a comment that is not needed is taken out, and what is beside it stays`() throws {
    let files = [
      "demarc.yml": "lint: { clusters: [\"cluster_[a-z]+_[0-9]{2}\"] }\n",
      "A.swift": """
      let é = 1  \(Self.comment)
        \(Self.comment)
      let b = "cluster_b_01"
      \(Self.comment)
      """,
    ]
    try Folder.with(files) { folder in
      let result = try folder.lint("--fix", "A.swift")
      #expect(result.status == 1)
      #expect(result.errors.contains("Mended 3 of 4 findings."), "\(result.errors)\(result.output)")
      #expect(result.output.contains("A.swift:2:9: error: \"cluster_b_01\" names a cluster"))
      let file = folder.url.appendingPathComponent("A.swift")
      #expect(
        try String(contentsOf: file, encoding: .utf8) == "let é = 1\nlet b = \"cluster_b_01\"\n"
      )
    }
  }
}
