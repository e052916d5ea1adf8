public import PostgresDriver

/// Names one row of a table, and no row of another.
public struct Identifier<Row, RawValue: Sendable & Hashable>: RawRepresentable, Sendable, Hashable {
  /// The value of the key's column.
  public let rawValue: RawValue

  /// Makes an identifier.
  public init(rawValue: RawValue) {
    self.rawValue = rawValue
  }

  /// Makes an identifier.
  public init(_ rawValue: RawValue) {
    self.rawValue = rawValue
  }
}

extension Identifier: PostgresEncodableElement, PostgresEncodable
where RawValue: PostgresEncodable {}

extension Identifier: PostgresArrayElement, PostgresDecodable where RawValue: PostgresDecodable {}

extension Identifier: CustomStringConvertible {
  /// The value of the key's column.
  public var description: String { "\(rawValue)" }
}

extension Identifier: Codable where RawValue: Codable {
  /// Reads the bare value.
  public init(from decoder: any Decoder) throws {
    self.init(try RawValue(from: decoder))
  }

  /// Writes the bare value.
  public func encode(to encoder: any Encoder) throws {
    try rawValue.encode(to: encoder)
  }
}

extension Identifier: ExpressibleByUnicodeScalarLiteral
where RawValue: ExpressibleByUnicodeScalarLiteral {
  /// Makes an identifier of a literal.
  public init(unicodeScalarLiteral value: RawValue.UnicodeScalarLiteralType) {
    self.init(RawValue(unicodeScalarLiteral: value))
  }
}

extension Identifier: ExpressibleByExtendedGraphemeClusterLiteral
where RawValue: ExpressibleByExtendedGraphemeClusterLiteral {
  /// Makes an identifier of a literal.
  public init(extendedGraphemeClusterLiteral value: RawValue.ExtendedGraphemeClusterLiteralType) {
    self.init(RawValue(extendedGraphemeClusterLiteral: value))
  }
}

extension Identifier: ExpressibleByStringLiteral where RawValue: ExpressibleByStringLiteral {
  /// Makes an identifier of a literal.
  public init(stringLiteral value: RawValue.StringLiteralType) {
    self.init(RawValue(stringLiteral: value))
  }
}

extension Identifier: ExpressibleByIntegerLiteral where RawValue: ExpressibleByIntegerLiteral {
  /// Makes an identifier of a literal.
  public init(integerLiteral value: RawValue.IntegerLiteralType) {
    self.init(RawValue(integerLiteral: value))
  }
}
