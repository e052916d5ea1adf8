/// A string of bits, as `bit` and `bit varying` hold it.
public struct BitString: Sendable, Hashable {
  /// The bits, from the first.
  public var bits: [Bool]

  /// Makes a string of bits.
  public init(_ bits: [Bool]) {
    self.bits = bits
  }
}

extension BitString: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// The bits as Postgres prints them: `101`.
  public var description: String { String(bits.map { $0 ? "1" : "0" }) }

  /// Reads what `description` writes.
  public init?(_ description: String) {
    guard description.utf8.allSatisfy({ $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") })
    else { return nil }
    bits = description.utf8.map { $0 == UInt8(ascii: "1") }
  }

  /// Reads the description.
  public init(from decoder: any Decoder) throws { self = try decodeText(decoder) }

  /// Writes the description.
  public func encode(to encoder: any Encoder) throws { try encodeText(self, to: encoder) }
}

extension BitString: PostgresEncodable, PostgresDecodable {
  /// The OID of the type that parameters have: the server takes `bit varying` for `bit` too.
  public static var postgresType: UInt32 { OID.varbit }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) {
    bytes.append(bigEndian: Int32(bits.count))
    for start in stride(from: 0, to: bits.count, by: 8) {
      var byte: UInt8 = 0
      for (position, bit) in bits[start..<min(start + 8, bits.count)].enumerated() where bit {
        byte |= 0x80 >> position
      }
      bytes.append(byte)
    }
  }

  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.bit || type == OID.varbit }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> BitString {
    let count: Int32 = try bytes.integer()
    guard count >= 0 else { throw DecodingFailure("the number of bits is impossible") }
    try bytes.requireCount(4 + (Int(count) + 7) / 8)
    let unused = (8 - Int(count) % 8) % 8
    guard
      count == 0 || bytes[bytes.count - 1] & UInt8(truncatingIfNeeded: 0xFF >> (8 - unused)) == 0
    else { throw DecodingFailure("bits stand behind the last one") }
    return BitString((0..<Int(count)).map { bytes[4 + $0 / 8] & (0x80 >> ($0 % 8)) != 0 })
  }
}
