/// A value of a domain: what stands below it under a name of its own, so that a value of one domain is none of another.
///
/// A literal is one of whatever domain is expected. The server checks the domain's conditions when a value is written,
/// and what it sends has passed them.
public protocol PostgresDomain: PostgresEncodable, PostgresDecodable, Sendable, Hashable, Codable,
  CustomStringConvertible
{
  /// The Swift type of what stands below the domain.
  associatedtype RawValue: PostgresEncodable, PostgresDecodable, Sendable, Hashable, Codable

  /// The value as what stands below the domain.
  var rawValue: RawValue { get }

  /// Makes a value, which is not checked here.
  init(_ rawValue: RawValue)
}

extension PostgresDomain {
  /// The type of the raw value.
  public static var postgresType: UInt32 { RawValue.postgresType }

  /// The type of the raw value in an array.
  public static var elementType: UInt32 { RawValue.elementType }

  /// The type of the raw value in a list.
  public static var listedType: UInt32 { RawValue.listedType }

  /// Appends the raw value.
  @inlinable
  public func encode(into bytes: inout [UInt8]) { rawValue.encode(into: &bytes) }

  /// Appends the raw value as an element of a list.
  @inlinable
  public func encodeListed(into bytes: inout [UInt8]) { rawValue.encodeListed(into: &bytes) }

  /// Appends the raw value's text.
  @inlinable
  public func encodeServerText(into bytes: inout [UInt8]) -> Bool {
    rawValue.encodeServerText(into: &bytes)
  }

  /// Whether the raw value holds U+0000.
  @inlinable
  public var holdsNUL: Bool { rawValue.holdsNUL }

  /// Whether the raw value can be decoded from a server's type.
  @inlinable
  public static func accepts(_ type: UInt32) -> Bool { RawValue.accepts(type) }

  /// Decodes the raw value.
  @inlinable
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> Self {
    Self(try RawValue.decode(bytes, type: type))
  }
}

extension PostgresDomain {
  /// The raw value.
  public var description: String { "\(rawValue)" }

  /// Reads the bare value.
  public init(from decoder: any Decoder) throws {
    self.init(try RawValue(from: decoder))
  }

  /// Writes the bare value.
  public func encode(to encoder: any Encoder) throws {
    try rawValue.encode(to: encoder)
  }
}

extension PostgresDomain where RawValue == String {
  /// Makes a value of a literal.
  public init(stringLiteral value: String) { self.init(value) }
}

extension PostgresDomain where RawValue: ExpressibleByIntegerLiteral {
  /// Makes a value of a literal.
  public init(integerLiteral value: RawValue.IntegerLiteralType) {
    self.init(RawValue(integerLiteral: value))
  }
}

extension PostgresDomain where RawValue: ExpressibleByFloatLiteral {
  /// Makes a value of a literal.
  public init(floatLiteral value: RawValue.FloatLiteralType) {
    self.init(RawValue(floatLiteral: value))
  }
}

extension PostgresDomain where RawValue: RangeReplaceableCollection {
  /// Makes a value of a literal.
  public init(arrayLiteral elements: RawValue.Element...) { self.init(RawValue(elements)) }
}
