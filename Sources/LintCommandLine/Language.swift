import CLanguage
import TypeScriptLanguage

/// The languages that the linter reads, told by the ends of file names.
enum Language: String, CaseIterable, Codable, Sendable {
  case swift
  case typeScript = "ts"
  case c
  case sql
  /// YAML, JSON, TOML and the like, where the configuration asks for them.
  case data

  /// The language of a file; nil when it is none that is read without being asked for.
  init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    let suffix = name[name.index(after: dot)...].lowercased()
    switch suffix {
    case "swift": self = .swift
    case "sql": self = .sql
    case _ where TypeScriptReader.extensions.contains(suffix): self = .typeScript
    case _ where CReader.extensions.contains(suffix): self = .c
    default: return nil
    }
  }

  /// A file in which `static-client` must find something, so that finding nothing elsewhere means something.
  var canary: String? {
    switch self {
    case .swift: "let canary: PostgresClient? = nil\n"
    case .typeScript: "import { Pool } from \"pg\";\nexport const canary = new Pool();\n"
    case .c: "static PGconn *canary;\n"
    case .sql, .data: nil
    }
  }
}
