#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension DatabaseSchema {
  /// The schema as the text of a `*.snapshot.json` file: sorted, indented, ending in a newline.
  public func snapshot() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// Reads the text of a `*.snapshot.json` file.
  ///
  /// - Throws: `SnapshotError` when it is no snapshot, or one of another format.
  public init(snapshot: Data, path: String) throws(SnapshotError) {
    // The format comes first: a snapshot of another one need not have the shape of this one.
    guard let format = try? JSONDecoder().decode(Format.self, from: snapshot).format else {
      throw SnapshotError(path: path, cause: "it is no snapshot of the generator")
    }
    guard format == Self.currentFormat else {
      throw SnapshotError(
        path: path,
        cause: "it has format \(format), and this version reads format \(Self.currentFormat)"
      )
    }
    do {
      self = try JSONDecoder().decode(Self.self, from: snapshot)
    } catch {
      throw SnapshotError(path: path, cause: "it cannot be read as a snapshot: \(error)")
    }
  }

  private struct Format: Decodable {
    let format: Int
  }
}

/// A snapshot that cannot be used.
public struct SnapshotError: Error, CustomStringConvertible {
  /// The snapshot's file.
  public let path: String
  /// Why it cannot be used.
  public let cause: String

  /// The file, the cause and the next step.
  public var description: String {
    "\(path): \(cause); run 'demarc generate' to write it anew"
  }
}
