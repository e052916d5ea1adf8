import Demarc

// Only the router makes a context, from a route that it has checked.
func contextOutsideTheRouter(_ context: ClusterContext) -> ClusterContext {
  #if VIOLATION
    ClusterContext(  // error: 'ClusterContext' initializer is inaccessible due to 'internal' protection level
      clusterID: context.clusterID, tenantID: context.tenantID, accountID: context.accountID,
      epoch: context.epoch, session: context.session)
  #else
    context
  #endif
}
