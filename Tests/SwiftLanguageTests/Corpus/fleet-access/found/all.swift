func report(_ router: ClusterRouter) async throws {
  let fleet = try await router.fleetContext(of: cluster, reason: "report") // ! fleet-access
  use(fleet)
}
func typed(_ fleet: FleetContext) {} // ! fleet-access
typealias All = FleetContext // ! fleet-access
let open = ClusterRouter.fleetContext // ! fleet-access
