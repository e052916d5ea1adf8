#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends an event loop's wait from another thread.
struct WakeUpPipe {
  /// Is ready to be read when the loop was woken.
  let descriptor: Int32
  private let writeEnd: Int32

  init() {
    var descriptors: [Int32] = [-1, -1]
    let status = pipe(&descriptors)
    precondition(status == 0, "A pipe to wake an event loop cannot be made: errno \(errno).")
    for descriptor in descriptors {
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    (descriptor, writeEnd) = (descriptors[0], descriptors[1])
  }

  /// Wakes the loop.
  func send() {
    var byte: UInt8 = 1
    // A full pipe wakes the loop just as well.
    _ = write(writeEnd, &byte, 1)
  }

  /// Takes out what woke the loop.
  func drain() {
    var buffer = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &buffer, buffer.count) == buffer.count {}
  }
}
