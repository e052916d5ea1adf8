import EphemeralPostgres
import Foundation
import Synchronization

/// A network between a client and a server that a test can cut, silence and slow down: a TCP proxy on
/// 127.0.0.1.
package final class TestProxy: Sendable {
  /// What the network does with bytes.
  package enum Weather: Sendable {
    case fair
    /// Each piece waits for so many microseconds.
    case slow(UInt32)
    /// Bytes vanish, and nobody is told.
    case silent
  }

  /// The two sockets of one connection.
  ///
  /// They are closed together, when nobody reads from either: the number of a closed socket is given to the next
  /// one that is opened, which whoever still knew it would cut.
  private struct Link {
    let client: Int32
    let server: Int32
    var pumps = 2

    func cut() {
      shutdown(client, Int32(SHUT_RDWR))
      shutdown(server, Int32(SHUT_RDWR))
    }
  }

  private struct State {
    var weather = Weather.fair
    var links: [Int: Link] = [:]
    var nextIdentifier = 0
    var isStopped = false
  }

  /// The port at which it listens.
  package let port: Int
  private let target: Int
  private let listener: Int32
  private let state = Mutex(State())

  /// Starts a proxy before a port of 127.0.0.1.
  package init(to target: Int) throws {
    port = try EphemeralPostgres.freeLoopbackPort()
    self.target = target
    listener = makeSocket()
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard withAddress(port, { bind(listener, $0, $1) }) == 0, listen(listener, 64) == 0 else {
      throw NotInTime(description: "the proxy cannot listen: errno \(errno)")
    }
    Thread.detachNewThread { [self] in accept() }
  }

  /// Changes what happens to every byte from now on.
  package func set(_ weather: Weather) {
    state.withLock { $0.weather = weather }
  }

  /// Ends every connection; new ones are served.
  package func cut() {
    state.withLock { state in
      for link in state.links.values { link.cut() }
    }
  }

  /// Ends every connection and listens no more.
  package func stop() {
    state.withLock { $0.isStopped = true }
    shutdown(listener, Int32(SHUT_RDWR))
    cut()
  }

  private func accept() {
    while true {
      let client = Foundation.accept(listener, nil, nil)
      guard client >= 0, !state.withLock({ $0.isStopped }) else { break }
      let server = makeSocket()
      guard withAddress(target, { connect(server, $0, $1) }) == 0 else {
        close(server)
        close(client)
        continue
      }
      let link = state.withLock { state in
        state.nextIdentifier += 1
        state.links[state.nextIdentifier] = Link(client: client, server: server)
        return state.nextIdentifier
      }
      Thread.detachNewThread { [self] in
        pump(client, server)
        end(link)
      }
      Thread.detachNewThread { [self] in
        pump(server, client)
        end(link)
      }
    }
    close(listener)
  }

  private func pump(_ source: Int32, _ sink: Int32) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(source, &buffer, buffer.count)
      guard count > 0 else { break }
      switch state.withLock({ $0.weather }) {
      case .fair: break
      case .slow(let microseconds): usleep(microseconds)
      case .silent: continue
      }
      var sent = 0
      while sent < count {
        let step = buffer.withUnsafeBytes { bytes in
          send(sink, bytes.baseAddress.map { $0 + sent }, count - sent, Int32(MSG_NOSIGNAL))
        }
        guard step > 0 else { break }
        sent += step
      }
    }
  }

  /// Notes that one of a link's pumps has ended, which ends the other.
  private func end(_ identifier: Int) {
    state.withLock { state in
      guard var link = state.links.removeValue(forKey: identifier) else { return }
      link.pumps -= 1
      if link.pumps > 0 {
        link.cut()
        state.links[identifier] = link
      } else {
        close(link.client)
        close(link.server)
      }
    }
  }
}

private func makeSocket() -> Int32 {
  #if canImport(Glibc)
    socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  #else
    socket(AF_INET, SOCK_STREAM, 0)
  #endif
}

/// Hands an address of 127.0.0.1 to a closure, as C has it.
private func withAddress(
  _ port: Int,
  _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
) -> Int32 {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = UInt16(port).bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  return withUnsafeBytes(of: &address) { bytes in
    guard let base = bytes.baseAddress else { return -1 }
    return body(
      base.assumingMemoryBound(to: sockaddr.self),
      socklen_t(MemoryLayout<sockaddr_in>.size)
    )
  }
}
