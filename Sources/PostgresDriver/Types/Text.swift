#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension String: PostgresEncodable, PostgresDecodable {
  /// Inferred by the server: the same text serves `text`, `citext`, `varchar` and enums.
  public static var postgresType: UInt32 { OID.inferred }

  public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: utf8) }

  /// Text of every kind, and types that users and extensions define, whose OIDs are not fixed: of those
  /// only `citext` and enums are mapped to text by the generator.
  public static func accepts(_ type: UInt32) -> Bool {
    switch type {
    case OID.text, OID.varchar, OID.bpchar, OID.name, OID.unknown: true
    default: type >= OID.firstUserDefined
    }
  }

  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DecodingFailure("the text is not valid UTF-8")
    }
    return text
  }
}

extension UUID: PostgresEncodable, PostgresDecodable {
  public static var postgresType: UInt32 { OID.uuid }

  public func encode(into bytes: inout [UInt8]) {
    withUnsafeBytes(of: uuid) { bytes.append(contentsOf: $0) }
  }

  public static func accepts(_ type: UInt32) -> Bool { type == OID.uuid }

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
  public static var postgresType: UInt32 { OID.bytea }

  public func encode(into bytes: inout [UInt8]) { bytes += rawValue }

  public static func accepts(_ type: UInt32) -> Bool { type == OID.bytea }

  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> Bytes {
    Bytes(rawValue: Array(bytes))
  }
}
