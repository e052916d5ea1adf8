import Hashing
public import PostgresDriver

/// The key under which one comparison digests secrets; nobody else has it, and it is gone with the comparison.
public struct DigestKey: Sendable, Hashable {
  private let key = HMACKey()

  /// Makes a key.
  public init() {}

  /// The parameters `$1` and `$2` of SQL that digests a secret.
  var parameters: Parameters {
    Parameters(Bytes(rawValue: key.inner), Bytes(rawValue: key.outer))
  }

  /// The digest of a secret text.
  public func digest(of secret: Secret<String>?) -> String? {
    secret.map { hexadecimal(key.digest(Array($0.reveal().utf8))) }
  }

  /// The text as which a value travels to the server that brings it into its canonical form.
  public func text<Value: PostgresEncodable>(of value: Value?) -> String? {
    var bytes: [UInt8] = []
    guard let value, value.encodeServerText(into: &bytes) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
