enum Cache {
  static var orders: OrderRepository? // ! escaped-context
  static let made = OrderRepository(context) // ! escaped-context
  @TaskLocal static var current: OrderRepository? // ! escaped-context
  static var byTenant: [String: OrderRepository] = [:] // ! escaped-context
}
func detached(_ context: ClusterContext) {
  Task.detached { try await OrderRepository(context).delete(1) } // ! escaped-context
}
func queued(_ context: ClusterContext) {
  DispatchQueue.global().async { use(context) } // ! escaped-context
}
func repository(_ orders: OrderRepository) {
  Task.detached(priority: .low) { [orders] in try await orders.delete(1) } // ! escaped-context
}
func thread(_ context: AdminContext) { Thread.detachNewThread { use(context) } } // ! escaped-context
func local(_ context: ClusterContext) {
  let orders = OrderRepository(context)
  Task.detached { use(orders) } // ! escaped-context
}
