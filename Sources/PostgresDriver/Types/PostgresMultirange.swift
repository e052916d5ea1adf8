/// A set of ranges, as `int4multirange` and its kin hold it, and those of ranges that users define.
///
/// The server sorts the ranges, joins those that touch and drops those that are empty, so that what
/// comes back can be written differently from what went.
public struct PostgresMultirange<Bound: PostgresRangeBound>: Sendable, Hashable {
  /// The ranges.
  public var ranges: [PostgresRange<Bound>]

  /// Makes a set of ranges.
  public init(_ ranges: [PostgresRange<Bound>]) {
    self.ranges = ranges
  }

  /// Whether one of the ranges holds a value.
  public func contains(_ value: Bound) -> Bool { ranges.contains { $0.contains(value) } }
}

extension PostgresMultirange: ExpressibleByArrayLiteral {
  /// Makes a set of ranges.
  public init(arrayLiteral ranges: PostgresRange<Bound>...) {
    self.init(ranges)
  }
}

extension PostgresMultirange: CustomStringConvertible, Codable {
  /// The ranges as Postgres prints them: `{[1,6),[8,9)}`.
  public var description: String {
    "{\(ranges.map(\.description).joined(separator: ","))}"
  }

  /// Reads the ranges' descriptions.
  public init(from decoder: any Decoder) throws {
    self.init(try [PostgresRange<Bound>](from: decoder))
  }

  /// Writes the ranges' descriptions.
  public func encode(to encoder: any Encoder) throws { try ranges.encode(to: encoder) }
}

extension PostgresMultirange: PostgresEncodableElement, PostgresEncodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { Bound.multirangeType }

  /// Appends the value in Postgres' binary form, or its text where the type of the set is not known.
  public func encode(into bytes: inout [UInt8]) {
    guard Bound.multirangeType != OID.text else {
      bytes.append(contentsOf: description.utf8)
      return
    }
    bytes.append(bigEndian: Int32(ranges.count))
    for range in ranges { bytes.appendSized { range.encode(into: &$0) } }
  }
}

extension PostgresMultirange: PostgresArrayElement, PostgresDecodable {
  /// Whether a server's type is Postgres' own of such sets, or one that users define.
  public static func accepts(_ type: UInt32) -> Bool {
    type == Bound.multirangeType && type != OID.text || type >= OID.firstUserDefined
  }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> PostgresMultirange {
    let count: Int32 = try bytes.integer()
    guard count >= 0, Int(count) <= bytes.count / 5 else {
      throw DecodingFailure("the number of ranges is impossible")
    }
    var ranges: [PostgresRange<Bound>] = []
    ranges.reserveCapacity(Int(count))
    var offset = 4
    for _ in 0..<count {
      ranges.append(try .decode(try bytes.sizedPart(&offset), type: Bound.rangeType))
    }
    try bytes.requireCount(offset)
    return PostgresMultirange(ranges)
  }
}
