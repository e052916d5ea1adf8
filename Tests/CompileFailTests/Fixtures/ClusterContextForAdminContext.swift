import AdminData
import Demarc

// A tenant does not reach the control plane.
func clusterContextForAdminContext(_ admin: AdminContext, _ cluster: ClusterContext) {
  #if VIOLATION
    _ = AccountRepository(cluster)  // error: cannot convert value of type 'ClusterContext' to expected argument type 'AdminContext'
  #else
    _ = AccountRepository(admin)
  #endif
}
