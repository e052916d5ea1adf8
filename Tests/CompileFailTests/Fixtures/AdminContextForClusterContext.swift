import BackendData
import Demarc

// The control plane does not reach the tenants' rows.
func adminContextForClusterContext(_ admin: AdminContext, _ cluster: ClusterContext) {
  #if VIOLATION
    _ = OrderRepository(admin)  // error: cannot convert value of type 'AdminContext' to expected argument type 'ClusterContext'
  #else
    _ = OrderRepository(cluster)
  #endif
}
