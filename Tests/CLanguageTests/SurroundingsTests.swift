import CLanguage
import Foundation
import Lint
import LintCorpus
import SourceText
import Testing

@Suite struct SurroundingsTests {
  @Test func `headers are found in the target's folders, however deep a file stands`() throws {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("demarc-headers-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let files = [
      "Package.swift": """
      let package = Package(name: "a", targets: [
        .target(name: "Native", cSettings: [.headerSearchPath("third_party")])
      ])
      """,
      "Sources/Native/include/zone.h": "#define ZONE \"shared\"\n",
      "Sources/Native/third_party/number/number.h": "#define NUMBER \"_01\"\n",
      "Sources/Native/a/b/c/place.c": """
      #include <zone.h>
      #include "number/number.h"
      const char *place = "cluster_" ZONE NUMBER;

      """,
    ]
    for (path, text) in files {
      let file = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let path = "Sources/Native/a/b/c/place.c"
    let linter = try corpusLinter()
    let reader = CReader(
      ClientNames(corpusConfiguration),
      sparingBy: CReader.filter(linter.needles)
    )
    let facts = reader.read(
      Array(try #require(files[path]).utf8),
      path: path,
      location: root.appendingPathComponent(path).path
    )
    #expect(facts.incompleteness == nil)
    #expect(found(in: [facts], by: linter) == ["\(path):3 hardcoded-cluster"])
  }
}
