func file() { use(try? String(contentsOfFile: "a")) }
func saved(_ context: NSManagedObjectContext) { try? context.save() }
func slept() async { try? await Task.sleep(for: .seconds(1)) }
func thrown(_ orders: OrderRepository) async throws {
  do { try await orders.delete(1) } catch { throw Failure(error) }
}
func handled(_ orders: OrderRepository) async throws -> Bool {
  do {
    try await orders.delete(1)
    return true
  } catch {
    log(error)
    throw error
  }
}
func other() { do { try decode() } catch { return } }
func closed(_ router: NavigationRouter) { try? router.close() }
func loud(_ orders: OrderRepository) async { use(try! await orders.all()) }
func cleanedUp(_ context: ClusterContext) async throws {
  do { try await run() } catch {
    try? await context.transaction { _ in }
    throw error
  }
}
func known(_ orders: OrderRepository) async throws -> Order? {
  do { return try await orders.insert(1) } catch let violation as ConstraintViolation where violation.isKey { return nil }
}
