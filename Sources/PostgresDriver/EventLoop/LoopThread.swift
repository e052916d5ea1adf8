#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The threads of the event loops, as POSIX has them.
enum LoopThread {
  /// What tells the calling thread apart from others; never 0.
  static var currentIdentifier: UInt {
    #if canImport(Glibc)
      UInt(pthread_self())
    #else
      UInt(bitPattern: pthread_self())
    #endif
  }

  /// The loop whose thread calls, if it is one's.
  static var currentLoop: EventLoop? {
    pthread_getspecific(key).map { Unmanaged.fromOpaque($0).takeUnretainedValue() }
  }

  /// Starts a loop's thread.
  static func start(_ loop: EventLoop) {
    let context = Unmanaged.passRetained(loop).toOpaque()
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    #if canImport(Glibc)
      var thread: pthread_t = 0
    #else
      var thread: pthread_t?
    #endif
    let status = pthread_create(&thread, &attributes, runLoop, context)
    precondition(status == 0, "An event loop's thread cannot be started: errno \(status).")
  }

  fileprivate static func run(_ loop: UnsafeMutableRawPointer) -> Never {
    pthread_setspecific(key, loop)
    Unmanaged<EventLoop>.fromOpaque(loop).takeUnretainedValue().run()
  }

  /// Where a thread keeps its loop.
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key, nil)
    precondition(status == 0, "A thread has no room to note its event loop: errno \(status).")
    return key
  }()
}

#if canImport(Glibc)
  private func runLoop(_ loop: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let loop { LoopThread.run(loop) }
    return nil
  }
#else
  private func runLoop(_ loop: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    LoopThread.run(loop)
  }
#endif
