import BackendData
import Demarc

// Both are a uuid in the database, and neither is the other.
func identifierOfAnotherTable(_ orders: OrderRepository, _ order: Order, _ user: User) async throws {
  #if VIOLATION
    _ = try await orders.find(user.id)  // error: cannot convert value of type 'User.ID'
  #else
    _ = try await orders.find(order.id)
  #endif
}
