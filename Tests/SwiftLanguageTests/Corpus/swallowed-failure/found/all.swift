func optional(_ orders: OrderRepository) async { let all = try? await orders.all(); use(all) } // ! swallowed-failure
func made(_ context: ClusterContext) async { use(try? await OrderRepository(context).all()) } // ! swallowed-failure
func defaulted(_ context: ClusterContext) async { use((try? await OrderRepository(context).count()) ?? 0) } // ! swallowed-failure
func inTransaction(_ context: ClusterContext) async { try? await context.transaction { _ in } } // ! swallowed-failure
func routed(_ router: ClusterRouter) async { let context = try? await router.context(forSlug: "a"); use(context) } // ! swallowed-failure
func empty(_ orders: OrderRepository) async {
  do { try await orders.delete(1) } catch {} // ! swallowed-failure
}
func answered(_ orders: OrderRepository) async -> Bool {
  do {
    try await orders.delete(1)
    return true
  } catch { // ! swallowed-failure
    print(error)
    return false
  }
}
func missing(_ orders: OrderRepository) async -> Order? {
  do { return try await orders.find(1) } catch { return nil } // ! swallowed-failure
}
func list(_ orders: OrderRepository) async -> [Order] {
  do { return try await orders.all() } catch { return [] } // ! swallowed-failure
}
func assigned(_ orders: OrderRepository) async {
  var found = true
  do { try await orders.delete(1) } catch { found = false } // ! swallowed-failure
  use(found)
}
final class Service {
  private let orders: OrderRepository
  init(orders: OrderRepository) { self.orders = orders }
  func all() async { use(try? await orders.all()) } // ! swallowed-failure
  func viaSelf() async { use(try? await self.orders.all()) } // ! swallowed-failure
}
