import Foundation
import TestPrograms
import Testing

struct InitCommandTests {
  @Test func `init finds the tenant, and generate goes on from there`() async throws {
    try await SmallProject.withProject { project in
      try FileManager.default.removeItem(at: project.folder.appendingPathComponent("demarc.yml"))
      let outcome = try await project.demarc(
        "init",
        "--control",
        "db/control",
        "--data",
        "db/stores"
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        try project.folder.read("demarc.yml").contains(
          "tenant: { root: stores, key: id, account: account_id, column: store_id, type: uuid }"
        )
      )
      #expect(try await project.demarc("generate").status == 0)
    }
  }

  @Test func `a demarc.yml that is there stays as it is`() async throws {
    try await SmallProject.withProject { project in
      let outcome = try await project.demarc(
        "init",
        "--control",
        "db/control",
        "--data",
        "db/stores"
      )
      #expect(outcome.status == 2)
      #expect(try project.folder.read("demarc.yml") == SmallProject.configuration)
    }
  }
}
