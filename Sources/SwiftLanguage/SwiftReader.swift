package import Lint
package import SourceText

/// Turns Swift files into facts.
package struct SwiftReader: Sendable {
  /// How much of the work the prefilter spares.
  package enum Sparing: Sendable {
    /// Nothing: every file is parsed and searched.
    case nothing
    /// Files, and parts of them, that hold no word of a rule and need none.
    case parsing
  }

  /// Tells which files can hold a finding.
  let filter: WordFilter
  let sparing: Sparing

  /// Prepares to look for what the rules need.
  package init(_ needles: Needles, sparing: Sparing) {
    var needles = needles
    // What is looked up by its name can be called by one that is put together.
    needles.words.formUnion(FactsCollector.symbolLookups)
    filter = WordFilter(
      needles,
      making: Self.makers,
      slicing: Self.slicers,
      turning: Self.turners,
      innocent: Self.innocentWords
    )
    self.sparing = sparing
  }

  /// What can make a text of other words than those of the file.
  private static let makers: Set<String> = [
    "base64Encoded", "base64EncodedString", "decoding", "UnicodeScalar", "Scalar",
    "unicodeScalars", "cString", "validatingUTF8", "validating", "validatingCString",
    "removingPercentEncoding", "radix", "encoding", "utf8String", "utf16CodeUnits",
  ]

  /// What can make a text of one that differs little.
  private static let turners: Set<String> = [
    "reversed", "reverse", "replacingOccurrences", "replacing", "replace",
  ]

  /// What can make a text of longer ones.
  private static let slicers: Set<String> = [
    "prefix", "suffix", "dropFirst", "dropLast", "drop", "removeFirst", "removeLast", "removeAll",
    "trimmingCharacters", "trimming", "trimmingPrefix", "sorted", "components", "split", "padding",
  ]

  /// How long the pieces of a text are at least where they stand in several declarations; shorter ones make a
  /// text where they stand together.
  static let shortestPiece = 3

  /// Names of the standard library.
  private static let innocentWords: Set<String> = [
    "ExpressibleByExtendedGraphemeClusterLiteral", "ExtendedGraphemeClusterLiteralType",
    "extendedGraphemeClusterLiteral", "ExtendedGraphemeClusterType",
  ]

  /// What makes a text of the path of the file.
  private static let pathWords = WordFilter(Needles(words: ["file", "fileID", "filePath"]))

  /// Looks for the words of a file.
  package func scan(_ bytes: [UInt8], path: String) -> WordFilter.Scan {
    bytes.withUnsafeBufferPointer { bytes in
      var scan = filter.scan(bytes)
      if !scan.isCandidate, usesPath(path, bytes) { scan.isCandidate = true }
      return scan
    }
  }

  /// Whether the file may make one of the texts from where it lies.
  func usesPath(_ path: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    Array(path.utf8).withUnsafeBufferPointer(filter.holdsText)
      && Self.pathWords.scan(bytes).isCandidate
  }

  /// Reads the bytes of a file by itself; nil where they cannot hold a finding.
  package func read(_ bytes: [UInt8], path: String) -> Facts? {
    let file = SwiftProgram.File(path: path, scan: scan(bytes, path: path)) { bytes }
    return SwiftProgram([file], reader: self).facts(of: 0)
  }
}
