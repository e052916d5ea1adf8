/// The parsed files of a run, by path.
struct Modules: Sendable {
  private let files: [String: ParsedFile]

  init(_ files: [String: ParsedFile]) {
    self.files = files
  }

  subscript(path: String) -> ParsedFile? { files[path] }

  /// The file that an import names.
  ///
  /// Relative paths are followed as bundlers do; `@/…`, `~/…` and `src/…` are searched for in the folders above.
  func path(of specifier: String, from importer: String) -> String? {
    let folder = importer.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    if specifier.hasPrefix("./") || specifier.hasPrefix("../") || specifier == "." || specifier == ".." {
      return file(at: Self.joined(folder, specifier))
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
        if let found = file(at: Self.joined(above + middle, rest)) { return found }
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

  private func file(at path: String) -> String? {
    let bare = Self.extensions.first { path.hasSuffix($0) }.map { String(path.dropLast($0.count)) }
    for stem in [path, bare].compactMap({ $0 }) {
      if files[stem] != nil { return stem }
      for suffix in Self.extensions where files[stem + suffix] != nil { return stem + suffix }
      for suffix in Self.extensions where files["\(stem)/index\(suffix)"] != nil {
        return "\(stem)/index\(suffix)"
      }
    }
    return nil
  }

  private static let extensions = [".ts", ".tsx", ".js", ".jsx", ".mts", ".cts", ".mjs", ".cjs"]
}
