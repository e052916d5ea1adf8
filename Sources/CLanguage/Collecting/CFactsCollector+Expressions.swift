import Lint
import SourceText

extension CFactsCollector {
  // MARK: Expressions

  /// Looks at strings, names, calls and assignments from left to right.
  mutating func scan(_ tokens: [CToken]) {
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
        case "=", "+=":
          if token.text == "=" { standIn(tokens, position) }
          assignment(tokens, position)
        case "?": conditional(tokens, position)
        case "[": message(tokens, position)
        default: break
        }
        position += 1
      default: position += 1
      }
    }
  }

  /// Adjacent literals, with what may be macros between them.
  mutating func run(_ tokens: [CToken], _ start: Int) -> Int {
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

  mutating func name(_ tokens: [CToken], _ position: Int) {
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
    opening(tokens, position)
    if token.text == "return" { returned(tokens, position) }
    guard isCall, let end = Preprocessor.closing(tokens, position + 1) else { return }
    call(token, Preprocessor.arguments(tokens[(position + 2)..<end]), tokens[position...end])
    if token.text == "value_or" { valueOr(tokens, position, end) }
    appended(tokens, position, end)
    constructed(tokens, position, end)
  }

  /// As in `pqxx::connection c{url}`, `new pqxx::connection(url)`, `std::make_unique<pqxx::connection>(url)`.
  private mutating func opening(_ tokens: [CToken], _ position: Int) {
    guard position > 1, tokens[position - 1].isPunctuator("::"),
      Self.openingTypes.contains(tokens[position - 2].text + "::" + tokens[position].text)
    else { return }
    var next = position + 1
    if next < tokens.count, tokens[next].kind == .identifier {
      // What is stored is found as that.
      if stored.contains(tokens[next].range.lowerBound) { return }
      next += 1
    } else if position > 3, tokens[position - 4].text.hasPrefix("make_"), next < tokens.count,
      tokens[next].isPunctuator(">")
    {
      next += 1
    }
    guard next < tokens.count else { return }
    if tokens[next].isPunctuator("(") {
      guard let end = Preprocessor.closing(tokens, next),
        !isParameters(tokens[(next + 1)..<end])
      else { return }
    } else {
      guard tokens[next].isPunctuator("{") else { return }
    }
    noteOpening(
      tokens[position - 2].text + "::" + tokens[position].text,
      tokens[position - 2].range.lowerBound..<tokens[position].range.upperBound
    )
  }

  /// Whether parentheses hold what a function takes, and no values: nothing, or types with names.
  private func isParameters(_ tokens: ArraySlice<CToken>) -> Bool {
    tokens.isEmpty
      || zip(tokens, tokens.dropFirst()).contains { first, second in
        (first.kind == .identifier || first.isPunctuator("&") || first.isPunctuator("*"))
          && second.kind == .identifier
      }
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
      grow(buffer.text, by: given ?? [.unknown], range(whole))
    case "strcpy_s":
      folder.constants[buffer.text] =
        arguments.last.flatMap { folder.evaluate($0[...]) } ?? [.unknown]
    case "strcat", "strncat", "strlcat", "wcscat", "g_string_append", "appendStringInfoString",
      "strcat_s":
      grow(buffer.text, by: given ?? [.unknown], range(whole))
    default: break
    }
  }

  /// Puts texts behind those that a variable has.
  private mutating func grow(_ name: String, by added: [FoldedText], _ range: Range<Int>) {
    let sum = CFolder.product(folder.constants[name] ?? [.unknown], added)
    folder.constants[name] = sum
    record(range, sum)
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

  /// As in `name.append("…")`.
  private mutating func appended(_ tokens: [CToken], _ position: Int, _ end: Int) {
    guard tokens[position].text == "append", position > 1,
      tokens[position - 1].isPunctuator(".") || tokens[position - 1].isPunctuator("->"),
      tokens[position - 2].kind == .identifier,
      let argument = Preprocessor.arguments(tokens[(position + 2)..<end]).first,
      let added = folder.evaluate(argument[...])
    else { return }
    grow(tokens[position - 2].text, by: added, range(tokens[(position - 2)...end]))
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
      grow(name, by: added, tokens[target].range.lowerBound..<range(value).upperBound)
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
}
