import Foundation
import Testing

@Suite struct CheckCommandTests {
  private let configuration = """
    lint:
      clusters: ["cluster_[a-z]+_[0-9]{2}"]
      clients: { types: [AdminClient], names: [SUPABASE_ADMIN_CLIENT], factories: [createClient] }
      exclude: [Sources/Driver]
    """

  @Test func `clean files end with 0 and say nothing`() throws {
    try Folder.with(["demarc.yml": configuration, "Sources/A.swift": "let a = 1\n"]) { folder in
      let result = try folder.lint("Sources")
      #expect(result.status == 0)
      #expect(result.output.isEmpty)
    }
  }

  @Test func `a finding ends with 1, its place, its rule and the way out`() throws {
    let files = [
      "demarc.yml": configuration,
      "Sources/A.swift": "/* é */ let a = \"cluster_shared_01\"\n",
    ]
    try Folder.with(files) { folder in
      let result = try folder.lint("Sources")
      #expect(result.status == 1)
      #expect(
        result.output == """
          Sources/A.swift:1:18: error: "cluster_shared_01" names a cluster [hardcoded-cluster]
            help: take the cluster from the context, or ask the registry for it
          demarc-lint: 1 finding in 1 file

          """
      )
    }
  }

  @Test func `a file that does not parse ends with 3, and its findings are reported with 1`() throws
  {
    let files = [
      "demarc.yml": configuration, "A.swift": "func broken( { cluster\n",
      "B.swift": "let b = \"cluster_a_01\"\nfunc broken( {\n",
    ]
    try Folder.with(files) { folder in
      let broken = try folder.lint("A.swift")
      #expect(broken.status == 3)
      #expect(broken.output.hasPrefix("A.swift:1:"))
      #expect(broken.output.contains("[unparsed-file]"))
      let both = try folder.lint("B.swift")
      #expect(both.status == 1)
      #expect(both.output.contains("[unparsed-file]"))
      #expect(both.output.contains("[hardcoded-cluster]"))
    }
  }

  @Test(arguments: [
    (["Missing"], "There is no file or folder Missing"),
    (["Sources/Driver"], "There is no file to lint"),
    (["demarc.yml"], "There is no file to lint"),
    ([], "There is no file to lint"),
    (["--format", "xml", "."], "xml"),
    (["--bogus", "."], "--bogus"),
    (["--config", "missing.yml", "."], "missing.yml"),
    (["--stdin"], "--filename"),
    (["explain", "nothing"], "there is no rule 'nothing'"),
  ])
  func `a call that cannot be carried out ends with 2 and the reason`(
    arguments: [String],
    reason: String
  ) throws {
    let files = ["demarc.yml": configuration, "Sources/Driver/A.swift": "let a = \"cluster_a_01\""]
    try Folder.with(files) { folder in
      let result = try folder.lint(arguments)
      #expect(result.status == 2)
      #expect(result.errors.contains(reason))
    }
  }

  @Test func `a folder without demarc.yml above it ends with 2 and names the way out`() throws {
    try Folder.with(["A.swift": "let a = 1"]) { folder in
      let result = try folder.lint("A.swift")
      #expect(result.status == 2)
      #expect(result.errors.contains("demarc init"))
    }
  }

  @Test func `a pattern that cannot be used ends with 2 and its key`() throws {
    let files = ["demarc.yml": "lint: { clusters: [\"(?=x)\"] }", "A.swift": "let a = 1"]
    try Folder.with(files) { folder in
      let result = try folder.lint("A.swift")
      #expect(result.status == 2)
      #expect(result.errors.contains("lint.clusters"))
    }
  }

  @Test func `the JSON document has its documented shape`() throws {
    struct Document: Decodable {
      struct Finding: Decodable {
        let rule, severity, path, message, help: String
        let line, column, endLine, endColumn: Int
        let notes: [String]
      }
      struct Incomplete: Decodable { let path: String }
      struct Coverage: Decodable {
        let files, parsed, skipped: Int
        let incomplete: [Incomplete]
      }
      let findings: [Finding]
      let coverage: Coverage
    }
    let files = [
      "demarc.yml": configuration, "A.swift": "let a = \"cluster_a_01\"\n",
      "B.swift": "func b(_ client: AdminClient {",
    ]
    try Folder.with(files) { folder in
      let result = try folder.lint("--format", "json", "A.swift", "B.swift")
      let document = try JSONDecoder().decode(Document.self, from: Data(result.output.utf8))
      let finding = try #require(document.findings.first)
      #expect(document.findings.count == 1)
      #expect(finding.rule == "hardcoded-cluster")
      #expect(finding.severity == "error")
      #expect(finding.path == "A.swift")
      let place: [Int] = [finding.line, finding.column, finding.endLine, finding.endColumn]
      #expect(place == [1, 9, 1, 23])
      #expect(finding.notes.isEmpty)
      #expect(document.coverage.files == 2)
      #expect(document.coverage.parsed == 2)
      #expect(document.coverage.skipped == 0)
      #expect(document.coverage.incomplete.map(\.path) == ["B.swift"])
    }
  }

  @Test func `the standard input is linted under its name`() throws {
    try Folder.with(["demarc.yml": configuration]) { folder in
      let result = try folder.lint(
        "--stdin",
        "--filename",
        "Sources/A.swift",
        input: "let c: AdminClient? = nil"
      )
      #expect(result.status == 1)
      #expect(result.output.hasPrefix("Sources/A.swift:1:5: error: "))
    }
  }

  @Test func `what is staged is linted, and not what stands in the folder`() throws {
    let files = ["demarc.yml": configuration, "Sources/A.swift": "let a = \"cluster_a_01\"\n"]
    try Folder.with(files) { folder in
      _ = try folder.git("init", "-q")
      #expect(try folder.lint("--staged").status == 0)
      _ = try folder.git("add", ".")
      try folder.write("let a = 1\n", to: "Sources/A.swift")
      let result = try folder.lint("--staged")
      #expect(result.status == 1)
      #expect(result.output.hasPrefix("Sources/A.swift:1:9: error: "))
      _ = try folder.git("add", ".")
      #expect(try folder.lint("--staged").status == 0)
    }
  }

  @Test func `a marker outside of the generator's folders hides nothing`() throws {
    let text = "// @generated by demarc from schema. Do not edit.\nlet a = \"cluster_a_01\"\n"
    try Folder.with(["demarc.yml": configuration, "A.swift": text]) { folder in
      let result = try folder.lint("A.swift")
      #expect(result.status == 1)
    }
  }

  @Test func `every rule has a page`() throws {
    try Folder.with([:]) { folder in
      let rules = try folder.lint("rules").output.split(separator: "\n")
        .compactMap { $0.split(separator: " ").first.map(String.init) }
      #expect(rules.count > 7)
      for rule in rules {
        let page = try folder.lint("explain", rule)
        #expect(page.status == 0)
        #expect(page.output.contains("WHY IS THIS BAD?"))
      }
    }
  }
}
