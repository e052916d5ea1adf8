import ClinicsData
import ClinicsDataTesting
import ClinicsRouting
import ControlData
import ControlDataTesting
import Demarc
import DemarcTesting
import Testing

/// What this product writes itself: where the router learns of clusters and placements.
struct RoutingTests {
  @Test func `a practice is served where the control plane has it, until it is closed`()
    async throws
  {
    try await TestFleet.withFleet(.clinics, clusters: 2) { fleet in
      let control = try fleet.control
      for cluster in fleet.registrations {
        _ = try await ClusterRepository(control).insert(
          .sample(name: Cluster.ID(cluster.id.rawValue), url: cluster.connectionString)
        )
      }
      try await ClusterRouter.withRouter(
        registry: ControlClusterRegistry(control),
        directory: ControlTenantDirectory(control),
        options: .clinics
      ) { router in
        let practice = try await open(on: fleet.clusters[1], control, router)
        let context = try await router.context(forSlug: practice.subdomain)
        #expect(context.clusterID == fleet.clusters[1])

        _ = try await PracticeRepository(control)
          .update(practice.id, Practice.Patch(stage: .closed))
        router.invalidate()
        let error = await #expect(throws: RoutingError.self) {
          try await router.context(forSlug: practice.subdomain)
        }
        #expect(error?.code == .unknownTenant)
      }
    }
  }

  private func open(
    on cluster: ClusterID,
    _ control: AdminContext,
    _ router: ClusterRouter
  ) async throws -> Practice {
    let plan = try await PlanRepository(control).insert(.sample())
    let practice = try await PracticeRepository(control).insert(
      .sample(plan: plan.id, cluster: Cluster.ID(cluster.rawValue), placements: 1)
    )
    let tenant = try await router.provisioningContext(
      account: AccountID(rawValue: practice.id.rawValue),
      cluster: cluster
    )
    _ = try await ClinicRepository(tenant).insert(.sample())
    try await router.activate(tenant)
    return practice
  }
}
