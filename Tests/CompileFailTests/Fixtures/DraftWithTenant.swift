import BackendData
import Demarc

// The tenant is the context's; a draft cannot name another.
func draftWithTenant(_ context: ClusterContext) {
  #if VIOLATION
    _ = Order.Draft(clientID: context.tenantID, total: 1, currency: "ARS")  // error: extra argument 'clientID' in call
  #else
    _ = Order.Draft(total: 1, currency: "ARS")
  #endif
}
