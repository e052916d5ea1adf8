import Catalog
import ConfigurationFile
import Foundation
import GenerationLock
import RepositoryGeneration
import SwiftCompiler
import Testing

/// The repository's own generated code is what the generator makes of its own schemas now.
struct CheckedInCodeTests {
  private static let remedy: Comment = "Run 'demarc generate' and commit what it writes."

  @Test(arguments: ["admin", "backend"])
  func `snapshot and generated files are what the migrations give`(name: String) async throws {
    let root = SwiftCompiler.root
    let configuration = try Configuration.load(from: root + "/demarc.yml")
    let database = try #require(configuration.databases[name])
    let generator = RepositoryGenerator(database: database, configuration: configuration)
    var (generated, schema) = try await generator.files(of: database, below: root)
    let files = ProjectFiles(root: root)

    let snapshotPath = GenerationLock.snapshotPath(of: name)
    generated[snapshotPath] = String(decoding: try schema.snapshot(), as: UTF8.self)
    var checkedIn: [String: String] = [:]
    let folders = try database.outputs.flatMap { try files.files(below: $0) }
    for path in folders + [snapshotPath] {
      checkedIn[path] = String(decoding: try files.read(path), as: UTF8.self)
    }
    #expect(differences(between: generated, and: checkedIn) == [], Self.remedy)
  }

  @Test func `the lock belongs to inputs and outputs`() throws {
    let root = SwiftCompiler.root
    let configuration = try Configuration.load(from: root + "/demarc.yml")
    #expect(GenerationLock.mismatches(root: root, configuration: configuration) == [], Self.remedy)
  }

  @Test(arguments: ["admin", "backend"])
  func `generated lines are short, and no blank stands at their ends`(name: String) throws {
    let root = SwiftCompiler.root
    let configuration = try Configuration.load(from: root + "/demarc.yml")
    let database = try #require(configuration.databases[name])
    let files = ProjectFiles(root: root)
    for path in try database.outputs.flatMap({ try files.files(below: $0) }) {
      let text = String(decoding: try files.read(path), as: UTF8.self)
      #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"), "\(path)")
      #expect(!text.contains("\n\n\n"), "\(path)")
      for line in text.split(separator: "\n") {
        #expect(line.count <= 100 && line.last != " ", "\(path): \(line)")
      }
    }
  }
}
