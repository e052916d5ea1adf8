import BackendData
import Demarc

// A repository speaks for the tenant of a context, so there is none without one.
func repositoryWithoutContext(_ context: ClusterContext) {
  #if VIOLATION
    _ = OrderRepository()  // error: missing argument for parameter #1 in call
  #else
    _ = OrderRepository(context)
  #endif
}
