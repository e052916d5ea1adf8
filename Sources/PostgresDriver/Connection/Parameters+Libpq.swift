import CLibpq

extension Parameters {
  /// Hands the parameters to libpq as its parallel arrays, which stand on the stack: types, values, lengths
  /// and formats.
  func withLibpqArrays<Value>(
    _ body: (
      UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?,
      UnsafePointer<Int32>?
    ) -> Value
  ) -> Value {
    // By pointers throughout: it is done for every statement.
    cells.withUnsafeBufferPointer { cells in
      bytes.withUnsafeBytes { bytes in
        // An address even where every value is empty: a null pointer is NULL to libpq.
        var value = (bytes.baseAddress ?? UnsafeRawPointer(emptyValue))
          .assumingMemoryBound(to: CChar.self)
        let count = cells.count
        return withUnsafeTemporaryAllocation(of: Oid.self, capacity: count) { types in
          withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
            withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count) { numbers in
              for index in 0..<count {
                let cell = cells[index]
                let length = max(cell.length, 0)
                types[index] = cell.type
                values[index] = cell.length < 0 ? nil : value
                numbers[index] = length
                numbers[count + index] = binaryFormat
                value += Int(length)
              }
              return body(
                UnsafePointer(types.baseAddress),
                UnsafePointer(values.baseAddress),
                UnsafePointer(numbers.baseAddress),
                numbers.baseAddress.map { UnsafePointer($0 + count) }
              )
            }
          }
        }
      }
    }
  }
}

/// Parameters and results travel in binary form.
let binaryFormat: Int32 = 1

// Unsafe because it is never written to.
private nonisolated(unsafe) let emptyValue = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
