#if os(Linux)
  import CEpoll
  import Glibc

  /// Waits for many sockets at once, with epoll(7).
  struct Poller {
    private let descriptor: Int32
    private var events = [epoll_event](repeating: epoll_event(), count: 64)

    init() {
      descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
      precondition(descriptor >= 0, "An epoll instance cannot be made: errno \(errno).")
    }

    /// Waits for a socket from now on; `token` names it in what `wait` finds.
    mutating func add(_ socket: Int32, _ interest: Interest, token: Int) {
      control(EPOLL_CTL_ADD, socket, interest, token)
    }

    /// Changes what a socket is waited for.
    mutating func change(_ socket: Int32, _ interest: Interest, token: Int) {
      control(EPOLL_CTL_MOD, socket, interest, token)
    }

    /// Waits no more for a socket, which must still be open.
    mutating func remove(_ socket: Int32, token: Int) {
      control(EPOLL_CTL_DEL, socket, [], token)
    }

    /// Calls a closure for each socket that became ready within a time; a negative time is for ever.
    mutating func wait(milliseconds: Int32, _ onReady: (_ token: Int, Interest) -> Void) {
      let count = Int(epoll_wait(descriptor, &events, Int32(events.count), milliseconds))
      guard count > 0 else { return }
      for event in events[..<count] {
        var ready: Interest = []
        if event.events & EPOLLIN.rawValue != 0 { ready.insert(.read) }
        if event.events & EPOLLOUT.rawValue != 0 { ready.insert(.write) }
        // An error or a hang-up is found by reading.
        if event.events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { ready = [.read, .write] }
        onReady(Int(truncatingIfNeeded: event.data.u64), ready)
      }
    }

    private func control(_ operation: Int32, _ socket: Int32, _ interest: Interest, _ token: Int) {
      var event = epoll_event()
      event.data.u64 = UInt64(token)
      if interest.contains(.read) { event.events |= EPOLLIN.rawValue }
      if interest.contains(.write) { event.events |= EPOLLOUT.rawValue }
      let status = epoll_ctl(descriptor, operation, socket, &event)
      precondition(status == 0 || operation == EPOLL_CTL_DEL, "epoll_ctl failed: errno \(errno).")
    }
  }
#else
  import Darwin

  /// Waits for many sockets at once, with poll(2).
  struct Poller {
    private var watches: [Int: (socket: Int32, interest: Interest)] = [:]

    init() {}

    /// Waits for a socket from now on; `token` names it in what `wait` finds.
    mutating func add(_ socket: Int32, _ interest: Interest, token: Int) {
      watches[token] = (socket, interest)
    }

    /// Changes what a socket is waited for.
    mutating func change(_ socket: Int32, _ interest: Interest, token: Int) {
      watches[token] = (socket, interest)
    }

    /// Waits for a socket no more.
    mutating func remove(_ socket: Int32, token: Int) {
      watches[token] = nil
    }

    /// Calls a closure for each socket that became ready within a time; a negative time is for ever.
    mutating func wait(milliseconds: Int32, _ onReady: (_ token: Int, Interest) -> Void) {
      let watched = Array(watches)
      var descriptors = watched.map { _, watch in
        var events: Int16 = 0
        if watch.interest.contains(.read) { events |= Int16(POLLIN) }
        if watch.interest.contains(.write) { events |= Int16(POLLOUT) }
        return pollfd(fd: watch.socket, events: events, revents: 0)
      }
      guard poll(&descriptors, nfds_t(descriptors.count), milliseconds) > 0 else { return }
      for (descriptor, (token, _)) in zip(descriptors, watched) where descriptor.revents != 0 {
        var ready: Interest = []
        if descriptor.revents & Int16(POLLIN) != 0 { ready.insert(.read) }
        if descriptor.revents & Int16(POLLOUT) != 0 { ready.insert(.write) }
        // An error or a hang-up is found by reading.
        if descriptor.revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 {
          ready = [.read, .write]
        }
        onReady(token, ready)
      }
    }
  }
#endif
