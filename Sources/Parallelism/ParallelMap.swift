import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Transforms elements on as many threads as the machine has cores; the results keep the order.
///
/// The threads have stacks of 64 MB: parser and evaluator recurse as deep as a file nests, up to 256 levels, and the
/// threads of the concurrency runtime are too small for that in debug builds.
package func parallelMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element],
  _ transform: @escaping @Sendable (Element) -> Result
) -> [Result] {
  let work = Work(elements: elements, transform: transform)
  let count = min(elements.count, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  let threads = (0..<count).compactMap { _ in startThread { work.run() } }
  // When no thread can be had, this one does the work.
  if threads.isEmpty { work.run() }
  for thread in threads { pthread_join(thread, nil) }
  return work.results
}

private final class Work<Element: Sendable, Result: Sendable>: Sendable {
  private struct State {
    var next = 0
    var results: [Int: Result] = [:]
  }

  private let elements: [Element]
  private let transform: @Sendable (Element) -> Result
  private let state = Mutex(State())

  init(elements: [Element], transform: @escaping @Sendable (Element) -> Result) {
    self.elements = elements
    self.transform = transform
  }

  /// Takes elements until none is left.
  func run() {
    while let index = takeIndex() {
      let result = transform(elements[index])
      state.withLock { $0.results[index] = result }
    }
  }

  var results: [Result] {
    state.withLock { state in elements.indices.compactMap { state.results[$0] } }
  }

  private func takeIndex() -> Int? {
    state.withLock { state in
      guard state.next < elements.count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }
}

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) {
    self.run = run
  }
}

private func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setstacksize(&attributes, 64 << 20)
  let argument = Unmanaged.passRetained(ThreadBody(body))
  #if canImport(Darwin)
    var thread: pthread_t?
  #else
    var thread = pthread_t()
  #endif
  let status = pthread_create(&thread, &attributes, runThread, argument.toOpaque())
  guard status == 0 else {
    argument.release()
    return nil
  }
  return thread
}

#if canImport(Darwin)
  private func runThread(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
    return nil
  }
#else
  private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
    return nil
  }
#endif
