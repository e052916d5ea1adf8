/// A network, as `cidr` holds it: an address whose bits behind the prefix are 0.
public struct CIDR: Sendable, Hashable {
  /// The network's first address, with the length of its prefix.
  public let address: Inet

  /// Makes a network, or nil when a bit behind the prefix is not 0.
  public init?(_ address: Inet) {
    guard address.isNetwork else { return nil }
    self.address = address
  }

  /// Whether an address of the same family lies in the network.
  public func contains(_ address: Inet) -> Bool {
    guard address.bytes.count == self.address.bytes.count else { return false }
    let difference = zip(address.bytes, self.address.bytes).map { $0 ^ $1 }
    for (position, byte) in difference.enumerated() {
      let covered = max(0, min(8, Int(self.address.prefixLength) - position * 8))
      if byte & UInt8(truncatingIfNeeded: 0xFF00 >> covered) != 0 { return false }
    }
    return true
  }
}

extension CIDR: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// The network as Postgres prints it: `192.168.0.0/24`, `10.0.0.1/32`.
  public var description: String { "\(addressText(address.bytes))/\(address.prefixLength)" }

  /// Reads a network with or without the length of its prefix.
  public init?(_ description: String) {
    guard let address = Inet(description) else { return nil }
    self.init(address)
  }

  /// Reads the description.
  public init(from decoder: any Decoder) throws { self = try decodeText(decoder) }

  /// Writes the description.
  public func encode(to encoder: any Encoder) throws { try encodeText(self, to: encoder) }
}

extension CIDR: PostgresEncodable, PostgresDecodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { OID.cidr }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) { address.encode(isCIDR: true, into: &bytes) }

  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.cidr }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> CIDR {
    guard let network = CIDR(try Inet.decode(bytes, isCIDR: true)) else {
      throw DecodingFailure("the network has bits behind its prefix")
    }
    return network
  }
}
