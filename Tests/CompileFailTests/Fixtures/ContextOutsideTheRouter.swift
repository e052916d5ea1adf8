import Demarc
import PostgresDriver

// Only the router makes the context of a tenant, from a route that it has checked.
func contextOutsideTheRouter(_ client: PostgresClient) {
  #if VIOLATION
    _ = ClusterContext.init  // error: 'ClusterContext' initializer is inaccessible due to 'internal' protection level
  #else
    _ = AdminContext.init
  #endif
}
