import Foundation
import Terminal

/// Messages of JSON-RPC with the headers of the Language Server Protocol.
struct MessageConnection {
  private let input: FileHandle
  private let output: FileHandle
  private var buffer: [UInt8] = []

  init(input: FileHandle, output: FileHandle) {
    self.input = input
    self.output = output
  }

  /// The next message; nil at the end of the input.
  ///
  /// - Throws: `UsageError` for what is no message: after that nothing can be understood any more.
  mutating func read() throws -> Data? {
    guard let headers = try bytes(through: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: headers, as: UTF8.self).split(separator: "\r\n")
    let length = lines.lazy.compactMap { line -> Int? in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { return nil }
      return Int(parts[1].trimmingCharacters(in: .whitespaces))
    }
    .first
    guard let length, (0...Self.longest).contains(length) else {
      throw UsageError(
        "A message without a Content-Length cannot be read; is the client an editor?"
      )
    }
    while buffer.count < length { guard try fill() else { return nil } }
    defer { buffer.removeFirst(length) }
    return Data(buffer.prefix(length))
  }

  /// Sends a message.
  func write(_ message: Data) throws {
    try output.write(contentsOf: Data("Content-Length: \(message.count)\r\n\r\n".utf8) + message)
  }

  private static let longest = 1 << 28

  private mutating func bytes(through end: [UInt8]) throws -> [UInt8]? {
    var searched = 0
    while true {
      while searched + end.count <= buffer.count {
        if Array(buffer[searched..<(searched + end.count)]) == end {
          defer { buffer.removeFirst(searched + end.count) }
          return Array(buffer.prefix(searched))
        }
        searched += 1
      }
      guard searched < 1 << 16, try fill() else { return nil }
    }
  }

  private mutating func fill() throws -> Bool {
    let data = input.availableData
    buffer += data
    return !data.isEmpty
  }
}
