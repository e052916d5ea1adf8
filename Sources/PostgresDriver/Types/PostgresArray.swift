/// An array of any number of dimensions, each with the index at which it begins, as a column that is declared with
/// several holds it.
///
/// Postgres does not hold values to the declared number of dimensions. Elements of type `Value?` keep NULLs; of type
/// `Value` they are an error.
public struct PostgresArray<Element> {
  /// One dimension of an array.
  public struct Dimension: Sendable, Hashable, Codable {
    /// How many indices there are; at least 1.
    public let count: Int
    /// The first index; Postgres begins at 1 unless it is told otherwise.
    public let first: Int

    /// Makes a dimension.
    public init(count: Int, first: Int = 1) {
      self.count = count
      self.first = first
    }
  }

  private enum CodingKeys: String, CodingKey {
    case dimensions
    case elements
  }

  /// The dimensions, the outermost first; an empty array has none.
  public let dimensions: [Dimension]
  /// The elements, the last index running first.
  public private(set) var elements: [Element]

  /// Makes an array of its elements, the last index running first.
  ///
  /// - Precondition: there are at most 6 dimensions, each with an element, and as many elements as they have together.
  public init(dimensions: [Dimension], elements: [Element]) {
    precondition(
      Self.areFilled(dimensions, by: elements.count),
      "\(dimensions) are more than 6, empty, or do not hold \(elements.count) elements."
    )
    self.dimensions = dimensions
    self.elements = elements
  }

  /// Whether dimensions are some that an array of so many elements can have.
  private static func areFilled(_ dimensions: [Dimension], by count: Int) -> Bool {
    guard dimensions.count <= 6, !dimensions.isEmpty else {
      return dimensions.isEmpty && count == 0
    }
    var rest = count
    for dimension in dimensions {
      guard dimension.count > 0, rest > 0, rest.isMultiple(of: dimension.count) else {
        return false
      }
      rest /= dimension.count
    }
    return rest == 1
  }

  /// Makes an array of one dimension, which begins at 1.
  public init(_ elements: [Element]) {
    self.init(
      dimensions: elements.isEmpty ? [] : [Dimension(count: elements.count)],
      elements: elements
    )
  }

  /// Makes an array of rows, whose dimensions begin at 1.
  ///
  /// - Precondition: the rows are equally long, and not empty.
  public init(rows: [[Element]]) {
    self.init(
      dimensions: rows.first.map { [Dimension(count: rows.count), Dimension(count: $0.count)] }
        ?? [],
      elements: rows.flatMap { row in
        precondition(row.count == rows[0].count, "The rows of an array are equally long.")
        return row
      }
    )
  }

  /// The element at the indices that Postgres uses, or nil where there is none.
  ///
  /// - Parameter indices: one for each dimension.
  public subscript(_ indices: Int...) -> Element? {
    guard indices.count == dimensions.count, !indices.isEmpty else { return nil }
    var position = 0
    for (index, dimension) in zip(indices, dimensions) {
      let offset = index - dimension.first
      guard (0..<dimension.count).contains(offset) else { return nil }
      position = position * dimension.count + offset
    }
    return elements[position]
  }
}

extension PostgresArray: Sendable where Element: Sendable {}
extension PostgresArray: Equatable where Element: Equatable {}
extension PostgresArray: Hashable where Element: Hashable {}

extension PostgresArray: Encodable where Element: Encodable {}

extension PostgresArray: Decodable where Element: Decodable {
  /// Reads the dimensions and the elements, which must fit each other.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    dimensions = try values.decode([Dimension].self, forKey: .dimensions)
    elements = try values.decode([Element].self, forKey: .elements)
    guard Self.areFilled(dimensions, by: elements.count) else {
      throw DecodingError.dataCorruptedError(
        forKey: .elements,
        in: values,
        debugDescription: "\(elements.count) elements do not fill the dimensions of the array."
      )
    }
  }
}

extension PostgresArray: ExpressibleByArrayLiteral {
  /// Makes an array of one dimension, which begins at 1.
  public init(arrayLiteral elements: Element...) { self.init(elements) }
}

extension PostgresArray: PostgresArrayElement, PostgresDecodable
where Element: PostgresArrayElement {
  /// Whether the type is an array of a type that the elements accept.
  public static func accepts(_ type: UInt32) -> Bool { [Element].accepts(type) }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> PostgresArray {
    let (dimensions, start) = try dimensions(of: bytes)
    var reader = try ArrayReader(
      bytes,
      from: start,
      count: dimensions.isEmpty ? 0 : dimensions.reduce(1) { $0 * $1.count }
    )
    return PostgresArray(dimensions: dimensions, elements: try reader.elements())
  }

  private static func dimensions(
    of bytes: UnsafeRawBufferPointer
  ) throws(DecodingFailure) -> ([Dimension], start: Int) {
    let number: Int32 = try bytes.integer(at: 0)
    guard (0...6).contains(number) else {
      throw DecodingFailure("the array's number of dimensions is impossible")
    }
    var dimensions: [Dimension] = []
    var count = 1
    for position in 0..<Int(number) {
      let length: Int32 = try bytes.integer(at: 12 + 8 * position)
      let first: Int32 = try bytes.integer(at: 16 + 8 * position)
      // Each element has a width, so that what follows bounds their number.
      guard length > 0, Int(length) <= bytes.count / 4, count <= bytes.count / 4 / Int(length)
      else { throw DecodingFailure("the array's length is impossible") }
      count *= Int(length)
      dimensions.append(Dimension(count: Int(length), first: Int(first)))
    }
    return (dimensions, 12 + 8 * Int(number))
  }
}

extension PostgresArray: PostgresEncodableElement, PostgresEncodable
where Element: PostgresEncodableElement {
  /// The array type of the elements' type; arrays of text are `text[]`.
  public static var postgresType: UInt32 { [Element].postgresType }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) {
    bytes.appendArrayHeader(dimensions: dimensions.count, of: Element.elementType)
    for dimension in dimensions {
      bytes.append(bigEndian: Int32(dimension.count))
      bytes.append(bigEndian: Int32(dimension.first))
    }
    elements.appendElements(to: &bytes)
  }

  /// Text.
  public static var listedType: UInt32 { OID.text }

  /// Appends the text of the array: `[0:1][1:2]={{"a","b"},{"c",NULL}}`.
  public func encodeListed(into bytes: inout [UInt8]) {
    if dimensions.contains(where: { $0.first != 1 }) {
      let bounds = dimensions.map { "[\($0.first):\($0.first + $0.count - 1)]" }
      bytes.append(contentsOf: "\(bounds.joined())=".utf8)
    }
    if dimensions.isEmpty {
      bytes.append(contentsOf: "{}".utf8)
    } else {
      appendText(of: elements[...], within: dimensions[...], to: &bytes)
    }
  }

  private func appendText(
    of elements: ArraySlice<Element>,
    within dimensions: ArraySlice<Dimension>,
    to bytes: inout [UInt8]
  ) {
    guard dimensions.count > 1, let dimension = dimensions.first else {
      Array(elements).encodeListed(into: &bytes)
      return
    }
    let count = elements.count / dimension.count
    bytes.append(UInt8(ascii: "{"))
    for position in 0..<dimension.count {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      let start = elements.startIndex + position * count
      appendText(of: elements[start..<start + count], within: dimensions.dropFirst(), to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Appends the text of the array.
  public func encodeServerText(into bytes: inout [UInt8]) -> Bool {
    encodeListed(into: &bytes)
    return true
  }

  /// Whether an element holds U+0000.
  public var holdsNUL: Bool { elements.holdsNUL }
}
