#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The text of a `jsonb` value.
///
/// The server brings the text into a form of its own. Two values are equal when their texts are.
/// `JSONText` is its brother for `json`, which keeps its text.
public struct JSON: Sendable, Hashable, Codable {
  /// The JSON text.
  public var text: String

  /// Takes a text as it is; the server refuses one that is no JSON.
  public init(text: String) {
    self.text = text
  }

  /// Makes the text of a value.
  ///
  /// - Throws: `EncodingError` when the value has no JSON form.
  public init(encoding value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    text = String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// Reads the text as a value.
  ///
  /// - Throws: `DecodingError` when the text is no such value.
  public func decode<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }
}

extension JSON: PostgresEncodable, PostgresDecodable {
  /// The version that leads the binary form of `jsonb`.
  private static let version: UInt8 = 1

  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { OID.jsonb }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) {
    bytes.append(Self.version)
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends the text.
  public func encodeServerText(into bytes: inout [UInt8]) -> Bool {
    text.encodeServerText(into: &bytes)
  }

  /// Whether the text holds U+0000.
  public var holdsNUL: Bool { text.holdsNUL }

  /// Whether values of a server's type can be decoded; the text of a `json` value is one too.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.jsonb || type == OID.json }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> JSON {
    var text = bytes
    if type == OID.jsonb {
      guard bytes.first == version else {
        throw DecodingFailure("the jsonb value has an unknown version")
      }
      text = try bytes.part(1, bytes.count - 1)
    }
    return JSON(text: try String.decode(text, type: OID.text))
  }
}
