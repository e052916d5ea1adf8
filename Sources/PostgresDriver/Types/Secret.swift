/// A value that must not be seen: it prints redacted, is not Codable, and is read by one method alone.
public struct Secret<Value>: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let value: Value

  /// Hides a value.
  public init(_ value: Value) {
    self.value = value
  }

  /// The hidden value.
  ///
  /// Do not log it, store it in plain, or put it into an error.
  public func reveal() -> Value { value }

  /// A text that tells nothing.
  public var description: String { "‹redacted›" }
  /// A text that tells nothing.
  public var debugDescription: String { description }
  /// A mirror that shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension Secret: Sendable where Value: Sendable {}
extension Secret: Equatable where Value: Equatable {}
extension Secret: Hashable where Value: Hashable {}

extension Secret: PostgresEncodableElement, PostgresEncodable where Value: PostgresEncodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { Value.postgresType }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) { value.encode(into: &bytes) }

  /// The type of an array's elements when many values travel as one.
  public static var listedType: UInt32 { Value.listedType }

  /// Appends the value as an element of such an array.
  public func encodeListed(into bytes: inout [UInt8]) { value.encodeListed(into: &bytes) }

  /// Appends the value's text.
  public func encodeServerText(into bytes: inout [UInt8]) -> Bool {
    value.encodeServerText(into: &bytes)
  }

  /// Whether the value holds U+0000.
  public var holdsNUL: Bool { value.holdsNUL }
}

extension Secret: PostgresArrayElement, PostgresDecodable where Value: PostgresDecodable {
  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { Value.accepts(type) }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> Secret {
    Secret(try Value.decode(bytes, type: type))
  }
}
