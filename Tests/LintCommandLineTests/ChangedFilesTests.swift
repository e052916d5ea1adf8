import Testing

struct ChangedFilesTests {
  @Test func `what the branch changed is linted, committed or not, and nothing else`() throws {
    let files = [
      "demarc.yml": "lint: { clusters: [\"cluster_[a-z]+_[0-9]{2}\"] }\n",
      "Old.swift": "let a = \"cluster_a_01\"\n", "Committed.swift": "let b = 1\n",
      "Edited.swift": "let c = 1\n", "Upstream.swift": "let d = 1\n",
    ]
    try Folder.with(files) { folder in
      func git(_ arguments: String...) throws {
        let result = try folder.git(["-c", "user.name=a", "-c", "user.email=a@b.c"] + arguments)
        #expect(result.status == 0, "\(result.errors)")
      }
      try git("init", "--quiet", "--initial-branch", "main")
      try git("add", "--all")
      try git("commit", "--quiet", "--message", "base")
      try git("checkout", "--quiet", "-b", "topic")
      try folder.write("let b = \"cluster_b_01\"\n", to: "Committed.swift")
      try git("commit", "--quiet", "--all", "--message", "topic")
      try git("checkout", "--quiet", "main")
      try folder.write("let d = \"cluster_d_01\"\n", to: "Upstream.swift")
      try git("commit", "--quiet", "--all", "--message", "upstream")
      try git("checkout", "--quiet", "topic")
      let clean = try folder.lint("--changed-since", "topic")
      #expect(clean.status == 0, "\(clean.output)\(clean.errors)")
      try folder.write("let c = \"cluster_c_01\"\n", to: "Edited.swift")
      try folder.write("let e = \"cluster_e_01\"\n", to: "New.swift")
      let result = try folder.lint("--changed-since", "main")
      #expect(result.status == 1)
      #expect(
        result.output.split(separator: "\n").filter { $0.contains("error:") }
          .map { $0.prefix { $0 != ":" } } == ["Committed.swift", "Edited.swift", "New.swift"],
        "\(result.output)"
      )
      let unknown = try folder.lint("--changed-since", "--output=x")
      #expect(unknown.status == 2)
      #expect(!unknown.errors.isEmpty)
    }
  }
}
