import ClinicsData
import ControlData
import Demarc

/// Takes in practices: in the control plane, and then as tenants of a cluster.
struct Reception {
  let control: AdminContext
  let router: ClusterRouter

  /// Opens three practices, two of them on the same cluster.
  func open() async throws {
    print("==> Opening practices")
    _ = try await PlanRepository(control).insert(Plan.Draft(name: "team", fee: 90, seats: 5))
    let (coast, valley) = (Databases.clusters[0], Databases.clusters[1])
    try await open("smile", named: "Smile Dental", on: coast)
    try await open("molar", named: "Molar & Sons", on: coast)
    try await open("river", named: "River Dentists", on: valley)
  }

  /// Shows a view and a query of the control plane.
  func countUp() async throws {
    print("==> Asking the control plane")
    let loads = try await ClusterLoadRepository(control).find(limit: 10)
    try expect(
      "a view counts 2 practices on one cluster and 1 on the other",
      loads.map(\.practices).sorted() == [1, 2]
    )
    let fees = try await PracticesQueries(control).monthlyFees()
    try expect(
      "a query says that 3 practices bring in 270 a month",
      fees.map(\.practices) == [3] && fees.map(\.fees) == [270]
    )
  }

  private func open(_ subdomain: String, named name: String, on cluster: Cluster.ID) async throws {
    let practice = try await PracticeRepository(control).insert(
      Practice.Draft(
        plan: "team",
        name: name,
        subdomain: subdomain,
        cluster: cluster,
        stage: .customer,
        placements: 1
      )
    )
    // Nobody is routed to the clinic before it is complete.
    let tenant = try await router.provisioningContext(
      account: AccountID(rawValue: practice.id.rawValue),
      cluster: ClusterID(rawValue: cluster.rawValue)
    )
    _ = try await ClinicRepository(tenant).insert(Clinic.Draft(name: name, rooms: 2))
    try await router.activate(tenant)
    let context = try await router.context(forSlug: subdomain)
    try expect(
      "\(subdomain) is served by \(cluster)",
      context.clusterID.rawValue == cluster.rawValue
    )
  }
}
