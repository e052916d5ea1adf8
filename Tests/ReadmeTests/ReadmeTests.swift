import Foundation
import TestPrograms
import Testing

struct ReadmeTests {
  @Test func `every line of Swift in the README stands in an example`() throws {
    let example = try sources(of: "Examples/Storefront").union(sources(of: "Examples/Clinics"))
    let lines = try blocks("swift").flatMap(\.self).filter { !$0.hasPrefix("// demarc:allow") }
    #expect(lines.count > 15)
    #expect(lines.filter { !example.contains($0) } == [])
  }

  @Test func `an allow comment in the README has the form that the linter asks for`() async throws {
    let comment = try #require(
      blocks("swift").flatMap(\.self).first { $0.hasPrefix("// demarc:allow") }
    )
    try await withTemporaryFolder { folder in
      try folder.write("lint: { clients: { types: [AdminClient] } }\n", to: "demarc.yml")
      let source = "\(comment)\nlet client = AdminClient()\n"
      try folder.write(source, to: "Importer.swift")
      let lint = BuiltProgram("demarc-lint")
      let outcome = try await lint.run(["Importer.swift"], in: folder)
      let isOver = Date.now.ISO8601Format().prefix(10) > "2027-01-31"
      #expect(outcome.status == (isOver ? 1 : 0), "\(outcome.output)")
    }
  }

  @Test func `the README shows the commands that Scripts/readme runs`() throws {
    #expect(try blocks("sh").flatMap(\.self).contains("Scripts/demo"))
  }

  /// The blocks of one language, each as its lines without indentation.
  private func blocks(_ language: String) throws -> [[String]] {
    try repositoryRoot.read("README.md").components(separatedBy: "```\(language)\n").dropFirst()
      .map { block in
        block.components(separatedBy: "```")[0].split(separator: "\n")
          .map { $0.trimmingCharacters(in: .whitespaces) }
      }
  }

  /// The lines of a package's Swift files, without indentation.
  private func sources(of package: String) throws -> Set<String> {
    let folder = repositoryRoot.appendingPathComponent(package)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") && !$0.contains(".build/") }
    return Set(
      try names.flatMap { name in
        try folder.read(name).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      }
    )
  }
}
