import AdminData
import AdminDataTesting
import BackendData
import BackendDataTesting
import Demarc
import DemarcTesting
import Logging
import PostgresDriver
import Testing

struct TestFleetTests {
  @Test func `a new tenant is one call, and is served behind every layer`() async throws {
    try await TestFleet.withFleet(.novaVision, clusters: 2) { fleet in
      let farma = try await fleet.tenant("farma")
      let vinos = try await fleet.tenant("vinos", on: fleet.clusters[1])
      #expect(farma.clusterID != vinos.clusterID)
      let order = try await OrderRepository(farma).insert(
        .sample()
      )
      let routed = try await fleet.router.context(forSlug: "farma")
      #expect(try await OrderRepository(routed).find(order.id) == order)
      #expect(try await OrderRepository(vinos).find(order.id) == nil)
    }
  }

  @Test(arguments: 1...8) func `fleets that run at the same time see nothing of each other`(
    _ number: Int
  ) async throws {
    try await TestFleet.withFleet(.novaVision) { fleet in
      let plans = PlanRepository(try fleet.control)
      #expect(try await plans.count() == 0)
      _ = try await plans.insert(.sample())
      let orders = OrderRepository(try await fleet.tenant())
      #expect(try await orders.count() == 0)
    }
  }

  @Test func `a fleet whose test fails leaves no database behind`() async throws {
    struct Failure: Error {}
    var name = ""
    await #expect(throws: Failure.self) {
      try await TestFleet.withFleet(.novaVision) { fleet in
        let configuration = try PostgresConfiguration(
          fleet.registrations[0].connectionString.reveal()
        )
        name = configuration.database
        throw Failure()
      }
    }
    try await TestFleet.withFleet(.novaVision) { fleet in
      let configuration = try PostgresConfiguration(
        fleet.registrations[0].connectionString.reveal()
      )
      try await PostgresClient.withClient(configuration, logger: .init(label: "test")) { client in
        let names = try await client.execute(
          Statement("select datname from pg_database", access: .read)
        ).map { row in try row.next(String.self) }
        #expect(names.contains(configuration.database))
        #expect(!names.contains(name))
      }
    }
  }

  @Test func `a project without a demarc.yml is refused with the way out`() async throws {
    let plan = FleetPlan(
      ofProjectWith: "/nowhere/Tests/Some.swift",
      options: ClusterRouterOptions(isolation: nil, requirements: nil)
    ) { _ in }
    let error = await #expect(throws: TestFleetError.self) {
      try await TestFleet.withFleet(plan) { _ in }
    }
    #expect(error?.description.contains("demarc.yml") == true)
  }
}
