/// A Swift type whose values are those of a composite type.
///
/// A composite's binary form names the types of its fields by numbers that differ between databases, so a value goes
/// to the server as text, and its parameter has to be cast: `$1::text::public.address`. It comes back in binary form.
public protocol PostgresComposite: PostgresEncodable, PostgresDecodable, Sendable, Hashable {
  /// Decodes the fields in their declared order.
  init(fields: inout CompositeReader) throws(DecodingFailure)

  /// Encodes the fields in their declared order.
  func encode(fields: inout CompositeWriter)
}

extension PostgresComposite {
  /// Text.
  public static var postgresType: UInt32 { OID.text }

  /// Appends the text of the composite: `("first","second",)`.
  public func encode(into bytes: inout [UInt8]) {
    var writer = CompositeWriter(bytes: bytes)
    // One buffer at a time: a second reference would have it copied.
    bytes = []
    encode(fields: &writer)
    bytes = writer.finish()
  }

  /// Appends the text of the composite.
  public func encodeServerText(into bytes: inout [UInt8]) -> Bool {
    encode(into: &bytes)
    return true
  }

  /// Whether a field is text that holds U+0000.
  public var holdsNUL: Bool {
    var bytes: [UInt8] = []
    encode(into: &bytes)
    return bytes.contains(0)
  }

  /// Types that users define, whose OIDs are not fixed.
  public static func accepts(_ type: UInt32) -> Bool { type >= OID.firstUserDefined }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> Self {
    var reader = try CompositeReader(bytes)
    let value = try Self(fields: &reader)
    try reader.requireEnd()
    return value
  }
}

/// Reads the binary form of a composite: the number of fields, and for each its type, its length and its value.
public struct CompositeReader: ~Copyable {
  private let bytes: UnsafeRawBufferPointer
  private let count: Int
  private var position = 0
  private var offset = 4

  init(_ bytes: UnsafeRawBufferPointer) throws(DecodingFailure) {
    self.bytes = bytes
    let count: Int32 = try bytes.integer(at: 0)
    self.count = Int(count)
  }

  /// The next field, or nil for NULL.
  ///
  /// A field of a domain names the domain, so any type that users define is let through: what its bytes must look
  /// like, the field's type knows.
  public mutating func next<Value: PostgresDecodable>() throws(DecodingFailure) -> Value? {
    guard position < count else {
      throw DecodingFailure("the composite has \(count) fields, and more are expected")
    }
    position += 1
    let type: UInt32 = try bytes.integer(at: offset)
    guard Value.accepts(type) || type >= OID.firstUserDefined else {
      throw DecodingFailure("field \(position) of the composite has the type with OID \(type)")
    }
    offset += 4
    let width: Int32 = try bytes.integer(at: offset)
    guard width >= 0 else {
      offset += 4
      return nil
    }
    return try Value.decode(try bytes.sizedPart(&offset), type: type)
  }

  /// Requires that every field was read.
  consuming func requireEnd() throws(DecodingFailure) {
    guard position == count else {
      throw DecodingFailure("the composite has \(count) fields, and \(position) are expected")
    }
    try bytes.requireCount(offset)
  }
}

/// Writes the text of a composite.
public struct CompositeWriter: ~Copyable {
  private var bytes: [UInt8]
  private var isFirst = true

  init(bytes: [UInt8]) {
    self.bytes = bytes
    self.bytes.append(UInt8(ascii: "("))
  }

  /// Appends a field; nil is NULL.
  public mutating func append<Value: PostgresEncodable>(_ value: Value?) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    guard let value else { return }
    bytes.append(UInt8(ascii: "\""))
    let start = bytes.count
    // A field that is no NULL has a text.
    _ = value.encodeServerText(into: &bytes)
    bytes.escapeArrayElement(from: start)
    bytes.append(UInt8(ascii: "\""))
  }

  consuming func finish() -> [UInt8] {
    bytes.append(UInt8(ascii: ")"))
    return bytes
  }
}
