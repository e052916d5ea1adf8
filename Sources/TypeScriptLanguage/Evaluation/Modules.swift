import SourceText

/// The parsed files of a run, by path.
struct Modules: Sendable {
  private let files: [String: ParsedFile]
  private let lines: [String: LineTable]

  init(_ files: [String: ParsedFile], lines: [String: LineTable]) {
    self.files = files
    self.lines = lines
  }

  /// The lines of a file.
  func lines(of path: String) -> LineTable? { lines[path] }

  subscript(path: String) -> ParsedFile? { files[path] }

  /// The file that an import names.
  ///
  /// Relative paths are followed as bundlers do; `@/…`, `~/…` and `src/…` are searched for in the folders above.
  func path(of specifier: String, from importer: String) -> String? {
    Self.path(of: specifier, from: importer) { files[$0] != nil }
  }

  /// The file that an import names, among those that a closure knows.
  static func path(
    of specifier: String,
    from importer: String,
    isKnown: (String) -> Bool
  ) -> String? {
    let folder = importer.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    if specifier.hasPrefix("./") || specifier.hasPrefix("../") || specifier == "."
      || specifier == ".."
    {
      return file(at: joined(folder, specifier), isKnown)
    }
    let rest: String
    if specifier.hasPrefix("@/") || specifier.hasPrefix("~/") || specifier.hasPrefix("#/") {
      rest = String(specifier.dropFirst(2))
    } else if specifier.contains("/"), !specifier.hasPrefix("@"), !specifier.contains(":") {
      rest = specifier
    } else {
      return nil
    }
    var above = folder
    while true {
      for middle in [[], ["src"[...]]] {
        if let found = file(at: joined(above + middle, rest), isKnown) { return found }
      }
      guard !above.isEmpty else { return nil }
      above.removeLast()
    }
  }

  private static func joined(_ folder: ArraySlice<Substring>, _ specifier: String) -> String {
    var parts = Array(folder)
    for part in specifier.split(separator: "/") {
      switch part {
      case ".": break
      case ".." where !parts.isEmpty && parts.last != "..": parts.removeLast()
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  private static func file(at path: String, _ isKnown: (String) -> Bool) -> String? {
    let bare = extensions.first { path.hasSuffix($0) }.map { String(path.dropLast($0.count)) }
    for stem in [path, bare].compactMap({ $0 }) {
      if isKnown(stem) { return stem }
      for suffix in extensions where isKnown(stem + suffix) { return stem + suffix }
      for suffix in extensions where isKnown("\(stem)/index\(suffix)") {
        return "\(stem)/index\(suffix)"
      }
    }
    return nil
  }

  private static let extensions = [".ts", ".tsx", ".js", ".jsx", ".mts", ".cts", ".mjs", ".cjs"]
}
