import Foundation
import TestPrograms
import Testing

struct ExampleTests {
  @Test func `two schemas of another team are migrated, generated, built and run`() throws {
    let folder = Consumer.repository.appendingPathComponent("Examples/Clinics")
    let scratch = Consumer.shared.appendingPathComponent("build").path
    let demarc = BuiltProgram("demarc").path
    let result = try Consumer.run(["./check", scratch, demarc], in: folder)
    #expect(result.succeeded, "\(result.output)")
    for claim in [
      "a room that is taken is refused", "molar finds none of them, and has none",
      "a query finds who is in room 1",
    ] {
      #expect(result.output.contains("  \(claim)\n"), "\(result.output)")
    }
  }
}
