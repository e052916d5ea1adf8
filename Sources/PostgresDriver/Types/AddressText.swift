/// An address of 4 bytes as `192.168.0.1`, or of 16 as `2001:db8::1`.
func addressText(_ bytes: [UInt8]) -> String {
  bytes.count == 4 ? bytes.map { String($0) }.joined(separator: ".") : ipv6Text(bytes)
}

/// The longest run of two or more zero groups, the first of equals, becomes `::`.
///
/// The last four bytes are written as IPv4 where the server does so: behind nothing but zeros, or zeros
/// and `ffff`.
private func ipv6Text(_ bytes: [UInt8]) -> String {
  let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
  let run = longestZeroRun(groups)
  let holdsIPv4 =
    run.lowerBound == 0
    && (run.count == 6 || (run.count == 5 && groups[5] == 0xFFFF))
  var text = ""
  var index = 0
  while index < 8 {
    if index == run.lowerBound && !run.isEmpty {
      text += "::"
      index = run.upperBound
      continue
    }
    if !text.isEmpty && !text.hasSuffix(":") { text += ":" }
    if holdsIPv4 && index == 6 { return text + addressText(Array(bytes[12...])) }
    text += String(groups[index], radix: 16)
    index += 1
  }
  return text
}

private func longestZeroRun(_ groups: [UInt16]) -> Range<Int> {
  var longest = 0..<0
  var start = 0
  while start < groups.count {
    let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
    if end - start >= 2, end - start > longest.count { longest = start..<end }
    start = max(end, start + 1)
  }
  return longest
}

/// Reads an address of either family.
func addressBytes(_ text: Substring) -> [UInt8]? {
  guard text.contains(":") else { return ipv4Bytes(text) }
  let halves = text.split(separator: "::", omittingEmptySubsequences: false)
  guard halves.count <= 2, let first = groups(halves[0]) else { return nil }
  guard halves.count == 2 else { return first.count == 16 ? first : nil }
  guard let second = groups(halves[1]), first.count + second.count <= 14 else { return nil }
  return first + Array(repeating: 0, count: 16 - first.count - second.count) + second
}

private func ipv4Bytes(_ text: Substring) -> [UInt8]? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  let bytes = parts.compactMap { number($0).flatMap { UInt8(exactly: $0) } }
  return parts.count == 4 && bytes.count == 4 ? bytes : nil
}

/// Reads groups of hexadecimal digits between colons, the last of which can be IPv4.
private func groups(_ text: Substring) -> [UInt8]? {
  if text.isEmpty { return [] }
  var bytes: [UInt8] = []
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  for (position, part) in parts.enumerated() {
    if position == parts.count - 1, part.contains(".") {
      guard let address = ipv4Bytes(part) else { return nil }
      bytes += address
      continue
    }
    guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
      let group = UInt16(part, radix: 16)
    else { return nil }
    bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
  }
  return bytes
}
