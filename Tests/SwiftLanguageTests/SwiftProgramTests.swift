import LintCorpus
import SwiftLanguage
import Testing

/// What is found with the help of files that hold no word of a rule, and are parsed when they are asked for.
@Suite struct SwiftProgramTests {
  @Test(arguments: [
    Need("a tuple", "use(\"cluster_\" + second)", "let (first, second) = (\"x\", \"shared_01\")"),
    Need(
      "a list of variables",
      "use(\"cluster_\" + second)",
      "let first = [\"x\", \"y\"],\n  second: String = \"shared_01\""
    ),
    Need(
      "a list of cases",
      "use(\"cluster_\" + Kind.two.rawValue)",
      "enum Kind: String { case one, two = \"shared_01\" }"
    ),
    Need(
      "an operator",
      "use(\"cluster_\" <+> \"shared_01\")",
      "infix operator <+>\nfunc <+> (left: String, right: String) -> String { left + right }"
    ),
    Need(
      "an extension of a type of the standard library",
      "use(\"cluster_\".named)",
      "extension String { var named: String { self + \"shared_01\" } }"
    ),
    Need(
      "a member of an extension in a condition",
      "use(\"cluster_\" + Names.shared)",
      "#if DEBUG\nextension Names { static let shared = \"shared_01\" }\n#endif\nenum Names {}"
    ),
    Need(
      "an alias",
      "use(\"cluster_\" + Short.shared)",
      "enum Long { static let shared = \"shared_01\" }\ntypealias Short = Long"
    ),
    Need(
      "a helper that makes a text of bytes",
      "use(made([99, 108, 117, 115, 116, 101, 114, 95, 97, 95, 48, 49]))",
      "func made(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }"
    ),
  ])
  func `a declaration is found where it stands`(need: Need) throws {
    let example = CorpusCase(
      name: need.name,
      files: [
        "Use.swift": "func run() { \(need.use) } // ! hardcoded-cluster\n",
        "Other.swift": need.declaration + "\n",
        "Unrelated.swift": "func unrelated() -> Int { 1 }\n",
      ]
    )
    #expect(try example.findings(sparing: .parsing) == example.expected)
  }

  @Test func `pieces that stand apart are followed to where they meet`() throws {
    let example = CorpusCase(
      name: "pieces",
      files: [
        "A.swift": "let start = \"clus\"\n", "B.swift": "let end = \"ter_shared_01\"\n",
        "C.swift": "func joined() -> String { start + end } // ! hardcoded-cluster\n",
      ]
    )
    #expect(try example.findings(sparing: .parsing) == example.expected)
  }

  @Test func `a client is followed through files that do not name it`() throws {
    let example = CorpusCase(
      name: "chain",
      files: [
        "A.swift": "func make() -> some Sendable { AdminClient(url: url) }\n",
        "B.swift": "struct Holder { let held = make() }\n",
        "C.swift": "func wrapped() -> Holder { Holder() }\n",
        "D.swift": "enum Store { static let all = [wrapped()] } // ! static-client\n",
      ]
    )
    #expect(try example.findings(sparing: .parsing) == example.expected)
  }

  @Test func `a client that another file puts into a static is found there`() throws {
    let example = CorpusCase(
      name: "assignment",
      files: [
        "A.swift": "enum Box { static var content: Any? = nil } // ! static-client\n",
        "B.swift": "func fill() { Box.content = AdminClient(url: url) }\n",
      ]
    )
    #expect(try example.findings(sparing: .parsing) == example.expected)
  }
}

/// A use of something that is declared in another file.
struct Need: Sendable, CustomTestStringConvertible {
  let name: String
  let use: String
  let declaration: String

  var testDescription: String { name }

  init(_ name: String, _ use: String, _ declaration: String) {
    self.name = name
    self.use = use
    self.declaration = declaration
  }
}
