import Foundation
import Lint

/// What the linter says to an editor: https://microsoft.github.io/language-server-protocol/.
struct LanguageServer {
  /// How the program ends, once the editor wants it.
  private(set) var exitStatus: Int32?

  private var documents: [String: Document] = [:]
  private var countsUTF8 = false
  private var wasShutDown = false

  /// What a message is answered with, and what is to be said because of it.
  mutating func replies(to data: Data) -> [Data] {
    guard let message = try? JSONDecoder().decode(Message.self, from: data) else {
      return [
        encoded(Response(id: nil, error: .init(code: -32700, message: "no JSON-RPC message")))
      ]
    }
    do {
      return try replies(to: message.method ?? "", id: message.id, data)
    } catch {
      guard let id = message.id else { return [] }
      return [encoded(Response(id: id, error: .init(code: -32602, message: "\(error)")))]
    }
  }

  private mutating func replies(
    to method: String,
    id: Message.ID?,
    _ data: Data
  ) throws -> [Data] {
    func parameters<Value: Decodable>(_ type: Value.Type) throws -> Value {
      try JSONDecoder().decode(Call<Value>.self, from: data).params
    }
    switch method {
    case "initialize":
      let encodings = try parameters(InitializeParams.self).capabilities.general?.positionEncodings
      countsUTF8 = encodings?.contains("utf-8") ?? false
      return [encoded(Result(id: id, result: ServerInfo(countsUTF8: countsUTF8)))]
    case "shutdown":
      wasShutDown = true
      return [encoded(Result(id: id, result: Nothing()))]
    case "exit":
      exitStatus = wasShutDown ? 0 : 1
      return []
    case "textDocument/didOpen":
      let document = try parameters(DidOpen.self).textDocument
      documents[document.uri] = Document(uri: document.uri, text: document.text)
      return [published(document.uri)]
    case "textDocument/didChange":
      let change = try parameters(DidChange.self)
      guard let text = change.contentChanges.last?.text else { return [] }
      documents[change.textDocument.uri] = Document(uri: change.textDocument.uri, text: text)
      return [published(change.textDocument.uri)]
    case "textDocument/didSave":
      // The configuration may have changed, on which every file depends.
      for uri in documents.keys.sorted() { documents[uri]?.lint() }
      return documents.keys.sorted().map(published)
    case "textDocument/didClose":
      let uri = try parameters(Identified.self).textDocument.uri
      documents[uri] = nil
      return [published(uri)]
    case "textDocument/codeAction":
      let call = try parameters(CodeActionParams.self)
      let actions = documents[call.textDocument.uri].map { self.actions(in: $0, call.range) } ?? []
      return [encoded(Result(id: id, result: actions))]
    default:
      guard let id else { return [] }
      return [encoded(Response(id: id, error: .init(code: -32601, message: "no method \(method)")))]
    }
  }

  private func published(_ uri: String) -> Data {
    let document = documents[uri]
    let diagnostics = document?.problems.map { finding in
      LSPDiagnostic(
        range: LSPRange(finding.range, in: document?.lines ?? [], countsUTF8: countsUTF8),
        severity: 1,
        code: finding.rule,
        source: "demarc-lint",
        message: "\(finding.message). \(finding.help)"
      )
    }
    return encoded(
      Notification(
        method: "textDocument/publishDiagnostics",
        params: Published(uri: uri, diagnostics: diagnostics ?? [])
      )
    )
  }

  private func actions(in document: Document, _ range: LSPRange) -> [CodeAction] {
    document.problems.flatMap { finding -> [CodeAction] in
      let place = LSPRange(finding.range, in: document.lines, countsUTF8: countsUTF8)
      guard place.start.line <= range.end.line, range.start.line <= place.end.line else {
        return []
      }
      var actions: [CodeAction] = []
      if let fix = finding.fix {
        let edit = TextEdit(
          range: LSPRange(fix.range, in: document.lines, countsUTF8: countsUTF8),
          newText: fix.replacement
        )
        actions.append(CodeAction(title: fix.title, uri: document.uri, edit: edit))
      }
      if finding.fingerprint != nil {
        // Without its reason the comment is a finding of its own, so nobody can forget to give it.
        let indentation = document.lines[finding.range.start.line - 1]
          .prefix { $0 == " " || $0 == "\t" }
        let line = LSPPosition(line: place.start.line, character: 0)
        let edit = TextEdit(
          range: LSPRange(start: line, end: line),
          newText: "\(indentation)// demarc:allow \(finding.rule) until \(inThirtyDays()): \n"
        )
        actions.append(
          CodeAction(title: "Allow \(finding.rule) here for 30 days", uri: document.uri, edit: edit)
        )
      }
      return actions
    }
  }

  private func encoded(_ message: some Encodable) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(message)
    } catch {
      preconditionFailure("texts and numbers can always be encoded: \(error)")
    }
  }
}

/// A file as an editor shows it, with what was found in it.
private struct Document {
  let uri: String
  let text: String
  let lines: [Substring]
  private(set) var problems: [Finding] = []

  init(uri: String, text: String) {
    self.uri = uri
    self.text = text
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    lint()
  }

  /// Finds what the nearest configuration forbids; a configuration that cannot be read is itself a problem.
  mutating func lint() {
    guard let path = URL(string: uri)?.path, !path.isEmpty,
      FileManager.default.fileExists(atPath: path),
      LintProject.configuration(near: path) != nil
    else {
      problems = []
      return
    }
    do {
      let project = try LintProject(configurationPath: nil, near: path)
      let source = SourceFile(path: path, contents: .bytes(Array(text.utf8)))
      guard project.lints(source) else {
        problems = []
        return
      }
      var report = try LintRun(project: project)
        .report(on: [source], staleBelow: nil)
      let baseline = try BaselineFile(path: "\(project.root)/\(BaselineFile.name)").read()
      if let baseline { _ = report.removeKnown(baseline, of: [source], in: project) }
      problems = report.problems
    } catch {
      problems = [
        Finding(
          rule: "configuration",
          path: path,
          range: .fileStart,
          message: "the linter cannot run: \(error)",
          help: "mend demarc.yml and save a file"
        )
      ]
    }
  }
}

private func inThirtyDays() -> String {
  String(Date(timeIntervalSinceNow: 30 * 86_400).ISO8601Format().prefix(10))
}
