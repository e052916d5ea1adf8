import Dispatch

/// Runs a call that may block on a thread of its own, off the cooperative pool and off the event loops.
func withoutBlocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(returning: body()) }
  }
}
