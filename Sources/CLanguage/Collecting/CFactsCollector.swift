import Lint
import SourceText

/// Collects the facts of a file from its tokens, macros expanded.
struct CFactsCollector {
  let tokens: [CToken]
  let bodies: [[CToken]]
  let lines: LineTable
  var facts: Facts
  var folder = CFolder()
  private var recorded: Set<Range<Int>> = []
  private var opened: Set<Int> = []
  var stored: Set<Int> = []
  /// Types that are, or hold, a connection.
  var clientTypes: Set<String>
  let factories: Set<String>
  /// Functions that return a connection.
  var makers: Set<String> = []
  /// Variables that live as long as the program.
  var globals: Set<String> = []
  /// Those whose declaration already says that they hold a client.
  var typedNames: Set<String> = []
  /// Single characters that are written into an array.
  var characters: [String: (text: [Int: String], range: Range<Int>)] = [:]

  init(
    path: String,
    tokens: [CToken],
    bodies: [[CToken]],
    lines: LineTable,
    clients: ClientNames
  ) {
    facts = Facts(path: path)
    self.tokens = tokens
    self.bodies = bodies
    self.lines = lines
    clientTypes = clients.types.union(Self.driverTypes)
    factories = clients.factories
  }

  private static let driverTypes: Set<String> = [
    "PGconn", "pg_conn", "MYSQL", "SQLHDBC", "PGconnPtr",
  ]

  /// Types that count under their namespace alone.
  static let qualifiedTypes: [String: Set<String>] = [
    "pqxx": [
      "connection", "connection_base", "lazyconnection", "asyncconnection", "transaction_base",
      "work",
    ],
    "soci": ["session", "connection_pool"],
  ]

  /// Types of which an object is a connection that it opens.
  static let openingTypes: Set<String> = [
    "pqxx::connection", "pqxx::lazyconnection", "pqxx::asyncconnection", "soci::session",
  ]

  /// The functions that connect, of libpq and of MySQL's library.
  static let connectors: Set<String> = [
    "PQconnectdb", "PQconnectdbParams", "PQconnectStart", "PQconnectStartParams", "PQconnectPoll",
    "PQsetdbLogin", "PQsetdb", "PQreset", "PQresetStart", "PQresetPoll", "mysql_real_connect",
  ]

  /// Collects everything.
  mutating func run() {
    for body in bodies { scan(body) }
    declarations(0..<tokens.count, isTopLevel: true)
    scan(tokens)
    for (_, written) in characters.sorted(by: {
      $0.value.range.lowerBound < $1.value.range.lowerBound
    }) {
      let text = written.text.sorted { $0.key < $1.key }.map(\.value).joined()
      record(written.range, [FoldedText(text)])
    }
  }

  /// Takes over the types, functions and constants of the files that this one includes.
  mutating func adopt(_ headers: CFactsCollector) {
    clientTypes.formUnion(headers.clientTypes)
    makers.formUnion(headers.makers)
    globals.formUnion(headers.globals)
    folder = headers.folder
  }

  /// Adds what libclang sees and the tokens do not tell.
  mutating func adopt(_ found: ClangFindings) {
    for place in found.connectors where !mentions(place.text, at: place.offset) {
      noteOpening(place.text, place.offset..<(place.offset + 1))
    }
    for place in found.storages {
      let token = CToken(
        kind: .identifier,
        text: place.text,
        range: place.offset..<(place.offset + place.text.utf8.count)
      )
      noteStorage(token, "PGconn", isStatic: false)
    }
    for place in found.strings { adopt(literal: place) }
  }

  private func mentions(_ name: String, at offset: Int) -> Bool {
    let line = lines.position(offset).line
    return facts.openings.contains { $0.range.start.line == line && $0.name == name }
      || facts.references.contains { $0.range.start.line == line && $0.name == name }
  }

  private mutating func adopt(literal place: ClangFindings.Place) {
    let tokens = Array(place.text.utf8).withUnsafeBufferPointer { CLexer($0).tokens }
    guard tokens.count == 1, tokens[0].kind == .string else { return }
    let line = lines.position(place.offset).line
    let text = FoldedText(tokens[0].text)
    let isKnown = facts.strings.contains { string in
      string.range.start.line <= line && string.range.end.line >= line
        && string.alternatives.contains { known in
          known.pieces.contains { piece in
            if case .text(let part) = piece { part.contains(tokens[0].text) } else { false }
          }
        }
    }
    if !isKnown { record(place.offset..<(place.offset + 1), [text]) }
  }

  // MARK: Notes

  mutating func record(_ range: Range<Int>, _ texts: [FoldedText]) {
    guard recorded.insert(range).inserted else { return }
    facts.strings.append(StringValue(alternatives: texts, range: lines.range(range)))
  }

  mutating func noteOpening(_ name: String, _ range: Range<Int>) {
    guard opened.insert(range.lowerBound).inserted else { return }
    facts.openings.append(Opening(name: name, range: lines.range(range)))
  }

  mutating func noteStorage(_ name: CToken, _ client: String, isStatic: Bool) {
    guard stored.insert(name.range.lowerBound).inserted else { return }
    var storage = Storage(
      kind: isStatic ? .static : .global,
      name: name.text,
      typeNames: [],
      valueNames: [],
      range: lines.range(name.range)
    )
    storage.client = client
    facts.storages.append(storage)
  }

  func range(_ tokens: ArraySlice<CToken>) -> Range<Int> {
    let lower = tokens.first?.range.lowerBound ?? 0
    return lower..<max(lower, tokens.last?.range.upperBound ?? lower)
  }
}
