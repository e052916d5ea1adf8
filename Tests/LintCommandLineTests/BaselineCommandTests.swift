import Foundation
import Testing

struct BaselineCommandTests {
  private static let configuration = "lint: { clusters: [\"cluster_[a-z]+_[0-9]{2}\"] }\n"
  private static let legacy = "let a = \"cluster_a_01\"\nlet b = \"cluster_b_01\"\n"

  private func withLegacy(_ body: (Folder) throws -> Void) throws {
    let files = [
      "demarc.yml": Self.configuration, "Sources/Old/A.swift": Self.legacy,
      "Sources/New/B.swift": "let c = 1\n",
    ]
    try Folder.with(files) { folder in
      #expect(try folder.lint("Sources").status == 1)
      let written = try folder.lint("--baseline-write", "Sources")
      #expect(written.status == 0, "\(written.output)\(written.errors)")
      try body(folder)
    }
  }

  @Test func `known findings pass, are counted by folder, and new ones do not`() throws {
    try withLegacy { folder in
      let known = try folder.lint("Sources")
      #expect(known.status == 0)
      #expect(
        known.output == "demarc-lint: 2 findings known to the baseline:\n      2  Sources/Old\n"
      )
      try folder.write("let c = \"cluster_c_01\"\n", to: "Sources/New/B.swift")
      let new = try folder.lint("Sources")
      #expect(new.status == 1)
      #expect(new.output.contains("Sources/New/B.swift:1:9: error: \"cluster_c_01\""))
      #expect(new.output.contains("demarc-lint: 1 finding in 2 files"))
    }
  }

  @Test func `a mended finding must leave the baseline, which then takes no other`() throws {
    try withLegacy { folder in
      try folder.write("let b = \"cluster_b_01\"\n", to: "Sources/Old/A.swift")
      let stale = try folder.lint("Sources")
      #expect(stale.status == 1)
      #expect(
        stale.output.contains(
          "mended, and still in the baseline: hardcoded-cluster in Sources/Old/A.swift "
            + "[stale-baseline]"
        )
      )
      #expect(try folder.lint("--baseline-write", "Sources").status == 0)
      #expect(try folder.lint("Sources").status == 0)
      try folder.write(Self.legacy, to: "Sources/Old/A.swift")
      let again = try folder.lint("--baseline-write", "Sources")
      #expect(again.status == 1, "a baseline that is there does not grow")
      #expect(again.output.contains("cluster_a_01"))
      #expect(try folder.lint("Sources").status == 1)
    }
  }

  @Test func `a run over a part judges that part`() throws {
    try withLegacy { folder in
      #expect(try folder.lint("Sources/New").status == 0)
      let input = try folder.lint(
        "--stdin",
        "--filename",
        "Sources/Old/A.swift",
        input: "let a = \"cluster_a_01\"\nlet b = \"cluster_b_01\"\nlet d = \"cluster_d_01\"\n"
      )
      #expect(input.status == 1)
      #expect(!input.output.contains("cluster_a_01"))
      #expect(input.output.contains("A.swift:3:9"))
    }
  }

  @Test func `the file holds neither the code nor its lines`() throws {
    try withLegacy { folder in
      let file = folder.url.appendingPathComponent("demarc-lint.baseline.json")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(!text.contains("cluster_"))
      #expect(text.split(separator: "\n").count == 4)
    }
  }

  @Test(arguments: [
    ("{", "it is no baseline"),
    ("{\"version\": 2, \"findings\": []}", "this demarc-lint reads version 1"),
    (
      """
      {"version": 1, "findings": [{"rule": "invalid-allow", "path": "A", "lines": "", "context": ""}]}
      """, "no finding of 'invalid-allow' can be in a baseline"
    ),
  ])
  func `a baseline that cannot be understood ends with 2`(text: String, cause: String) throws {
    try withLegacy { folder in
      try folder.write(text, to: "demarc-lint.baseline.json")
      let result = try folder.lint("Sources")
      #expect(result.status == 2)
      #expect(result.errors.contains(cause), "\(result.errors)")
    }
  }

  @Test func `a named baseline must be there`() throws {
    try withLegacy { folder in
      let result = try folder.lint("--baseline", "other.json", "Sources")
      #expect(result.status == 2)
      #expect(result.errors.contains("There is no baseline other.json"))
    }
  }
}
