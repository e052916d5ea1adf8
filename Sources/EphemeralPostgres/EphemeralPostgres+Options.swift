import Foundation

extension EphemeralPostgres {
  /// What a test asks of its server beside an empty data directory.
  package struct Options: Sendable {
    /// Settings of `postgresql.conf`.
    package var settings: [String: String] = [:]
    /// Lines of `pg_hba.conf`; the socket stays open to its owner.
    package var accessRules: [String] = []
    /// Files of the data directory by name, such as a certificate.
    package var files: [String: String] = [:]
    /// Whether the server also listens on 127.0.0.1, at a free port.
    package var listensOnLoopback: Bool = false

    /// Makes options that differ in nothing but settings.
    package init(settings: [String: String] = [:]) {
      self.settings = settings
    }
  }

  /// Starts a server as the options say, lends it to a closure, and stops it.
  package static func withServer<Result>(
    _ options: Options,
    _ body: (EphemeralPostgres) async throws -> Result
  ) async throws -> Result {
    let server = try await start(options)
    do {
      let result = try await body(server)
      await server.stop()
      return result
    } catch {
      await server.stop()
      throw error
    }
  }

  /// A port of 127.0.0.1 at which nobody listens now.
  package static func freeLoopbackPort() throws -> Int {
    #if canImport(Glibc)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    let descriptor = socket(AF_INET, stream, 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutableBytes(of: &address) { bytes -> Int32 in
      guard let base = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return -1 }
      guard bind(descriptor, base, length) == 0 else { return -1 }
      return getsockname(descriptor, base, &length)
    }
    guard status == 0 else {
      throw EphemeralPostgresError("No port of 127.0.0.1 is free: \(systemError()).")
    }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
