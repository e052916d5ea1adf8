import Catalog
import Foundation
import SwiftCompiler
import Testing

/// A contract over names that mean something in Swift, in SQL or in Markdown.
struct HostileContractTests {
  /// The fixture with columns of both databases under other names.
  private func fixture() throws -> ContractFixture {
    var fixture = try ContractFixture()
    let names = [
      "fiscal_category": "class", "subdivision_code": #"odd | "name""#, "legal_name": "select",
      "phone_full": "self",
    ]
    for (old, new) in names {
      let quoted = "'\(new)'"
      fixture.yaml = fixture.yaml
        .replacing("- \(old)\n", with: "- \(quoted)\n")
        .replacing("phone, \(old)]", with: "phone, \(quoted)]")
    }
    for (database, schema) in fixture.schemas {
      var schema = schema
      for relation in schema.relations.indices {
        for column in schema.relations[relation].columns.indices {
          let name = schema.relations[relation].columns[column].name
          schema.relations[relation].columns[column].name = names[name] ?? name
        }
      }
      fixture.schemas[database] = schema
    }
    return fixture
  }

  @Test func `it is generated, and compiles`() async throws {
    let files = try fixture().files()
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("demarc-contract-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let errors = try await typeCheck(files, in: folder)
    #expect(errors == [])
    let page = try #require(files["CONTRACT.md"])
    #expect(page.contains(#"`odd \| "name"`"#))
  }
}

/// The errors in generated files, compiled together as one module.
func typeCheck(
  _ files: [String: String],
  in folder: URL,
  settings: [String] = []
) async throws -> [Diagnostic] {
  var paths: [String] = []
  for (path, text) in files where path.hasSuffix(".swift") {
    let url = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try text.write(to: url, atomically: true, encoding: .utf8)
    paths.append(url.path)
  }
  let compiler = SwiftCompiler(settings: SwiftCompiler.packageSettings + settings)
  return try await compiler.typeCheck(paths.sorted()).filter(\.isError)
}
