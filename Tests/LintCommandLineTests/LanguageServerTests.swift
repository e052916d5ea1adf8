import Foundation
import Testing

struct LanguageServerTests {
  /// What the server says to messages of an editor, in order.
  private func replies(to messages: [String], in folder: Folder) throws -> [[String: Any]] {
    let input = messages.map { "Content-Length: \($0.utf8.count)\r\n\r\n\($0)" }.joined()
    let result = try folder.lint("lsp", input: input)
    #expect(result.status == 0, "\(result.errors)")
    let parts = result.output.components(separatedBy: "Content-Length: ").dropFirst()
    return try parts.map { part in
      let body = try #require(part.components(separatedBy: "\r\n\r\n").last)
      #expect(part.hasPrefix("\(body.utf8.count)\r\n"))
      return try #require(
        try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
      )
    }
  }

  private func message(_ method: String, id: Int? = nil, _ params: Any) throws -> String {
    var message: [String: Any] = ["jsonrpc": "2.0", "method": method, "params": params]
    message["id"] = id
    return String(decoding: try JSONSerialization.data(withJSONObject: message), as: UTF8.self)
  }

  private func withProject(_ body: (Folder, String) throws -> Void) throws {
    let files = [
      "demarc.yml": "lint: { clusters: [\"cluster_[a-z]+_[0-9]{2}\"] }\n", "A.swift": "let a = 1\n",
    ]
    try Folder.with(files) { folder in
      try body(folder, folder.url.appendingPathComponent("A.swift").absoluteString)
    }
  }

  @Test func `findings follow what is typed, in the editor's columns, with ways out`() throws {
    try withProject { folder, uri in
      let replies = try replies(
        to: [
          message("initialize", id: 1, ["capabilities": [String: Any]()]),
          message("initialized", [String: Any]()),
          message("textDocument/didOpen", ["textDocument": ["uri": uri, "text": "let a = 1\n"]]),
          message(
            "textDocument/didChange",
            [
              "textDocument": ["uri": uri],
              "contentChanges": [["text": "  /* 𝄞 */ let a = \"cluster_a_01\"\n"]],
            ]
          ),
          message(
            "textDocument/codeAction",
            id: 2,
            [
              "textDocument": ["uri": uri],
              "range": [
                "start": ["line": 0, "character": 12], "end": ["line": 0, "character": 12],
              ],
            ]
          ),
          message("textDocument/didClose", ["textDocument": ["uri": uri]]),
          message("demarc/unknown", id: 3, [String: Any]()),
          message("shutdown", id: 4, [String: Any]()),
          message("exit", [String: Any]()),
        ],
        in: folder
      )
      #expect(replies.count == 7)
      func diagnostics(_ index: Int) -> [[String: Any]]? {
        (replies[index]["params"] as? [String: Any])?["diagnostics"] as? [[String: Any]]
      }
      #expect(diagnostics(1)?.isEmpty == true)
      let found = try #require(diagnostics(2)?.first)
      #expect(found["code"] as? String == "hardcoded-cluster")
      let range = try #require(found["range"] as? [String: [String: Int]])
      #expect(range["start"] == ["line": 0, "character": 19])
      #expect(range["end"] == ["line": 0, "character": 33])
      let actions = try #require(replies[3]["result"] as? [[String: Any]])
      #expect(
        actions.map { $0["title"] as? String } == ["Allow hardcoded-cluster here for 30 days"]
      )
      #expect(diagnostics(4)?.isEmpty == true)
      #expect((replies[5]["error"] as? [String: Any])?["code"] as? Int == -32601)
      #expect(replies[6]["result"] is NSNull)
    }
  }

  @Test func `a configuration that cannot be read is said in the editor`() throws {
    try withProject { folder, uri in
      try folder.write("lint: { clusters: [\"(\"] }\n", to: "demarc.yml")
      let replies = try replies(
        to: [
          message("textDocument/didOpen", ["textDocument": ["uri": uri, "text": "let a = 1\n"]]),
          message("shutdown", id: 1, [String: Any]()), message("exit", [String: Any]()),
        ],
        in: folder
      )
      let params = try #require(replies.first?["params"] as? [String: Any])
      let diagnostics = try #require(params["diagnostics"] as? [[String: Any]])
      #expect((diagnostics.first?["message"] as? String)?.contains("the linter cannot run") == true)
    }
  }

  @Test func `what is no message ends the server with an error`() throws {
    try withProject { folder, _ in
      let result = try folder.lint("lsp", input: "hello\r\n\r\n")
      #expect(result.status != 0)
      #expect(result.errors.contains("Content-Length"))
    }
  }
}
