import BackendData
import Demarc

// A page goes on after a row of its own table.
func cursorOfAnotherTable(
  _ orders: OrderRepository,
  _ own: Cursor<Order>,
  _ other: Cursor<User>
) async throws {
  #if VIOLATION
    _ = try await orders.page(size: 10, after: other)  // error: cannot convert value of type 'Cursor<User>'
  #else
    _ = try await orders.page(size: 10, after: own)
  #endif
}
