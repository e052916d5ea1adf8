/// The text of a `json` value, which the server keeps as it came.
///
/// Blanks, the order of keys and keys that stand twice come back as they went. Two values are equal
/// when their texts are.
public struct JSONText: RawRepresentable, Sendable, Hashable, Codable {
  /// The JSON text.
  public var rawValue: String

  /// Takes a text as it is; the server refuses one that is no JSON.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The text as a value that can be read and made.
  public var json: JSON { JSON(text: rawValue) }
}

extension JSONText: PostgresEncodable, PostgresDecodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { OID.json }

  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.json }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> JSONText {
    JSONText(rawValue: try String.decode(bytes, type: OID.text))
  }
}
