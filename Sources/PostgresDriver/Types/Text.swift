#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif
#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension String: PostgresEncodable, PostgresDecodable {
  /// Inferred by the server: the same text serves `text`, `citext`, `varchar` and enums.
  public static var postgresType: UInt32 { OID.inferred }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: utf8) }

  /// Appends the text.
  public func encodeServerText(into bytes: inout [UInt8]) -> Bool {
    encode(into: &bytes)
    return true
  }

  /// Whether the text holds U+0000.
  public var holdsNUL: Bool { utf8.contains(0) }

  /// Text of every kind, and types that users and extensions define, whose OIDs are not fixed: of those
  /// only `citext` and enums are mapped to text by the generator.
  public static func accepts(_ type: UInt32) -> Bool {
    switch type {
    case OID.text, OID.varchar, OID.bpchar, OID.name, OID.unknown: true
    default: type >= OID.firstUserDefined
    }
  }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> String {
    // This replaces what is not valid, so that only valid text is what it was; `init(validating:)` takes
    // three times as long.
    var text = String(decoding: bytes, as: UTF8.self)
    let isUnchanged = text.withUTF8 { found in
      guard let valid = found.baseAddress, let sent = bytes.baseAddress else {
        return bytes.isEmpty
      }
      return found.count == bytes.count && memcmp(valid, sent, bytes.count) == 0
    }
    guard isUnchanged else { throw DecodingFailure("the text is not valid UTF-8") }
    return text
  }
}

extension UUID: PostgresEncodable, PostgresDecodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { OID.uuid }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) {
    withUnsafeBytes(of: uuid) { bytes.append(contentsOf: $0) }
  }

  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.uuid }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> UUID {
    try bytes.requireCount(16)
    return UUID(uuid: bytes.loadUnaligned(as: uuid_t.self))
  }
}

/// The bytes of a `bytea` column.
public struct Bytes: RawRepresentable, Sendable, Hashable, Codable {
  /// The bytes.
  public var rawValue: [UInt8]

  /// Makes a value of bytes.
  public init(rawValue: [UInt8]) {
    self.rawValue = rawValue
  }
}

extension Bytes: PostgresEncodable, PostgresDecodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { OID.bytea }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) { bytes += rawValue }

  /// Appends `\x` and two hexadecimal digits for each byte.
  public func encodeServerText(into bytes: inout [UInt8]) -> Bool {
    let digits = Array("0123456789abcdef".utf8)
    bytes += [UInt8(ascii: "\\"), UInt8(ascii: "x")]
    for byte in rawValue { bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return true
  }

  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.bytea }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> Bytes {
    Bytes(rawValue: Array(bytes))
  }
}
