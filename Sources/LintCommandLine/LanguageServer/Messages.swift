import Lint

// The part of the Language Server Protocol that a linter needs, with the protocol's own names.

struct Message: Decodable {
  /// A number or a text, sent back as it came.
  enum ID: Codable {
    case number(Int)
    case text(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      }
    }
  }

  let id: ID?
  let method: String?
}

struct Call<Params: Decodable>: Decodable { let params: Params }

struct Result<Value: Encodable>: Encodable {
  let jsonrpc = "2.0"
  let id: Message.ID?
  let result: Value
}

struct Response: Encodable {
  struct Failure: Encodable {
    let code: Int
    let message: String
  }

  let jsonrpc = "2.0"
  let id: Message.ID?
  let error: Failure
}

struct Notification<Params: Encodable>: Encodable {
  let jsonrpc = "2.0"
  let method: String
  let params: Params
}

/// `null`.
struct Nothing: Encodable {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encodeNil()
  }
}

struct InitializeParams: Decodable {
  struct Capabilities: Decodable { let general: General? }
  struct General: Decodable { let positionEncodings: [String]? }

  let capabilities: Capabilities
}

struct ServerInfo: Encodable {
  struct Capabilities: Encodable {
    let positionEncoding: String
    let textDocumentSync = TextDocumentSync()
    let codeActionProvider = ["codeActionKinds": ["quickfix"]]
  }

  struct TextDocumentSync: Encodable {
    let openClose = true
    /// The whole text each time.
    let change = 1
    let save = true
  }

  let capabilities: Capabilities
  let serverInfo = ["name": "demarc-lint"]

  init(countsUTF8: Bool) {
    capabilities = Capabilities(positionEncoding: countsUTF8 ? "utf-8" : "utf-16")
  }
}

struct DidOpen: Decodable {
  struct Item: Decodable {
    let uri: String
    let text: String
  }

  let textDocument: Item
}

struct DocumentIdentifier: Decodable { let uri: String }

struct Identified: Decodable { let textDocument: DocumentIdentifier }

struct DidChange: Decodable {
  struct Change: Decodable { let text: String }

  let textDocument: DocumentIdentifier
  let contentChanges: [Change]
}

struct CodeActionParams: Decodable {
  let textDocument: DocumentIdentifier
  let range: LSPRange
}

struct LSPPosition: Codable {
  let line: Int
  let character: Int
}

struct LSPRange: Codable {
  let start: LSPPosition
  let end: LSPPosition

  init(start: LSPPosition, end: LSPPosition) {
    self.start = start
    self.end = end
  }

  /// A range of a file, whose lines and columns count from 1, as the editor counts it.
  init(_ range: TextRange, in lines: [Substring], countsUTF8: Bool) {
    func position(_ place: TextPosition) -> LSPPosition {
      let line = place.line - 1
      let before =
        lines.indices.contains(line) ? lines[line].utf8.prefix(place.column - 1) : "".utf8[...]
      let character =
        countsUTF8 ? before.count : String(decoding: before, as: UTF8.self).utf16.count
      return LSPPosition(line: line, character: character)
    }
    self.init(start: position(range.start), end: position(range.end))
  }
}

struct LSPDiagnostic: Encodable {
  let range: LSPRange
  let severity: Int
  let code: String
  let source: String
  let message: String
}

struct Published: Encodable {
  let uri: String
  let diagnostics: [LSPDiagnostic]
}

struct TextEdit: Encodable {
  let range: LSPRange
  let newText: String
}

struct CodeAction: Encodable {
  struct WorkspaceEdit: Encodable { let changes: [String: [TextEdit]] }

  let title: String
  let kind = "quickfix"
  let edit: WorkspaceEdit

  init(title: String, uri: String, edit: TextEdit) {
    self.title = title
    self.edit = WorkspaceEdit(changes: [uri: [edit]])
  }
}
