import Lint
import SourceText

/// Collects the facts of a file from its tokens, macros expanded.
struct CFactsCollector {
  private let tokens: [CToken]
  private let bodies: [[CToken]]
  private let lines: LineTable
  private(set) var facts: Facts
  private var folder = CFolder()
  private var recorded: Set<Range<Int>> = []
  private var opened: Set<Int> = []
  private var stored: Set<Int> = []
  /// Types that are, or hold, a connection.
  private var clientTypes: Set<String>
  private let factories: Set<String>
  /// Functions that return a connection.
  private var makers: Set<String> = []
  /// Variables that live as long as the program.
  private var globals: Set<String> = []
  /// Those whose declaration already says that they hold a client.
  private var typedNames: Set<String> = []
  /// Single characters that are written into an array.
  private var characters: [String: (text: [Int: String], range: Range<Int>)] = [:]

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
  private static let qualifiedTypes: [String: Set<String>] = [
    "pqxx": [
      "connection", "connection_base", "lazyconnection", "asyncconnection", "transaction_base",
      "work",
    ],
    "soci": ["session", "connection_pool"],
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

  private mutating func record(_ range: Range<Int>, _ texts: [FoldedText]) {
    guard recorded.insert(range).inserted else { return }
    facts.strings.append(StringValue(alternatives: texts, range: lines.range(range)))
  }

  private mutating func noteOpening(_ name: String, _ range: Range<Int>) {
    guard opened.insert(range.lowerBound).inserted else { return }
    facts.openings.append(Opening(name: name, range: lines.range(range)))
  }

  private mutating func noteStorage(_ name: CToken, _ client: String, isStatic: Bool) {
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

  private func range(_ tokens: ArraySlice<CToken>) -> Range<Int> {
    let lower = tokens.first?.range.lowerBound ?? 0
    return lower..<max(lower, tokens.last?.range.upperBound ?? lower)
  }

  // MARK: Expressions

  /// Looks at strings, names, calls and assignments from left to right.
  private mutating func scan(_ tokens: [CToken]) {
    var position = 0
    var statement = 0
    while position < tokens.count {
      let token = tokens[position]
      switch token.kind {
      case .string, .hole: position = run(tokens, position)
      case .identifier:
        name(tokens, position)
        position += 1
      case .punctuator:
        switch token.text {
        case ";", "{", "}":
          stream(tokens[statement..<position])
          statement = position + 1
        case "=", "+=": assignment(tokens, position)
        case "[": message(tokens, position)
        default: break
        }
        position += 1
      default: position += 1
      }
    }
  }

  /// Adjacent literals, with what may be macros between them.
  private mutating func run(_ tokens: [CToken], _ start: Int) -> Int {
    var end = start
    var hasText = false
    while end < tokens.count {
      let token = tokens[end]
      if token.kind == .string || token.kind == .hole {
        hasText = hasText || token.kind == .string
      } else if token.isPunctuator("@"), end + 1 < tokens.count, tokens[end + 1].kind == .string {
        // `@"a" @"b"`
      } else if token.kind == .identifier, end > start, end + 1 < tokens.count,
        tokens[end + 1].kind == .string,
        token.text.uppercased() == token.text
      {
        // An unknown macro, as in `"%" PRIu64 "d"`.
      } else {
        break
      }
      end += 1
    }
    guard hasText else { return max(end, start + 1) }
    let slice = tokens[start..<end]
    var first = start
    // A name before the literal may be a macro too: `PREFIX "shared_01"`.
    if start > 0, tokens[start - 1].kind == .identifier, isUnknownMacro(tokens, start - 1) {
      first = start - 1
    }
    if !isWithinMacro(slice) { record(range(slice), CFolder.run(tokens[first..<end])) }
    return end
  }

  private func isUnknownMacro(_ tokens: [CToken], _ position: Int) -> Bool {
    let name = tokens[position].text
    guard name.uppercased() == name, name.count > 1 else { return false }
    guard position > 0 else { return true }
    return tokens[position - 1].kind == .punctuator && tokens[position - 1].text != "#"
  }

  /// Whether a literal stands as it is in the body of one macro, where it is found.
  private func isWithinMacro(_ slice: ArraySlice<CToken>) -> Bool {
    guard case .macro? = slice.first?.origin else { return false }
    return slice.allSatisfy { $0.origin == slice.first?.origin && $0.kind == .string }
  }

  private mutating func name(_ tokens: [CToken], _ position: Int) {
    let token = tokens[position]
    let isCall = position + 1 < tokens.count && tokens[position + 1].isPunctuator("(")
    facts.references.append(
      Reference(
        base: nil,
        name: token.text,
        isCall: isCall,
        isType: false,
        range: lines.range(token.range)
      )
    )
    if token.text == "return" { returned(tokens, position) }
    guard isCall, let end = Preprocessor.closing(tokens, position + 1) else { return }
    call(token, Preprocessor.arguments(tokens[(position + 2)..<end]), tokens[position...end])
    constructed(tokens, position, end)
  }

  private mutating func call(_ name: CToken, _ arguments: [[CToken]], _ whole: ArraySlice<CToken>) {
    lookUp(name, arguments)
    if let text = folder.format(name.text, arguments.map { $0[...] }) {
      record(range(whole), text)
      let isInner = arguments.first?.contains { $0.isPunctuator("+") } == true
      if let buffer = arguments.first?.first(where: { $0.kind == .identifier }),
        name.text.contains("printf")
      {
        let before = isInner ? folder.constants[buffer.text] ?? [FoldedText("")] : [FoldedText("")]
        let value = CFolder.product(before, text)
        folder.constants[buffer.text] = value
        if isInner { record(range(whole).lowerBound..<(range(whole).upperBound + 1), value) }
      }
    }
    for argument in arguments where argument.count > 1 {
      if isComposed(argument[...]), let value = folder.evaluate(argument[...]) {
        record(range(argument[...]), value)
      }
    }
    noteInsertedClient(name, arguments)
    guard arguments.count > 1, let buffer = arguments[0].first(where: { $0.kind == .identifier })
    else { return }
    let given = folder.evaluate(arguments[1][...])
    let isInner = arguments[0].contains { $0.isPunctuator("+") }
    switch name.text {
    case "strcpy", "strncpy", "stpcpy", "memcpy", "memmove", "wcscpy", "strlcpy":
      guard isInner else {
        folder.constants[buffer.text] = given ?? [.unknown]
        return
      }
      // `buffer + length`: what is copied goes behind what is there.
      let value = CFolder.product(folder.constants[buffer.text] ?? [.unknown], given ?? [.unknown])
      folder.constants[buffer.text] = value
      record(range(whole), value)
    case "strcpy_s":
      folder.constants[buffer.text] =
        arguments.last.flatMap { folder.evaluate($0[...]) } ?? [.unknown]
    case "strcat", "strncat", "strlcat", "wcscat", "g_string_append", "appendStringInfoString",
      "strcat_s":
      let value = CFolder.product(folder.constants[buffer.text] ?? [.unknown], given ?? [.unknown])
      folder.constants[buffer.text] = value
      record(range(whole), value)
    default: break
    }
  }

  /// As in `g_hash_table_insert(pools, key, PQconnectdb(…))`.
  private mutating func noteInsertedClient(_ name: CToken, _ arguments: [[CToken]]) {
    let lower = name.text.lowercased()
    guard
      ["insert", "add", "put", "push", "set", "emplace", "append"].contains(where: lower.contains),
      let collection = arguments.first?.first(where: { $0.kind == .identifier }),
      globals.contains(collection.text),
      !typedNames.contains(collection.text),
      let client = arguments.dropFirst().compactMap({ made(by: $0[...]) }).first
    else { return }
    noteStorage(collection, client, isStatic: false)
  }

  /// As in `dlsym(handle, "PQconnectdb")`.
  private mutating func lookUp(_ name: CToken, _ arguments: [[CToken]]) {
    let lower = name.text.lowercased()
    guard
      [
        "sym", "getprocaddress", "asm", "alias", "weakref", "ifunc", "lookup", "resolve", "load",
        "import",
      ]
      .contains(where: lower.contains)
    else { return }
    for argument in arguments {
      guard let text = folder.evaluate(argument[...])?.first?.literal,
        let function = Self.connectors.first(where: { text == $0 || text == "_" + $0 })
      else { continue }
      noteOpening(function, range(argument[...]))
    }
  }

  /// As in `std::string name("…")`.
  private mutating func constructed(_ tokens: [CToken], _ position: Int, _ end: Int) {
    guard position > 0,
      tokens[position - 1].kind == .identifier || tokens[position - 1].isPunctuator(">"),
      tokens[position - 1].text != "return",
      let value = folder.evaluate(tokens[(position + 2)..<end])
    else { return }
    folder.constants[tokens[position].text] = value
  }

  private mutating func returned(_ tokens: [CToken], _ position: Int) {
    guard let end = tokens[position...].firstIndex(where: { $0.isPunctuator(";") }) else { return }
    let slice = tokens[(position + 1)..<end]
    if isComposed(slice), let value = folder.evaluate(slice) { record(range(slice), value) }
  }

  /// Whether an expression is more than one literal.
  private func isComposed(_ tokens: ArraySlice<CToken>) -> Bool {
    tokens.contains { token in
      token.isPunctuator("+") || token.isPunctuator("<<") || token.isPunctuator("[")
        || token.isPunctuator(".")
    }
  }

  private mutating func stream(_ tokens: ArraySlice<CToken>) {
    guard tokens.contains(where: { $0.isPunctuator("<<") }),
      !tokens.contains(where: { $0.isPunctuator("=") }), let value = folder.evaluate(tokens)
    else { return }
    record(range(tokens), value)
  }

  private mutating func message(_ tokens: [CToken], _ position: Int) {
    // `[receiver selector:argument]`, and not the index of an array.
    if position > 0 {
      let previous = tokens[position - 1]
      let isIndex =
        previous.kind == .identifier && previous.text != "return" || previous.isPunctuator("]")
        || previous.isPunctuator(")")
      if isIndex { return }
    }
    var depth = 0
    for end in position..<min(tokens.count, position + 400) {
      if tokens[end].isPunctuator("[") { depth += 1 }
      if tokens[end].isPunctuator("]") { depth -= 1 }
      if depth == 0 {
        if let value = folder.evaluate(tokens[position...end]) {
          record(range(tokens[position...end]), value)
        }
        return
      }
    }
  }

  private mutating func assignment(_ tokens: [CToken], _ position: Int) {
    guard position > 0 else { return }
    let end = Self.endOfExpression(tokens, position + 1)
    let value = tokens[(position + 1)..<end]
    guard let target = Self.target(tokens, position) else { return }
    let name = tokens[target].text
    if tokens[position].text == "+=" {
      guard let added = folder.evaluate(value) else { return }
      let sum = CFolder.product(folder.constants[name] ?? [.unknown], added)
      folder.constants[name] = sum
      record(tokens[target].range.lowerBound..<range(value).upperBound, sum)
      return
    }
    if value.first?.isPunctuator("{") == true
      || value.first?.isPunctuator("@") == true
        && value.dropFirst().first?.isPunctuator("[") == true
    {
      list(name, value)
      return
    }
    // `buffer[0] = 'c'`
    if target + 3 < position, tokens[target + 1].isPunctuator("["),
      let index = CFolder.number(tokens[target + 2].text),
      let character = character(value)
    {
      let place = range(tokens[target...position])
      characters[name, default: ([:], place)].text[index] = character
      return
    }
    noteAssignedClient(root(of: tokens, target), value)
    guard let texts = folder.evaluate(value) else { return }
    folder.constants[name] = texts
    if isComposed(value) || value.contains(where: { $0.isPunctuator("(") }) {
      record(range(value), texts)
    }
  }

  /// The variable of which a member is set: `state` in `state.handle`.
  private func root(of tokens: [CToken], _ target: Int) -> CToken {
    var place = target
    while place >= 2, tokens[place - 1].isPunctuator(".") || tokens[place - 1].isPunctuator("->"),
      tokens[place - 2].kind == .identifier
    {
      place -= 2
    }
    return tokens[place]
  }

  private func character(_ tokens: ArraySlice<CToken>) -> String? {
    guard tokens.count == 1, let token = tokens.first else { return nil }
    switch token.kind {
    case .character: return token.text == "\0" ? "" : token.text
    case .number:
      guard let number = CFolder.number(token.text), number < 128,
        let scalar = Unicode.Scalar(UInt32(number))
      else { return nil }
      return number == 0 ? "" : String(Character(scalar))
    default: return nil
    }
  }

  /// As in `{ 'c', 'l', 0 }`, `{ "cluster", "shared" }`.
  private mutating func list(_ name: String, _ value: ArraySlice<CToken>) {
    guard let open = value.firstIndex(where: { $0.isPunctuator("{") || $0.isPunctuator("[") })
    else { return }
    let elements = Preprocessor.arguments(value[(open + 1)..<max(open + 1, value.endIndex - 1)])
      .filter { !$0.isEmpty }
    let characters = elements.map { character($0[...]) }
    if characters.count > 2, characters.allSatisfy({ $0 != nil }) {
      let text = [FoldedText(characters.compactMap { $0 }.joined())]
      folder.constants[name] = text
      record(range(value), text)
      return
    }
    folder.arrays[name] = elements.map { folder.evaluate($0[...]) ?? [.unknown] }
    if elements.count == 1, let only = folder.evaluate(elements[0][...]) {
      folder.constants[name] = only
    }
  }

  /// The `;` or `,` that ends an expression.
  private static func endOfExpression(_ tokens: [CToken], _ start: Int) -> Int {
    var depth = 0
    for position in start..<tokens.count {
      let token = tokens[position]
      guard token.kind == .punctuator else { continue }
      switch token.text {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth < 0 { return position }
      case ";" where depth == 0, "," where depth == 0: return position
      default: break
      }
    }
    return tokens.count
  }

  /// The variable that an assignment sets: `name`, `name[…]`.
  private static func target(_ tokens: [CToken], _ position: Int) -> Int? {
    var place = position - 1
    while place > 0, tokens[place].isPunctuator("]") {
      while place > 0, !tokens[place].isPunctuator("[") { place -= 1 }
      place -= 1
    }
    return place >= 0 && tokens[place].kind == .identifier ? place : nil
  }

  // MARK: Declarations

  /// Reads the declarations of a file, a namespace or a class.
  private mutating func declarations(_ range: Range<Int>, isTopLevel: Bool, isClass: Bool = false) {
    var start = range.lowerBound
    var position = start
    while position < range.upperBound {
      let token = tokens[position]
      guard token.kind == .punctuator else {
        position += 1
        continue
      }
      switch token.text {
      case "(":
        position = (Preprocessor.closing(tokens, position) ?? position) + 1
      case ";":
        declaration(start..<position, isClass: isClass)
        position += 1
        start = position
      case "=":
        let end = Self.endOfStatement(tokens, position, range.upperBound)
        declaration(start..<end, isClass: isClass)
        position = end + 1
        start = position
      case "{":
        let close = Self.closingBrace(tokens, position, range.upperBound)
        position = block(
          start..<position,
          position + 1..<close,
          close,
          range.upperBound,
          isClass: isClass
        )
        start = position
      case "}":
        position += 1
        start = position
      case ":" where isClass && isAccessLabel(start..<position):
        position += 1
        start = position
      default: position += 1
      }
    }
  }

  /// As in `public:`.
  private func isAccessLabel(_ range: Range<Int>) -> Bool {
    range.count == 1 && ["public", "private", "protected"].contains(tokens[range.lowerBound].text)
  }

  private static func endOfStatement(_ tokens: [CToken], _ start: Int, _ limit: Int) -> Int {
    var depth = 0
    var position = start
    while position < limit {
      if tokens[position].kind == .punctuator {
        if ["(", "[", "{"].contains(tokens[position].text) { depth += 1 }
        if [")", "]", "}"].contains(tokens[position].text) { depth -= 1 }
        if depth == 0, tokens[position].text == ";" { return position }
      }
      position += 1
    }
    return limit
  }

  private static func closingBrace(_ tokens: [CToken], _ open: Int, _ limit: Int) -> Int {
    var depth = 0
    for position in open..<limit where tokens[position].kind == .punctuator {
      if tokens[position].text == "{" { depth += 1 }
      if tokens[position].text == "}" {
        depth -= 1
        if depth == 0 { return position }
      }
    }
    return limit
  }

  /// A block after a head: of a namespace, a type or a function; the result is where to go on.
  private mutating func block(
    _ head: Range<Int>,
    _ body: Range<Int>,
    _ close: Int,
    _ limit: Int,
    isClass: Bool
  ) -> Int {
    let words = tokens[head].filter { $0.kind == .identifier }.map(\.text)
    let hasParenthesis = tokens[head].contains { $0.isPunctuator("(") }
    if words.contains("namespace")
      || words.first == "extern" && tokens[head].contains(where: { $0.kind == .string })
        && !hasParenthesis
    {
      declarations(body, isTopLevel: true)
      return close + 1
    }
    if words.contains("enum") { return Self.endOfStatement(tokens, close + 1, limit) + 1 }
    if words.contains(where: { ["struct", "class", "union"].contains($0) }), !hasParenthesis {
      return type(head, body, close, limit)
    }
    if hasParenthesis || words.isEmpty || tokens[head].first?.isPunctuator("-") == true
      || tokens[head].first?.isPunctuator("+") == true
    {
      function(head, body)
      return close + 1
    }
    // `PGconn *db{nullptr};`
    let end = Self.endOfStatement(tokens, close + 1, limit)
    declaration(head.lowerBound..<end, isClass: isClass)
    return end + 1
  }

  private mutating func type(_ head: Range<Int>, _ body: Range<Int>, _ close: Int, _ limit: Int)
    -> Int
  {
    // A type that holds a client is one within its own functions too.
    let client = client(in: withoutFunctions(body))
    let keyword =
      tokens[head].firstIndex {
        $0.kind == .identifier && ["struct", "class", "union"].contains($0.text)
      } ?? head.lowerBound
    if client != nil, keyword + 1 < head.upperBound, tokens[keyword + 1].kind == .identifier {
      clientTypes.insert(tokens[keyword + 1].text)
    }
    declarations(body, isTopLevel: false, isClass: true)
    let end = Self.endOfStatement(tokens, close + 1, limit)
    let isTypedef = tokens[head].contains { $0.isWord("typedef") }
    for name in declaredNames((close + 1)..<max(close + 1, end)) {
      if !isTypedef { globals.insert(name.text) }
      guard let client else { continue }
      if isTypedef {
        clientTypes.insert(name.text)
      } else {
        noteStorage(name, client, isStatic: false)
      }
    }
    return end + 1
  }

  /// The tokens of a type's body that are no parameters, no bodies and no static members.
  private func withoutFunctions(_ body: Range<Int>) -> [CToken] {
    var result: [CToken] = []
    var depth = 0
    for position in body {
      let token = tokens[position]
      if token.isPunctuator("(") || token.isPunctuator("{") { depth += 1 }
      if depth == 0 { result.append(token) }
      if token.isPunctuator(")") || token.isPunctuator("}") { depth -= 1 }
      // A function's body ends without `;`.
      if token.isPunctuator("}"), depth == 0 {
        result.append(CToken(kind: .punctuator, text: ";", range: token.range))
      }
    }
    var kept: [CToken] = []
    for statement in result.split(whereSeparator: { $0.isPunctuator(";") }) {
      // `PGconn *get(void);` is a function that returns one; `PGconn *(*f)(void)` keeps none.
      let text = Array(statement)
      guard
        !text.contains(where: { $0.isWord("static") || $0.isWord("typedef") || $0.isWord("friend") }
        )
      else { continue }
      kept += text
      kept.append(CToken(kind: .punctuator, text: ";", range: 0..<0))
    }
    return kept
  }

  /// The type of a client among tokens.
  private func client(in tokens: some Sequence<CToken>) -> String? {
    var qualifier: String?
    var previous: CToken?
    for token in tokens {
      if token.kind == .identifier {
        if clientTypes.contains(token.text) { return token.text }
        if previous?.isPunctuator("::") == true, let qualifier,
          Self.qualifiedTypes[qualifier]?.contains(token.text) == true
        {
          return "\(qualifier)::\(token.text)"
        }
        qualifier = token.text
      }
      previous = token
    }
    return nil
  }

  /// A declaration that is no block: of a variable, a type's other name, or a function.
  private mutating func declaration(_ range: Range<Int>, isClass: Bool) {
    let slice = tokens[range]
    let words = slice.filter { $0.kind == .identifier }.map(\.text)
    if words.first == "property", words.contains("class"), let client = client(in: slice),
      let name = slice.last(where: { $0.kind == .identifier })
    {
      noteStorage(name, client, isStatic: true)
      return
    }
    guard let first = words.first, first != "using" || words.count > 1 else { return }
    if first == "typedef" || first == "using" {
      alias(range)
      return
    }
    let value = slice.firstIndex { $0.isPunctuator("=") }
    let head = range.lowerBound..<(value ?? range.upperBound)
    if let maker = functionName(head), value == nil {
      if client(in: tokens[head.lowerBound..<maker]) != nil { makers.insert(tokens[maker].text) }
      return
    }
    let isStatic = words.contains("static")
    if isClass, !isStatic { return }
    let names = declaredNames(head)
    if !isClass { globals.formUnion(names.map(\.text)) }
    guard !isFunctionPointer(head) else { return }
    let types = tokens[head].prefix { $0.range != names.first?.range }
    if let client = client(in: types) {
      typedNames.formUnion(names.map(\.text))
      for name in names { noteStorage(name, client, isStatic: isStatic) }
    } else if let value, let name = names.first,
      let client = made(by: tokens[(value + 1)..<range.upperBound])
    {
      noteStorage(name, client, isStatic: isStatic)
    }
  }

  /// The client that an initial value makes.
  private func made(by value: ArraySlice<CToken>) -> String? {
    for (token, next) in zip(value, value.dropFirst())
    where token.kind == .identifier && next.isPunctuator("(") {
      if Self.connectors.contains(token.text) || makers.contains(token.text)
        || factories.contains(token.text)
      {
        return token.text
      }
    }
    return client(in: value.prefix { !$0.isPunctuator("[") })
  }

  private mutating func alias(_ range: Range<Int>) {
    let slice = tokens[range]
    guard !isFunctionPointer(range), client(in: slice) != nil else { return }
    if slice.first?.isWord("using") == true {
      if let name = slice.dropFirst().first, name.kind == .identifier, !name.isWord("namespace") {
        clientTypes.insert(name.text)
      }
    } else if let name = slice.last(where: { $0.kind == .identifier }) {
      clientTypes.insert(name.text)
    }
  }

  /// As in `(*name)(…)`.
  private func isFunctionPointer(_ range: Range<Int>) -> Bool {
    zip(range, range.dropFirst()).contains {
      tokens[$0].isPunctuator("(") && (tokens[$1].isPunctuator("*") || tokens[$1].isPunctuator("^"))
    }
  }

  /// The name of the function that a declaration declares; nil when it declares a variable.
  private func functionName(_ range: Range<Int>) -> Int? {
    guard let open = tokens[range].firstIndex(where: { $0.isPunctuator("(") }),
      open > range.lowerBound,
      tokens[open - 1].kind == .identifier, !tokens[open - 1].text.hasPrefix("__attribute")
    else { return nil }
    // `connection db("…")` makes one; `connection db(const char *)` declares a function.
    let argument = open + 1 < range.upperBound ? tokens[open + 1] : nil
    if argument?.kind == .string || argument?.kind == .number { return nil }
    return open - 1
  }

  /// The names that a declaration declares: before `=`, `,`, `;`, `[`, `(` or `{`.
  private func declaredNames(_ range: Range<Int>) -> [CToken] {
    var names: [CToken] = []
    var depth = 0
    var candidate: CToken?
    for position in range {
      let token = tokens[position]
      if token.kind == .identifier, depth == 0 { candidate = token }
      guard token.kind == .punctuator else { continue }
      switch token.text {
      case "(", "{", "[":
        if depth == 0, token.text != "(" || candidate?.text.hasPrefix("__attribute") == false,
          let candidate
        {
          names.append(candidate)
        }
        depth += 1
      case ")", "}", "]": depth -= 1
      case "<": depth += 1
      case ">": depth -= 1
      case "," where depth == 0:
        if let candidate, names.last?.range != candidate.range { names.append(candidate) }
        candidate = nil
      default: break
      }
    }
    if let candidate, names.last?.range != candidate.range,
      names.isEmpty || tokens[range].contains(where: { $0.isPunctuator(",") })
    {
      names.append(candidate)
    }
    return names
  }

  // MARK: Functions

  private mutating func function(_ head: Range<Int>, _ body: Range<Int>) {
    if let name = functionName(head) {
      let opensClient = client(in: tokens[head.lowerBound..<name]) != nil
      if opensClient { makers.insert(tokens[name].text) }
      if let value = constantResult(body) { folder.results[tokens[name].text] = value }
    }
    var position = body.lowerBound
    var beginsStatement = true
    while position < body.upperBound {
      let token = tokens[position]
      let isStatic =
        ["static", "thread_local", "_Thread_local", "__thread"].contains(token.text)
        && token.kind == .identifier
      if beginsStatement, isStatic {
        let end = Self.endOfStatement(tokens, position, body.upperBound)
        declaration(position..<end, isClass: false)
        position = end
      }
      beginsStatement =
        token.isPunctuator(";") || token.isPunctuator("{") || token.isPunctuator("}")
        || token.isPunctuator(":")
      position += 1
    }
  }

  /// What a function returns whose only statement returns a string.
  private func constantResult(_ body: Range<Int>) -> [FoldedText]? {
    guard let first = tokens[body].first, first.isWord("return"),
      tokens[body].last?.isPunctuator(";") == true
    else { return nil }
    return folder.evaluate(tokens[(body.lowerBound + 1)..<(body.upperBound - 1)])
  }

  /// As in `global = PQconnectdb(…)`.
  private mutating func noteAssignedClient(_ name: CToken, _ value: ArraySlice<CToken>) {
    guard globals.contains(name.text), !typedNames.contains(name.text), let client = made(by: value)
    else { return }
    noteStorage(name, client, isStatic: false)
  }
}
