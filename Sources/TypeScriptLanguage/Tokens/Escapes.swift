/// What the bytes of a string, template or name mean once escapes are resolved.
///
/// - Parameters:
///   - bytes: the text between the quotes.
///   - isTemplate: whether a line that ends with `\r\n` yields `\n`, as in templates.
/// - Returns: the text; an escape that is none stands for its character, as in JavaScript.
func unescaped(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, isTemplate: Bool = false) -> String {
  guard bytes.contains(0x5C) || (isTemplate && bytes.contains(0x0D)) else {
    return String(decoding: bytes, as: UTF8.self)
  }
  var reader = EscapeReader(bytes)
  return reader.text(isTemplate: isTemplate)
}

private struct EscapeReader {
  private let bytes: Slice<UnsafeBufferPointer<UInt8>>
  private var index: Int
  private var result: [UInt8] = []
  /// The first half of a character that is written as two `\u` escapes.
  private var highSurrogate: UInt32?

  init(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  mutating func text(isTemplate: Bool) -> String {
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      if byte == 0x5C {
        escape()
      } else if isTemplate, byte == 0x0D {
        if index < bytes.endIndex, bytes[index] == 0x0A { index += 1 }
        result.append(0x0A)
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private mutating func escape() {
    guard index < bytes.endIndex else { return }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "v"): result.append(0x0B)
    case 0x0D:
      // A line that is continued adds nothing.
      if index < bytes.endIndex, bytes[index] == 0x0A { index += 1 }
    case 0x0A: break
    case 0xE2 where bytes[index...].starts(with: [0x80, 0xA8]): index += 2
    case 0xE2 where bytes[index...].starts(with: [0x80, 0xA9]): index += 2
    case UInt8(ascii: "x"): append(hexadecimal(2))
    case UInt8(ascii: "u"): append(codePoint())
    case 0x30...0x37: octal(byte)
    default: result.append(byte)
    }
  }

  private mutating func octal(_ first: UInt8) {
    var value = UInt32(first - 0x30)
    var count = 1
    while count < (first <= 0x33 ? 3 : 2), index < bytes.endIndex,
      (0x30...0x37).contains(bytes[index])
    {
      value = value * 8 + UInt32(bytes[index] - 0x30)
      index += 1
      count += 1
    }
    append(value)
  }

  private mutating func codePoint() -> UInt32? {
    guard index < bytes.endIndex, bytes[index] == UInt8(ascii: "{") else { return hexadecimal(4) }
    index += 1
    var value: UInt32 = 0
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "}") {
      guard let digit = digit(bytes[index]), value < 0x110000 else { return nil }
      value = value * 16 + digit
      index += 1
    }
    index = min(index + 1, bytes.endIndex)
    return value
  }

  private mutating func hexadecimal(_ count: Int) -> UInt32? {
    guard index + count <= bytes.endIndex else { return nil }
    var value: UInt32 = 0
    for offset in 0..<count {
      guard let digit = digit(bytes[index + offset]) else { return nil }
      value = value * 16 + digit
    }
    index += count
    return value
  }

  private func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x41 + 10)
    case 0x61...0x66: UInt32(byte - 0x61 + 10)
    default: nil
    }
  }

  private mutating func append(_ value: UInt32?) {
    guard var value else { return }
    if let high = highSurrogate, (0xDC00...0xDFFF).contains(value) {
      value = 0x10000 + (high - 0xD800) << 10 + (value - 0xDC00)
    }
    highSurrogate = (0xD800...0xDBFF).contains(value) ? value : nil
    if let scalar = Unicode.Scalar(value) { result += Array(String(Character(scalar)).utf8) }
  }
}
