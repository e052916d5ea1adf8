import Demarc
import PostgresDriver

// What a context runs on is its own business: nothing outside sends statements past its tenant.
func contextWithoutSession(_ context: ClusterContext) {
  #if VIOLATION
    _ = context.session  // error: 'session' is inaccessible due to 'internal' protection level
  #else
    _ = context.tenantID
  #endif
}
