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
}

extension [UInt8] {
  /// Appends an integer in big-endian order.
  mutating func append(bigEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }
}
