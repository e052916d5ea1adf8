import BackendData
import Demarc

// Whoever sees all tenants writes to none of them.
func fleetContextForClusterContext(_ fleet: FleetContext, _ cluster: ClusterContext) {
  #if VIOLATION
    _ = OrderRepository(fleet)  // error: cannot convert value of type 'FleetContext' to expected argument type 'ClusterContext'
  #else
    _ = OrderRepository(cluster)
  #endif
}
