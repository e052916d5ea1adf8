import Demarc
import DemarcTesting
import Foundation
import Testing

/// What is generated is taken by a real server, with all its constraints.
struct SampleTests {
  @Test func `every table of the control plane takes its sample, and another one`() async throws {
    try await TestFleet.withFleet(.novaVision) { fleet in
      try await insertControlSamples(fleet.control, plan: "starter")
      try await insertControlSamples(fleet.control, plan: "growth")
    }
  }

  @Test func `every table of a tenant takes its sample, and another tenant's`() async throws {
    try await TestFleet.withFleet(.novaVision) { fleet in
      try await insertTenantSamples(fleet.tenant())
      try await insertTenantSamples(fleet.tenant())
    }
  }

  @Test(arguments: [
    ("AdminDataTesting", "ControlSamples"), ("BackendDataTesting", "TenantSamples"),
  ])
  func `no sample is left out of these tests`(module: String, file: String) throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let text =
      try String(contentsOf: tests.appendingPathComponent("\(file).swift"), encoding: .utf8)
      + String(
        contentsOf: tests.appendingPathComponent("../Fleet/FleetPlan+NovaVision.swift"),
        encoding: .utf8
      )
    let generated = tests.appendingPathComponent("../../../generated/\(module)").standardized
    let types = try FileManager.default.contentsOfDirectory(atPath: generated.path)
      .map { $0.replacing("+Sample.swift", with: "") }
    #expect(types.count > 30)
    #expect(types.filter { !text.contains(" \($0)Repository(") } == [])
  }

  @Test func `the values of a test are the same in each run`() async throws {
    for _ in 1...2 {
      try await TestFleet.withFleet(.novaVision) { _ in
        #expect(SampleValue.text("slug") == "slug-1")
        #expect(SampleValue.uuid().uuidString == "5A3E0000-0000-4000-8000-000000000002")
      }
    }
  }
}
