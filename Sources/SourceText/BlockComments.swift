/// Where a block comment ends, as Swift and SQL have it: those that it holds end before.
///
/// - Parameters:
///   - bytes: the file.
///   - start: where the comment begins.
/// - Returns: the place behind it; the end of the file where it is never closed.
package func endOfBlockComment<Bytes: RandomAccessCollection<UInt8>>(
  in bytes: Bytes,
  from start: Int
) -> Int where Bytes.Index == Int {
  var index = start
  var depth = 0
  repeat {
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0
    if bytes[index] == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
      depth += 1
      index += 2
    } else if bytes[index] == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
      depth -= 1
      index += 2
    } else {
      index += 1
    }
  } while depth > 0 && index < bytes.count
  return min(index, bytes.count)
}
