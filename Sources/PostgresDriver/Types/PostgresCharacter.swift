/// One byte that is shown as a character, as the internal type `"char"` holds it.
public struct PostgresCharacter: RawRepresentable, Sendable, Hashable, Codable {
  /// The byte; 0 prints as nothing.
  public var rawValue: UInt8

  /// Makes a value of a byte.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }
}

extension PostgresCharacter: CustomStringConvertible {
  /// The character as Postgres prints it; bytes that are no ASCII as `\ooo`, in octal digits.
  public var description: String {
    switch rawValue {
    case 0: ""
    case 1..<128: String(Character(Unicode.Scalar(rawValue)))
    default: "\\" + String(rawValue, radix: 8)
    }
  }
}

extension PostgresCharacter: PostgresEncodable, PostgresDecodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { OID.char }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) { bytes.append(rawValue) }

  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.char }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> PostgresCharacter {
    try bytes.requireCount(1)
    return PostgresCharacter(rawValue: bytes[0])
  }
}
