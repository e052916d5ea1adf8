/// An address with the length of its network's prefix, as `inet` holds it.
public struct Inet: Sendable, Hashable {
  /// The address in network order: 4 bytes, or 16 of IPv6.
  public let bytes: [UInt8]
  /// How many bits belong to the network; 32 or 128 for a single host.
  public let prefixLength: UInt8

  /// Makes an address, or nil when there are not 4 or 16 bytes, or fewer bits than the prefix has.
  ///
  /// - Parameters:
  ///   - bytes: the address in network order.
  ///   - prefixLength: how many bits belong to the network; all of them when not given.
  public init?(bytes: [UInt8], prefixLength: UInt8? = nil) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    let bits = UInt8(bytes.count * 8)
    guard prefixLength ?? bits <= bits else { return nil }
    self.bytes = bytes
    self.prefixLength = prefixLength ?? bits
  }

  /// Whether the address is one of IPv6.
  public var isIPv6: Bool { bytes.count == 16 }

  /// Whether the prefix covers the whole address.
  public var isHost: Bool { Int(prefixLength) == bytes.count * 8 }

  /// Whether every bit behind the prefix is 0.
  var isNetwork: Bool {
    for (position, byte) in bytes.enumerated() {
      let covered = max(0, min(8, Int(prefixLength) - position * 8))
      if byte & ~UInt8(truncatingIfNeeded: 0xFF00 >> covered) != 0 { return false }
    }
    return true
  }
}

extension Inet: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// The address as Postgres prints it: `192.168.0.1/24`, and without the prefix for a single host.
  public var description: String {
    isHost ? addressText(bytes) : "\(addressText(bytes))/\(prefixLength)"
  }

  /// Reads an address with or without the length of a prefix.
  public init?(_ description: String) {
    let parts = description.split(separator: "/", omittingEmptySubsequences: false)
    guard let bytes = parts.first.flatMap(addressBytes), parts.count <= 2 else { return nil }
    guard parts.count == 2 else {
      self.init(bytes: bytes)
      return
    }
    guard let length = number(parts[1]).flatMap({ UInt8(exactly: $0) }) else { return nil }
    self.init(bytes: bytes, prefixLength: length)
  }

  /// Reads the description.
  public init(from decoder: any Decoder) throws { self = try decodeText(decoder) }

  /// Writes the description.
  public func encode(to encoder: any Encoder) throws { try encodeText(self, to: encoder) }
}

extension Inet: PostgresEncodable, PostgresDecodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { OID.inet }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) { encode(isCIDR: false, into: &bytes) }

  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.inet }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> Inet {
    try decode(bytes, isCIDR: false)
  }
}

extension Inet {
  // `inet.h` of the server: its AF_INET, and the next number for IPv6.
  private static let ipv4: UInt8 = 2
  private static let ipv6: UInt8 = 3

  /// Appends family, bits, kind, width and address.
  func encode(isCIDR: Bool, into bytes: inout [UInt8]) {
    bytes.append(isIPv6 ? Self.ipv6 : Self.ipv4)
    bytes.append(prefixLength)
    bytes.append(isCIDR ? 1 : 0)
    bytes.append(UInt8(self.bytes.count))
    bytes += self.bytes
  }

  static func decode(
    _ bytes: UnsafeRawBufferPointer,
    isCIDR: Bool
  ) throws(DecodingFailure) -> Inet {
    guard bytes.count >= 4, bytes[2] == (isCIDR ? 1 : 0), bytes.count == 4 + Int(bytes[3]),
      bytes[0] == (bytes[3] == 16 ? ipv6 : ipv4),
      let address = Inet(bytes: Array(bytes[4...]), prefixLength: bytes[1])
    else { throw DecodingFailure("the network address is malformed") }
    return address
  }
}
