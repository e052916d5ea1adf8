func reconcile(_ fleet: FleetContext) {}
