import BackendData
import Demarc

// A row keeps its key for life.
func patchWithKey(_ order: Order) {
  #if VIOLATION
    _ = Order.Patch(id: order.id, currency: "ARS")  // error: extra argument 'id' in call
  #else
    _ = Order.Patch(currency: "ARS")
  #endif
}
