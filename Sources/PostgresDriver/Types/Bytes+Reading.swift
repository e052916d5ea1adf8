extension UnsafeRawBufferPointer {
  /// Reads a big-endian integer at an offset.
  func integer<Integer: FixedWidthInteger>(
    at offset: Int = 0,
    as type: Integer.Type = Integer.self
  ) throws(DecodingFailure) -> Integer {
    guard offset >= 0, offset + MemoryLayout<Integer>.size <= count else {
      throw DecodingFailure("the value ends too early")
    }
    return Integer(bigEndian: loadUnaligned(fromByteOffset: offset, as: Integer.self))
  }

  /// Requires an exact width.
  func requireCount(_ width: Int) throws(DecodingFailure) {
    guard count == width else {
      throw DecodingFailure("the value has \(count) bytes instead of \(width)")
    }
  }

  /// A part, which must lie within.
  func part(_ start: Int, _ length: Int) throws(DecodingFailure) -> UnsafeRawBufferPointer {
    guard start >= 0, length >= 0, length <= count, start <= count - length else {
      throw DecodingFailure("the value ends too early")
    }
    return UnsafeRawBufferPointer(rebasing: self[start..<start + length])
  }

  /// The part whose length stands before it at an offset, which moves behind it.
  func sizedPart(_ offset: inout Int) throws(DecodingFailure) -> UnsafeRawBufferPointer {
    let length: Int32 = try integer(at: offset)
    let part = try part(offset + 4, Int(length))
    offset += 4 + part.count
    return part
  }
}

extension [UInt8] {
  /// Appends an integer in big-endian order.
  mutating func append(bigEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }

  /// Appends what a closure appends, with its length before it.
  mutating func appendSized(_ body: (inout [UInt8]) -> Void) {
    let start = beginSized()
    body(&self)
    endSized(from: start)
  }

  /// Appends the length that stands for NULL.
  ///
  /// - Returns: where it stands.
  @inlinable
  mutating func beginSized() -> Int {
    let start = count
    append(0xFF)
    append(0xFF)
    append(0xFF)
    append(0xFF)
    return start
  }

  /// Overwrites a length that stands before what was appended since.
  @inlinable
  mutating func endSized(from start: Int) {
    let length = Int32(truncatingIfNeeded: count - start - 4).bigEndian
    withUnsafeMutableBytes { $0.storeBytes(of: length, toByteOffset: start, as: Int32.self) }
  }
}
