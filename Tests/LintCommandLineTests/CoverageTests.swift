import Foundation
import Testing

@Suite struct CoverageTests {
  private let configuration = """
    lint:
      clusters: ["cluster_[a-z]+_[0-9]{2}"]
      clients: { types: [AdminClient], names: [SUPABASE_ADMIN_CLIENT], factories: [createClient] }
      files: ["*.yml", ".env*", "deploy/**/*.json"]
      exclude: [demarc.yml]
    """

  @Test func `a clean run says what it has seen, beside the findings`() throws {
    try Folder.with(["demarc.yml": configuration, "a.ts": "let a = 1;\n", "b.sql": "select 1;\n"]) {
      folder in
      let result = try folder.lint(".")
      #expect(result.status == 0)
      #expect(result.output.isEmpty)
      #expect(
        result.errors
          == "demarc-lint: 2 files, 21 bytes, analysed to the end, 1 of them by their words alone\n"
      )
    }
  }

  @Test func `a file without a word of a rule is not parsed, and counted as such`() throws {
    try Folder.with(["demarc.yml": configuration, "A.swift": "func broken( {\n"]) { folder in
      let result = try folder.lint("A.swift")
      #expect(result.status == 0)
      #expect(result.errors.hasSuffix("analysed to the end, 1 of them by their words alone\n"))
      #expect(try folder.lint("--no-prefilter", "A.swift").status == 3)
    }
  }

  @Test(arguments: [
    ("a.ts", "const a = \"cluster_shared_01\";"),
    ("a.tsx", "const a = <p id=\"cluster_shared_01\" />;"),
    ("a.js", "const a = 'clu' + 'ster_shared_01';"),
    ("a.mjs", "export const a = `cluster_shared_01`;"),
    ("a.c", "const char *a = \"clu\" \"ster_shared_01\";"),
    ("a.h", "#define A \"cluster_shared_01\""),
    ("a.cpp", "auto a = R\"(cluster_shared_01)\";"), ("a.sql", "select 'clu' || 'ster_shared_01';"),
    ("a.sql", "select chr(99) || 'luster_' || E'\\x73hared_01';"),
    ("a.sql", "do $$ begin perform 'cluster_shared_01'; end $$;"),
    ("config.yml", "id: cluster_shared_01"),
    (".env.local", "CLUSTER=cluster_shared_01"),
    (".env.stage", "CLUSTER=${CLUSTER_ID:-cluster_shared_01}"),
    (".env.test", "CLUSTER=${CLUSTER_ID-cluster_shared_01}"),
    ("deploy/a/b.json", "{\"a\": \"cluster_shared_01\"}"),
  ])
  func `a cluster is found in every kind of file`(path: String, text: String) throws {
    try Folder.with(["demarc.yml": configuration, path: text + "\n"]) { folder in
      let result = try folder.lint(".")
      #expect(result.status == 1)
      #expect(result.output.contains("\(path):1:"))
      #expect(result.output.contains("[hardcoded-cluster]"))
    }
  }

  @Test(arguments: [
    ("a.sql", "-- cluster_shared_01\n/* cluster_shared_01 /* nested */ */ select 1;"),
    ("config.yml", "id: 1 # cluster_shared_01\n# cluster_shared_01"),
    (".env", "# cluster_shared_01"),
    ("other.yaml", "id: cluster_shared_01"), ("a.md", "cluster_shared_01"),
    ("node_modules/a/b.js", "const a = \"cluster_shared_01\";"),
    (
      "config.yml",
      "# demarc:allow hardcoded-cluster until 2099-01-01: moves\nid: cluster_shared_01"
    ),
    (
      "a.sql",
      "-- demarc:allow hardcoded-cluster until 2099-01-01: moves\nselect 'cluster_shared_01';"
    ),
  ])
  func `comments, and files that nobody asked for, are clean`(path: String, text: String) throws {
    try Folder.with(["demarc.yml": configuration, path: text + "\n", "z.ts": "let z = 1;"]) {
      folder in
      let result = try folder.lint(".")
      #expect(result.status == 0, "\(result.output)")
    }
  }

  @Test func `constants are followed through the files of a folder`() throws {
    let files = [
      "demarc.yml": configuration, "names.ts": "export const clu = \"clu\";\n",
      "more.ts": "export * from \"./names\";\nexport const rest = \"ster_shared_01\";\n",
      "use.ts": "import { clu, rest } from \"./more\";\nconst id = clu + rest;\n",
      "ids.h": "#define CLU \"clu\"\n#define STER \"ster_shared_01\"\n",
      "use.c": "#include \"ids.h\"\nconst char *id = CLU STER;\n",
      "include/zone.h": "#define ZONE \"shared_01\"\n",
      "angle.c":
        "#include <zone.h>\n#include <stdio.h>\nconst char *id = \"clus\" \"ter_\" ZONE;\n",
    ]
    try Folder.with(files) { folder in
      let result = try folder.lint(".")
      #expect(result.output.contains("use.ts:2:12: error: \"cluster_shared_01\""))
      #expect(result.output.contains("use.c:2:"))
      #expect(result.output.contains("angle.c:3:"))
    }
  }

  @Test(
    arguments: [
      ("latin.ts", [0x63, 0xFF, 0x0A]), ("utf16.ts", [0xFF, 0xFE, 0x63, 0x00, 0x6C, 0x00]),
      ("latin.sql", [0x63, 0xFF, 0x0A]), ("latin.c", [0x2F, 0x2F, 0xE9, 0x0A]),
    ] as [(String, [UInt8])]
  )
  func `a file in another encoding ends with 3`(path: String, bytes: [UInt8]) throws {
    try Folder.with(["demarc.yml": configuration]) { folder in
      try Data(bytes).write(to: folder.url.appendingPathComponent(path))
      let result = try folder.lint(".")
      #expect(result.status == 3)
      #expect(
        result.output.contains(
          "\(path):1:1: error: not analysed to its end: the file is not UTF-8 text"
        )
      )
    }
  }

  @Test func `what is text in a Swift file that is not all UTF-8 is looked at`() throws {
    try Folder.with(["demarc.yml": configuration]) { folder in
      let bytes = Array("let id = \"cluster_shared_01\"\n// caf".utf8) + [0xE9, 0x0A]
      try Data(bytes).write(to: folder.url.appendingPathComponent("latin.swift"))
      let result = try folder.lint(".")
      #expect(result.status == 1)
      #expect(
        result.output.contains(#"latin.swift:1:11: error: "cluster_shared_01" names a cluster"#)
      )
      #expect(result.output.contains("the file is not UTF-8 text"))
    }
  }

  @Test
  func `links in a circle, links to nowhere and files that are none end the walk in good order`()
    throws
  {
    try Folder.with(["demarc.yml": configuration, "a/a.ts": "let a = 1;\n"]) { folder in
      let manager = FileManager.default
      let path = folder.url.path
      try manager.createSymbolicLink(atPath: "\(path)/a/up", withDestinationPath: "..")
      #expect(try folder.lint(".").status == 0)
      #expect(try folder.lint(".").errors.contains("1 link to folders not followed"))
      try manager.createSymbolicLink(atPath: "\(path)/a/gone.ts", withDestinationPath: "nowhere.ts")
      #expect(mkfifo("\(path)/a/pipe.ts", 0o600) == 0)
      let result = try folder.lint(".")
      #expect(result.status == 3)
      #expect(
        result.output.contains(
          "a/gone.ts:1:1: error: not analysed to its end: the link leads nowhere"
        )
      )
      #expect(
        result.output.contains("a/pipe.ts:1:1: error: not analysed to its end: it is no file")
      )
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func `a folder that may not be read ends with 3`() throws {
    try Folder.with(["demarc.yml": configuration, "a/a.ts": "let a = 1;\n", "b.ts": "let b = 1;\n"])
    { folder in
      let path = folder.url.appendingPathComponent("a").path
      #expect(chmod(path, 0) == 0)
      defer { chmod(path, 0o700) }
      let result = try folder.lint(".")
      #expect(result.status == 3)
      #expect(
        result.output.contains("a:1:1: error: not analysed to its end: the folder cannot be read")
      )
    }
  }

  @Test func `a file of 10 MB is read`() throws {
    let line = "const filler = \"abc\" + other(1, 2, [3]);\n"
    let text = String(repeating: line, count: 10_000_000 / line.utf8.count)
    try Folder.with(["demarc.yml": configuration, "a.ts": text, "b.c": "int a;\n"]) { folder in
      let result = try folder.lint(".")
      #expect(result.status == 0)
    }
  }

  @Test func `a finding keeps its fingerprint when it moves`() throws {
    try Folder.with(["demarc.yml": configuration, "a.ts": "const a = \"cluster_a_01\";\n"]) {
      folder in
      let before = try fingerprints(folder)
      try folder.write("\n\nconst a = \"cluster_a_01\";\n", to: "a.ts")
      let moved = try fingerprints(folder)
      #expect(moved == before)
      try folder.write("const a = [\"cluster_a_01\", \"cluster_a_01\"];\n", to: "a.ts")
      let two = try fingerprints(folder)
      #expect(Set(two).count == 2)
    }
  }

  private func fingerprints(_ folder: Folder) throws -> [String] {
    let result = try folder.lint("--format", "json", "a.ts")
    let document = try JSONDecoder().decode(Document.self, from: Data(result.output.utf8))
    return document.findings.map(\.fingerprint)
  }
}

private struct Document: Decodable {
  struct Finding: Decodable { let fingerprint: String }
  let findings: [Finding]
}
