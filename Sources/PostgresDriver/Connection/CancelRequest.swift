import CLibpq

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A `PGcancel`, which libpq allows any thread to use.
final class CancelRequest: @unchecked Sendable {
  // Unchecked because a PGcancel is never changed, and `PQcancel` is safe on any thread.
  private let pointer: OpaquePointer

  init(pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit {
    PQfreeCancel(pointer)
  }

  /// Asks the server, and waits until it has heard.
  func send() {
    var message = [CChar](repeating: 0, count: 256)
    // A request that does not arrive is made up for by closing the connection.
    withoutBrokenPipes { _ = PQcancel(pointer, &message, Int32(message.count)) }
  }
}

/// Runs a call that may write to a socket that its peer has closed.
///
/// SIGPIPE ends the process by default. Everywhere else libpq keeps it away, but `PQcancel` writes without a
/// care: a server that went away between its connecting and its writing would take this process along.
func withoutBrokenPipes(_ body: () -> Void) {
  var brokenPipe = sigset_t()
  sigemptyset(&brokenPipe)
  sigaddset(&brokenPipe, SIGPIPE)
  let wasPending = isPending(SIGPIPE)
  var mask = sigset_t()
  pthread_sigmask(SIG_BLOCK, &brokenPipe, &mask)
  body()
  if !wasPending, isPending(SIGPIPE) {
    var signal: Int32 = 0
    sigwait(&brokenPipe, &signal)
  }
  pthread_sigmask(SIG_SETMASK, &mask, nil)
}

private func isPending(_ signal: Int32) -> Bool {
  var pending = sigset_t()
  sigpending(&pending)
  return sigismember(&pending, signal) == 1
}
