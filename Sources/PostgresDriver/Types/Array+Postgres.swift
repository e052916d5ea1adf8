/// One-dimensional arrays. Elements of type `Value?` keep NULLs; of type `Value` they are an error.
extension Array: PostgresArrayElement, PostgresDecodable where Element: PostgresArrayElement {
  /// Whether the type is an array of a type that the elements accept.
  ///
  /// Arrays of types that users define have no fixed OID; their element type is checked when a
  /// value is decoded.
  public static func accepts(_ type: UInt32) -> Bool {
    OID.elements[type].map(Element.accepts) ?? (type >= OID.firstUserDefined)
  }

  /// Decodes the binary form of a value of a server's type.
  @inlinable
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> [Element] {
    var reader = try ArrayReader(bytes)
    return try reader.elements()
  }
}

/// Reads the binary form of an array: dimensions, whether there are NULLs, the elements' type, length
/// and begin of the dimension, and the elements with their lengths.
@usableFromInline
struct ArrayReader {
  private let bytes: UnsafeRawBufferPointer
  private var offset: Int
  /// The type of the elements.
  @usableFromInline let elementType: UInt32
  /// How many elements there are.
  @usableFromInline let count: Int

  @usableFromInline
  init(_ bytes: UnsafeRawBufferPointer) throws(DecodingFailure) {
    self.bytes = bytes
    let dimensions: Int32 = try bytes.integer(at: 0)
    guard dimensions == 0 || dimensions == 1 else {
      throw DecodingFailure("the array has \(dimensions) dimensions, and only one is understood")
    }
    elementType = try bytes.integer(at: 8)
    guard dimensions == 1 else {
      offset = 12
      count = 0
      return
    }
    let length: Int32 = try bytes.integer(at: 12)
    guard length >= 0, Int(length) <= bytes.count / 4 else {
      throw DecodingFailure("the array's length is impossible")
    }
    // Indices of Swift's arrays begin at 0 whatever the server's are; an array that came back with
    // another begin than it went would be another value.
    let first: Int32 = try bytes.integer(at: 16)
    guard first == 1 else {
      throw DecodingFailure("the array begins at \(first), and only a begin at 1 is understood")
    }
    offset = 20
    count = Int(length)
  }

  /// Reads elements whose number is known, from where they begin.
  init(_ bytes: UnsafeRawBufferPointer, from offset: Int, count: Int) throws(DecodingFailure) {
    self.bytes = bytes
    self.offset = offset
    self.count = count
    elementType = try bytes.integer(at: 8)
  }

  /// All elements, behind which nothing stands.
  @inlinable
  mutating func elements<Element: PostgresArrayElement>() throws(DecodingFailure) -> [Element] {
    guard Element.accepts(elementType) else {
      throw DecodingFailure("the array's elements have the type with OID \(elementType)")
    }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count {
      elements.append(try Element.decodeElement(try next(), type: elementType))
    }
    try requireEnd()
    return elements
  }

  /// The next element, or nil for NULL.
  @usableFromInline
  mutating func next() throws(DecodingFailure) -> UnsafeRawBufferPointer? {
    let width: Int32 = try bytes.integer(at: offset)
    guard width >= 0 else {
      offset += 4
      return nil
    }
    return try bytes.sizedPart(&offset)
  }

  /// Requires that nothing stands behind the last element.
  @usableFromInline
  func requireEnd() throws(DecodingFailure) {
    try bytes.requireCount(offset)
  }
}

extension Array: PostgresEncodableElement, PostgresEncodable
where Element: PostgresEncodableElement {
  /// The array type of the elements' type; arrays of text are `text[]`.
  public static var postgresType: UInt32 {
    OID.arrays[arrayElementType] ?? OID.inferred
  }

  /// Appends the value in Postgres' binary form.
  @inlinable
  public func encode(into bytes: inout [UInt8]) {
    bytes.appendArrayHeader(count: count, of: Element.elementType)
    appendElements(to: &bytes)
  }

  /// Appends each element with its length.
  @inlinable
  func appendElements(to bytes: inout [UInt8]) {
    for element in self {
      let start = bytes.beginSized()
      if element.encodeElement(into: &bytes) { bytes.endSized(from: start) }
    }
  }

  /// Text.
  public static var listedType: UInt32 { OID.text }

  /// Appends the text of the array: `{"a","b",NULL}`.
  @inlinable
  public func encodeListed(into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    for (position, element) in enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(UInt8(ascii: "\""))
      let start = bytes.count
      if element.encodeServerText(into: &bytes) {
        bytes.escapeArrayElement(from: start)
        bytes.append(UInt8(ascii: "\""))
      } else {
        bytes.removeLast()
        bytes.append(contentsOf: "NULL".utf8)
      }
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Appends the text of the array.
  public func encodeServerText(into bytes: inout [UInt8]) -> Bool {
    encodeListed(into: &bytes)
    return true
  }

  /// Whether an element holds U+0000.
  @inlinable
  public var holdsNUL: Bool {
    // Not a key path, which would be made anew for each array.
    contains { $0.holdsNUL }
  }

  private static var arrayElementType: UInt32 { OID.elementType(Element.elementType) }
}

extension OID {
  /// The type that elements of a type have in an array: text for what the server is to infer.
  static func elementType(_ type: UInt32) -> UInt32 { type == inferred ? text : type }
}

extension [UInt8] {
  /// Appends what stands before the elements of an array; an empty one has no dimension.
  @usableFromInline
  mutating func appendArrayHeader(count: Int, of type: UInt32) {
    appendArrayHeader(dimensions: count == 0 ? 0 : 1, of: type)
    guard count > 0 else { return }
    append(bigEndian: Int32(count))
    append(bigEndian: Int32(1))
  }

  /// Appends what stands before the dimensions of an array.
  mutating func appendArrayHeader(dimensions: Int, of type: UInt32) {
    append(bigEndian: Int32(dimensions))
    // Nothing is said about NULLs.
    append(bigEndian: Int32(0))
    append(bigEndian: OID.elementType(type))
  }

  /// Puts a backslash before what means something between the quotes of an array's text.
  @usableFromInline
  mutating func escapeArrayElement(from start: Int) {
    func isSpecial(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
    guard self[start...].contains(where: isSpecial) else { return }
    let escaped = self[start...].flatMap { isSpecial($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
    replaceSubrange(start..., with: escaped)
  }
}
