/// A value, or nothing, as it stands in an array parameter.
public protocol PostgresEncodableElement {
  /// The OID of the element's type; 0 when it is not fixed.
  static var elementType: UInt32 { get }

  /// Appends the value in Postgres' binary form and returns true, or returns false for NULL.
  func encodeElement(into bytes: inout [UInt8]) -> Bool

  /// Appends the value as the server reads it from text, and returns true, or returns false for NULL.
  ///
  /// Where it stands in the text of an array it is quoted there. What is not said otherwise is the value's
  /// description.
  func encodeServerText(into bytes: inout [UInt8]) -> Bool

  /// Whether the value is text that holds U+0000, which no text in Postgres can.
  var holdsNUL: Bool { get }
}

extension PostgresEncodableElement {
  /// Appends the description.
  public func encodeServerText(into bytes: inout [UInt8]) -> Bool {
    bytes.append(contentsOf: String(describing: self).utf8)
    return true
  }

  /// False: values of most types are no text.
  public var holdsNUL: Bool { false }
}

/// A value that can be a parameter.
public protocol PostgresEncodable: PostgresEncodableElement {
  /// The OID of the type that parameters have; 0 lets the server infer it.
  static var postgresType: UInt32 { get }

  /// Appends the value in Postgres' binary form.
  func encode(into bytes: inout [UInt8])

  /// The OID of the type of an array's elements when many such values travel as one array; 0 is text.
  ///
  /// Postgres has no arrays of arrays: those travel as arrays of their texts.
  static var listedType: UInt32 { get }

  /// Appends the value as an element of an array of `listedType`.
  func encodeListed(into bytes: inout [UInt8])
}

extension PostgresEncodable {
  /// The type of a parameter.
  public static var listedType: UInt32 { postgresType }

  /// Appends the value in Postgres' binary form.
  @inlinable
  public func encodeListed(into bytes: inout [UInt8]) { encode(into: &bytes) }

  /// The type of a parameter.
  public static var elementType: UInt32 { postgresType }

  /// Appends the value.
  public func encodeElement(into bytes: inout [UInt8]) -> Bool {
    encode(into: &bytes)
    return true
  }
}

extension Optional: PostgresEncodableElement where Wrapped: PostgresEncodable {
  /// The type of a parameter.
  public static var elementType: UInt32 { Wrapped.postgresType }

  /// Appends the value if there is one.
  public func encodeElement(into bytes: inout [UInt8]) -> Bool {
    guard let value = self else { return false }
    value.encode(into: &bytes)
    return true
  }

  /// Appends the value's text if there is one.
  public func encodeServerText(into bytes: inout [UInt8]) -> Bool {
    self?.encodeServerText(into: &bytes) ?? false
  }

  /// Whether there is a value that holds U+0000.
  public var holdsNUL: Bool { self?.holdsNUL ?? false }
}

/// A value that can stand in an array.
public protocol PostgresArrayElement {
  /// Whether values of a server's type can be decoded.
  static func accepts(_ type: UInt32) -> Bool

  /// Decodes an element of a server's type, or NULL.
  static func decodeElement(_ bytes: UnsafeRawBufferPointer?, type: UInt32) throws(DecodingFailure)
    -> Self
}

/// A value that a column can be decoded to.
public protocol PostgresDecodable: PostgresArrayElement {
  /// Decodes the binary form of a value of a server's type.
  static func decode(_ bytes: UnsafeRawBufferPointer, type: UInt32) throws(DecodingFailure) -> Self
}

extension PostgresDecodable {
  /// Decodes an element that is not NULL.
  @inlinable
  public static func decodeElement(
    _ bytes: UnsafeRawBufferPointer?,
    type: UInt32
  ) throws(DecodingFailure) -> Self {
    guard let bytes else { throw DecodingFailure("an element of the array is NULL") }
    return try decode(bytes, type: type)
  }
}

extension Optional: PostgresArrayElement where Wrapped: PostgresDecodable {
  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { Wrapped.accepts(type) }

  /// Decodes an element, or nil for NULL.
  @inlinable
  public static func decodeElement(
    _ bytes: UnsafeRawBufferPointer?,
    type: UInt32
  ) throws(DecodingFailure) -> Wrapped? {
    guard let bytes else { return nil }
    return try Wrapped.decode(bytes, type: type)
  }
}

/// Why bytes are no value of a type.
public struct DecodingFailure: Error, Sendable, Hashable {
  /// The cause, without the bytes.
  public let cause: String

  /// Makes a failure.
  public init(_ cause: String) {
    self.cause = cause
  }
}

extension RawRepresentable where Self: PostgresEncodable, RawValue: PostgresEncodable {
  /// The type of the raw value.
  public static var postgresType: UInt32 { RawValue.postgresType }

  /// Appends the raw value.
  public func encode(into bytes: inout [UInt8]) { rawValue.encode(into: &bytes) }

  /// Appends the raw value's text.
  public func encodeServerText(into bytes: inout [UInt8]) -> Bool {
    rawValue.encodeServerText(into: &bytes)
  }

  /// Whether the raw value holds U+0000.
  public var holdsNUL: Bool { rawValue.holdsNUL }
}

extension RawRepresentable where Self: PostgresDecodable, RawValue: PostgresDecodable {
  /// Whether the raw value can be decoded from a server's type.
  @inlinable
  public static func accepts(_ type: UInt32) -> Bool { RawValue.accepts(type) }

  /// Decodes the raw value.
  @inlinable
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> Self {
    guard let value = Self(rawValue: try RawValue.decode(bytes, type: type)) else {
      throw DecodingFailure("the value is none that \(Self.self) has")
    }
    return value
  }
}

/// A Swift enum of the labels of an enum type.
public protocol PostgresEnum: RawRepresentable, Sendable, Hashable, PostgresEncodable,
  PostgresDecodable
where RawValue == String {}
