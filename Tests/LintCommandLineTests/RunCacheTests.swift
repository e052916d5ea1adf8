import Foundation
import Testing

struct RunCacheTests {
  private static let bad = "let a = \"cluster_a_01\"\n"
  private static let good = "let a = \"cluster_a_0x\"\n"

  private func withProject(_ body: (Folder) throws -> Void) throws {
    let files = [
      "demarc.yml": "lint: { clusters: [\"cluster_[a-z]+_[0-9]{2}\"] }\n", ".build/x": "",
      "Sources/A.swift": Self.bad, "Sources/B.swift": "let b = 1\n",
    ]
    try Folder.with(files, body)
  }

  @Test func `a second run says what the first said`() throws {
    try withProject { folder in
      let first = try folder.lint("Sources")
      let kept = try FileManager.default.contentsOfDirectory(
        atPath: folder.url.appendingPathComponent(".build/demarc-lint").path
      )
      #expect(kept.count == 1)
      let second = try folder.lint("Sources")
      #expect(second.output == first.output)
      #expect(second.status == 1)
    }
  }

  @Test func `whatever changes is seen, of the same length and with its old time, too`() throws {
    try withProject { folder in
      let file = folder.url.appendingPathComponent("Sources/A.swift")
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
      #expect(try folder.lint("Sources").status == 1)
      let handle = try FileHandle(forWritingTo: file)
      try handle.write(contentsOf: Data(Self.good.utf8))
      try handle.close()
      try FileManager.default.setAttributes(
        [.modificationDate: attributes[.modificationDate] as Any],
        ofItemAtPath: file.path
      )
      #expect(try folder.lint("Sources").status == 0)
      try folder.write(Self.bad, to: "Sources/C.swift")
      #expect(try folder.lint("Sources").status == 1)
      try FileManager.default.removeItem(at: folder.url.appendingPathComponent("Sources/C.swift"))
      #expect(try folder.lint("Sources").status == 0)
      try folder.write("lint: { clusters: [\"cluster_a_0x\"] }\n", to: "demarc.yml")
      #expect(try folder.lint("Sources").status == 1)
      try folder.write("let b = \"cluster_a_0x\"\n", to: "Sources/B.swift")
      #expect(try folder.lint("Sources").output.contains("2 findings"))
    }
  }

  @Test func `what cannot be read back is not trusted`() throws {
    try withProject { folder in
      let first = try folder.lint("Sources")
      let kept = folder.url.appendingPathComponent(".build/demarc-lint")
      let name = try #require(
        try FileManager.default.contentsOfDirectory(atPath: kept.path).first
      )
      try folder.write("{\"key\": \"", to: ".build/demarc-lint/\(name)")
      #expect(try folder.lint("Sources").output == first.output)
    }
  }
}
