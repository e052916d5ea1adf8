func own(_ router: ClusterRouter) {
  Task.detached {
    let context = try await router.context(forSlug: "a")
    let orders = OrderRepository(context)
    try await orders.delete(1)
  }
}
func child(_ context: ClusterContext) async { async let a = OrderRepository(context).all(); use(await a) }
struct Service { let orders: OrderRepository }
func identifier(_ context: ClusterContext) { let id = 1; Task.detached { use(id) } }
enum Limits { static let repositoryLimit = 3 }
