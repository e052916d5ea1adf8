/// A key under which texts are digested with HMAC-SHA-256 (RFC 2104).
///
/// Its two parts are what the inner and the outer digest begin with, so that SQL without a function for it, which
/// has `sha256`, comes to the same digests.
package struct HMACKey: Hashable, Sendable {
  private static let blockSize = 64

  /// What the inner digest begins with.
  package let inner: [UInt8]
  /// What the outer digest begins with.
  package let outer: [UInt8]

  /// Makes a key of bytes.
  package init(_ bytes: [UInt8]) {
    let short = bytes.count > Self.blockSize ? sha256Bytes(bytes) : bytes
    let key = short + [UInt8](repeating: 0, count: Self.blockSize - short.count)
    inner = key.map { $0 ^ 0x36 }
    outer = key.map { $0 ^ 0x5c }
  }

  /// Makes a key that nobody else has.
  package init() {
    var generator = SystemRandomNumberGenerator()
    self.init((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }

  /// The digest of bytes under the key.
  package func digest(_ bytes: some Collection<UInt8>) -> [UInt8] {
    sha256Bytes(outer + sha256Bytes(inner + bytes))
  }
}
