extension Parser {
  /// The names and texts of a type.
  mutating func type() -> TypeText {
    var content = TypeText()
    readType(&content)
    return content
  }

  private mutating func readType(_ content: inout TypeText) {
    guard depth < Self.maximumDepth else { return fail("the file nests too deeply") }
    depth += 1
    defer { depth -= 1 }
    _ = take("|")
    _ = take("&")
    repeat { readUnion(&content) } while take("|") || take("&")
    if token.isWord("extends"), !token.followsNewline {
      advance()
      readType(&content)
      if take("?") {
        readType(&content)
        expect(":")
        readType(&content)
      }
    }
  }

  private static let typeOperators: Set<String> = [
    "keyof", "typeof", "readonly", "unique", "infer", "asserts", "abstract", "new",
  ]

  private mutating func readUnion(_ content: inout TypeText) {
    while token.kind == .identifier, Self.typeOperators.contains(token.text), continuesType(peek())
    { advance() }
    readTypeOperand(&content)
    while !token.followsNewline, token.isPunctuator("[") {
      readBracket(&content)
    }
    // `x is T`
    if token.isWord("is"), !token.followsNewline {
      advance()
      readType(&content)
    }
  }

  private func continuesType(_ token: Token) -> Bool {
    switch token.kind {
    case .identifier: !["extends", "is"].contains(token.text)
    case .punctuator: ["(", "[", "{", "<"].contains(token.text)
    case .string, .template, .templateHead, .number: true
    default: false
    }
  }

  private mutating func readTypeOperand(_ content: inout TypeText) {
    let start = token
    switch start.kind {
    case .string, .template:
      content.texts.append(Expression(kind: .string(start.text), range: start.range))
      advance()
    case .templateHead: readTypeTemplate(&content)
    case .number: advance()
    case .identifier: readTypeName(&content)
    case .punctuator:
      switch start.text {
      case "(":
        let count = content.names.count
        readBracket(&content)
        if take("=>") {
          readType(&content)
          content.releaseNames(from: count)
        }
      case "{", "[": readBracket(&content)
      case "<":
        skipTypeParameters()
        let count = content.names.count
        if token.isPunctuator("(") { readBracket(&content) }
        if take("=>") { readType(&content) }
        content.releaseNames(from: count)
      case "-":
        advance()
        advance()
      case "...":
        advance()
        readType(&content)
      default: failUnexpected()
      }
    default: failUnexpected()
    }
  }

  /// `${A}_${B}`: of a part that is a type, only a literal is known.
  private mutating func readTypeTemplate(_ content: inout TypeText) {
    let start = index
    var texts: [String] = []
    var values: [Expression] = []
    while true {
      let part = token
      texts.append(part.text)
      advance()
      guard part.kind != .templateTail, part.match > index - 1 else { break }
      var inner = TypeText()
      readType(&inner)
      let isLiteral = inner.names.isEmpty && inner.texts.count == 1
      values.append(isLiteral ? inner.texts[0] : Expression(kind: .missing, range: part.range))
      content.add(inner)
      index = part.match
    }
    content.texts.append(
      Expression(
        kind: .template(tag: nil, texts: texts, raw: texts, values: values),
        range: range(from: start)
      )
    )
  }

  private mutating func readTypeName(_ content: inout TypeText) {
    var base: String?
    var name = token
    advance()
    if name.text == "import", token.isPunctuator("(") {
      index = closing(index)
      advance()
    }
    while token.isPunctuator("."), peek().kind == .identifier {
      advance()
      base = name.text
      name = token
      advance()
    }
    content.names.append(TypeText.Name(base: base, name: name.text, range: name.range))
    if token.isPunctuator("<"), let arguments = typeArguments() { content.add(arguments) }
  }

  /// Everything between two brackets of a type.
  private mutating func readBracket(_ content: inout TypeText) {
    let end = closing(index)
    advance()
    var functions = 0
    while index < end {
      let current = token
      switch current.kind {
      case .punctuator:
        if current.text == "(" { functions += 1 }
        if current.text == ")" { functions -= 1 }
      case .identifier:
        let next = peek()
        let isKey =
          next.isPunctuator(":") || (next.isPunctuator("?") && peek(2).isPunctuator(":"))
          || next.isPunctuator("(")
        if isKey {
          content.texts.append(Expression(kind: .string(current.text), range: current.range))
        } else if !Self.typeOperators.contains(current.text) {
          let isHeld = functions == 0 && !tokens[index - 1].isPunctuator("=>")
          content.names.append(
            TypeText.Name(base: nil, name: current.text, range: current.range, isHeld: isHeld)
          )
        }
      case .string, .template:
        content.texts.append(Expression(kind: .string(current.text), range: current.range))
      default: break
      }
      advance()
    }
    index = end
    advance()
  }

  /// `<A, B>`; nil when `<` is an operator.
  mutating func typeArguments() -> TypeText? {
    guard let end = endOfTypeArguments else { return nil }
    var content = TypeText()
    advance()
    while index < end {
      let start = index
      var part = TypeText()
      let savedFailure = failure
      readType(&part)
      content.add(part)
      if !take(","), index < end {
        // Something that this reader of types does not know: only its names count.
        failure = savedFailure
        index = max(index, start + 1)
      }
    }
    index = end
    advance()
    return content
  }

  /// The `>` that belongs to the `<` here; nil when what stands between is no list of types.
  private var endOfTypeArguments: Int? {
    var depth = 0
    var position = index
    while position < tokens.count - 1 {
      let current = tokens[position]
      switch current.kind {
      case .identifier, .string, .template, .number: break
      case .templateHead, .templateMiddle:
        guard current.match > position else { return nil }
        position = current.match
        continue
      case .templateTail: break
      case .punctuator:
        switch current.text {
        case "<": depth += 1
        case ">":
          depth -= 1
          if depth == 0 { return position }
        case "(", "[", "{":
          guard current.match > position else { return nil }
          position = current.match
        case ",", ".", "|", "&", "=>", "?", ":", "...", "=", "-": break
        default: return nil
        }
      default: return nil
      }
      position += 1
    }
    return nil
  }

  /// `<T extends A = B>` before parameters.
  mutating func skipTypeParameters() {
    guard token.isPunctuator("<"), let end = endOfTypeArguments else { return }
    index = end
    advance()
  }
}
