/// The address of a network card, as `macaddr` holds it.
public struct MACAddress: Sendable, Hashable {
  /// The address in the lower 48 bits.
  public let bits: UInt64

  /// Makes an address of 48 bits, or nil when there are more.
  public init?(bits: UInt64) {
    guard bits < 1 << 48 else { return nil }
    self.bits = bits
  }
}

extension MACAddress: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// The address as Postgres prints it: `08:00:2b:01:02:03`.
  public var description: String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
  }

  /// Reads what `description` writes.
  public init?(_ description: String) {
    let parts = description.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 6 else { return nil }
    var bits: UInt64 = 0
    for part in parts {
      guard part.utf8.count == 2, part.allSatisfy(\.isHexDigit), let byte = UInt8(part, radix: 16)
      else { return nil }
      bits = bits << 8 | UInt64(byte)
    }
    self.init(bits: bits)
  }

  private var bytes: [UInt8] {
    stride(from: 40, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> $0) }
  }

  /// Reads the description.
  public init(from decoder: any Decoder) throws { self = try decodeText(decoder) }

  /// Writes the description.
  public func encode(to encoder: any Encoder) throws { try encodeText(self, to: encoder) }
}

extension MACAddress: PostgresEncodable, PostgresDecodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { OID.macaddr }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) { bytes += self.bytes }

  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.macaddr }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> MACAddress {
    try bytes.requireCount(6)
    guard let address = MACAddress(bits: bytes.reduce(0) { $0 << 8 | UInt64($1) }) else {
      throw DecodingFailure("the address has more than 48 bits")
    }
    return address
  }
}
