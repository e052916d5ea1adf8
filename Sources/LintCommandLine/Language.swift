import CLanguage
import TypeScriptLanguage

/// The languages that the linter reads, told by the ends of file names.
enum Language: Sendable {
  case swift
  case typeScript
  case c

  /// The language of a file; nil when the linter reads none such.
  init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let suffix = String(name[name.index(after: dot)...])
    switch suffix {
    case "swift": self = .swift
    case _ where TypeScriptReader.extensions.contains(suffix): self = .typeScript
    case _ where CReader.extensions.contains(suffix.lowercased()): self = .c
    default: return nil
    }
  }
}
