import Foundation
import GenerationLock
import SwiftCompiler
import Testing

/// The repository's own generated contract is what the generator makes of it now.
struct CheckedInContractTests {
  @Test func `the generated files are what the contract gives`() throws {
    let files = ProjectFiles(root: SwiftCompiler.root)
    let folder = "generated/ContractData"
    var checkedIn: [String: String] = [:]
    for path in try files.files(below: folder) {
      checkedIn[String(path.dropFirst(folder.count + 1))] = String(
        decoding: try files.read(path),
        as: UTF8.self
      )
    }
    let generated = try ContractFixture().files()
    #expect(generated.keys.sorted() == checkedIn.keys.sorted())
    for (path, text) in generated {
      #expect(text == checkedIn[path], "\(path): run 'demarc generate' and commit what it writes.")
    }
  }

  @Test func `generated lines are short, and no blank stands at their ends`() throws {
    for (path, text) in try ContractFixture().files() where path.hasSuffix(".swift") {
      #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"), "\(path)")
      #expect(!text.contains("\n\n\n"), "\(path)")
      for line in text.split(separator: "\n") {
        #expect(line.count <= 100 && line.last != " ", "\(path): \(line)")
      }
    }
  }

  @Test func `nothing in the generator knows a table of this repository`() throws {
    let files = ProjectFiles(root: SwiftCompiler.root)
    for folder in ["Sources/Contract", "Sources/Demarc/Contract"] {
      for path in try files.files(below: folder) {
        let text = String(decoding: try files.read(path), as: UTF8.self)
        for name in ["nv_", "clients", "NovaVision", "mp_", "publication"] {
          #expect(!text.contains(name), "\(path) knows \(name)")
        }
      }
    }
  }
}
