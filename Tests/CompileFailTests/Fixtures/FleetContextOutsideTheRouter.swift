import Demarc
import PostgresDriver

// Only the router lets anybody see all tenants, and only with a reason.
func fleetContextOutsideTheRouter(_ client: PostgresClient) {
  #if VIOLATION
    _ = FleetContext.init  // error: 'FleetContext' initializer is inaccessible due to 'internal' protection level
  #else
    _ = AdminContext.init
  #endif
}
