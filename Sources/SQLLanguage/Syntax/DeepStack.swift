#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs a closure on a thread whose stack no statement of the permitted size exhausts, and waits for it.
///
/// libpg_query recurses once for every level of a statement and does not look at its stack: `1+1+…` of 200 kB ends a
/// process whose thread has the usual 8 MB.
func withDeepStack<Value: Sendable>(_ body: @escaping @Sendable () -> Value) -> Value {
  let work = Work(body)
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setstacksize(&attributes, 64 << 20)
  #if canImport(Glibc)
    var thread: pthread_t = 0
    let status = pthread_create(&thread, &attributes, runWork, work.retained)
    precondition(status == 0, "A thread for the SQL parser cannot be started: errno \(status).")
    pthread_join(thread, nil)
  #else
    var thread: pthread_t?
    let status = pthread_create(&thread, &attributes, runWork, work.retained)
    guard status == 0, let thread else {
      preconditionFailure("A thread for the SQL parser cannot be started: errno \(status).")
    }
    pthread_join(thread, nil)
  #endif
  guard let value = work.value else { preconditionFailure("A thread ended before its work.") }
  return value
}

/// What a thread does, apart from the type of its result, which C cannot have.
private class AnyWork {
  func run() {}

  /// The work as C hands it on; running it gives it back.
  var retained: UnsafeMutableRawPointer { Unmanaged<AnyWork>.passRetained(self).toOpaque() }
}

private final class Work<Value>: AnyWork {
  private let body: () -> Value
  private(set) var value: Value?

  init(_ body: @escaping () -> Value) {
    self.body = body
  }

  override func run() { value = body() }
}

#if canImport(Glibc)
  private func runWork(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let work { Unmanaged<AnyWork>.fromOpaque(work).takeRetainedValue().run() }
    return nil
  }
#else
  private func runWork(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<AnyWork>.fromOpaque(work).takeRetainedValue().run()
    return nil
  }
#endif
