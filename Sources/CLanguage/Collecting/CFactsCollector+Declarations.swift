import Lint
import SourceText

extension CFactsCollector {
  // MARK: Declarations

  /// Reads the declarations of a file, a namespace or a class.
  mutating func declarations(_ range: Range<Int>, isTopLevel: Bool, isClass: Bool = false) {
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
    let hasParenthesis = outsideTemplateArguments(head).contains { tokens[$0].isPunctuator("(") }
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
  func client(in tokens: some Sequence<CToken>) -> String? {
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
  mutating func declaration(_ range: Range<Int>, isClass: Bool) {
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
  func made(by value: ArraySlice<CToken>) -> String? {
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

  mutating func alias(_ range: Range<Int>) {
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
    outsideTemplateArguments(range).contains {
      tokens[$0].isPunctuator("(") && $0 + 1 < range.upperBound
        && (tokens[$0 + 1].isPunctuator("*") || tokens[$0 + 1].isPunctuator("^"))
    }
  }

  /// The tokens that are not between `<` and `>`, where types stand that are functions' too; all of them where
  /// the marks do not belong together, as in `operator<`.
  private func outsideTemplateArguments(_ range: Range<Int>) -> [Int] {
    var depth = 0
    let outside = range.filter { position in
      let token = tokens[position]
      if token.isPunctuator("<") { depth += 1 }
      if token.isPunctuator(">") { depth -= 1 }
      if token.isPunctuator(">>") { depth -= 2 }
      return depth <= 0
    }
    return depth == 0 ? outside : Array(range)
  }

  /// The name of the function that a declaration declares; nil when it declares a variable.
  private func functionName(_ range: Range<Int>) -> Int? {
    let visible = outsideTemplateArguments(range)
    guard let open = visible.first(where: { tokens[$0].isPunctuator("(") }),
      open > range.lowerBound,
      tokens[open - 1].kind == .identifier, !tokens[open - 1].text.hasPrefix("__attribute")
    else { return nil }
    // `connection db("…")` makes one; `connection db(const char *)` declares a function.
    let argument = open + 1 < range.upperBound ? tokens[open + 1] : nil
    if argument?.kind == .string || argument?.kind == .number || argument?.isWord("nullptr") == true
    {
      return nil
    }
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

  mutating func function(_ head: Range<Int>, _ body: Range<Int>) {
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
  mutating func noteAssignedClient(_ name: CToken, _ value: ArraySlice<CToken>) {
    guard globals.contains(name.text), !typedNames.contains(name.text), let client = made(by: value)
    else { return }
    noteStorage(name, client, isStatic: false)
  }
}
