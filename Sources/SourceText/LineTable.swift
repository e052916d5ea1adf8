package import Lint

/// Lines and columns of a file.
package struct LineTable: Sendable {
  private let starts: [Int]

  /// Counts the lines of a file, which a line feed or a carriage return ends.
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var starts = [0]
    for index in bytes.indices where bytes[index] <= 0x0D {
      let isReturn =
        bytes[index] == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
      if bytes[index] == 0x0A || isReturn { starts.append(index + 1) }
    }
    self.starts = starts
  }

  /// The place of a byte.
  package func position(_ offset: Int) -> TextPosition {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return TextPosition(line: low + 1, column: offset - starts[low] + 1)
  }

  /// The place of a part of the file.
  package func range(_ range: Range<Int>) -> TextRange {
    TextRange(start: position(range.lowerBound), end: position(range.upperBound))
  }
}
