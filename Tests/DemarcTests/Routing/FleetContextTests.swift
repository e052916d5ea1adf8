import Demarc
import PostgresDriver
import TestClusters
import TestServers
import Testing

struct FleetContextTests {
  private func withFleet(
    _ body: (TestClusters) async throws -> Void
  ) async throws {
    var options = TestClusters.Options()
    options.router.fleet = FleetLogin(role: "fleet")
    try await TestClusters.withClusters(options, body)
  }

  @Test func `it sees all tenants of its cluster and changes none`() async throws {
    try await withFleet { clusters in
      let fleet = try await clusters.router.fleetContext(of: .first, reason: "a test counts")
      #expect(fleet.clusterID == .first)
      let session = RepositorySession(fleet)
      let count = try await session.count(
        Statement("select count(*) from clients", access: .read)
      )
      #expect(count == 2)
      await #expect(throws: PostgresError.self) {
        try await session.run(Statement("update clients set name = 'x'", access: .write))
      }
      await #expect(throws: PostgresError.self) {
        try await session.run(
          Statement("update demarc.tenant_fence set epoch = 0", access: .write)
        )
      }
    }
  }

  @Test func `without a reason there is none`() async throws {
    try await withFleet { clusters in
      await expectRefusal(.fleetRefused, naming: ["without a reason"]) {
        _ = try await clusters.router.fleetContext(of: .first, reason: " ")
      }
    }
  }

  @Test func `a router that was given no login has none`() async throws {
    try await TestClusters.withClusters { clusters in
      await expectRefusal(.fleetRefused, naming: ["no login"]) {
        _ = try await clusters.router.fleetContext(of: .first, reason: "a test counts")
      }
    }
  }

  @Test func `a role that row security does not hold is refused`() async throws {
    var options = TestClusters.Options()
    options.router.fleet = FleetLogin(role: "postgres")
    try await TestClusters.withClusters(options) { clusters in
      await expectRefusal(.privilegedRole, naming: ["superuser"]) {
        let fleet = try await clusters.router.fleetContext(of: .first, reason: "a test counts")
        try await RepositorySession(fleet).run(Statement("select 1", access: .read))
      }
    }
  }
}
