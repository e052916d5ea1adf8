extension Parser {
  /// One statement.
  mutating func statement() -> Statement {
    let start = index
    let kind = statementKind()
    return Statement(kind: kind, range: range(from: start))
  }

  private mutating func statementKind() -> StatementKind {
    switch token.kind {
    case .punctuator:
      switch token.text {
      case "{": return .block(block())
      case ";":
        advance()
        return .empty
      case "@": return decorated()
      default: return expressionStatement()
      }
    case .identifier: return wordStatement()
    default: return expressionStatement()
    }
  }

  private mutating func expressionStatement() -> StatementKind {
    let value = expression()
    endStatement()
    return .expression(value)
  }

  private mutating func wordStatement() -> StatementKind {
    let next = peek()
    switch token.text {
    case "const" where next.isWord("enum"):
      advance()
      return enumeration(isExported: false)
    case "const", "var": return variables(isExported: false)
    case "let" where next.kind == .identifier || next.isPunctuator("[") || next.isPunctuator("{"):
      return variables(isExported: false)
    case "using" where next.kind == .identifier && !next.followsNewline && !next.isWord("of"):
      return variables(isExported: false)
    case "await" where next.isWord("using") && peek(2).kind == .identifier:
      advance()
      return variables(isExported: false)
    case "function": return functionDeclaration(isExported: false, isDefault: false)
    case "async" where next.isWord("function") && !next.followsNewline:
      return functionDeclaration(isExported: false, isDefault: false)
    case "class": return classDeclaration([], isExported: false, isDefault: false)
    case "abstract" where next.isWord("class"):
      advance()
      return classDeclaration([], isExported: false, isDefault: false)
    case "enum" where next.kind == .identifier: return enumeration(isExported: false)
    case "import" where !next.isPunctuator("(") && !next.isPunctuator("."): return importing()
    case "export": return exporting([])
    case "declare" where next.kind == .identifier && !next.followsNewline: return declaration()
    case "type" where next.kind == .identifier && !next.followsNewline && isAlias:
      return typeAlias(isExported: false)
    case "interface" where next.kind == .identifier && !next.followsNewline:
      return interface(isExported: false)
    case "namespace" where next.kind == .identifier && !next.followsNewline,
      "module" where (next.kind == .identifier || next.kind == .string) && !next.followsNewline,
      "global" where next.isPunctuator("{"):
      return namespace(isExported: false)
    default: return control()
    }
  }

  private var isAlias: Bool {
    let after = peek(2)
    return after.isPunctuator("=") || after.isPunctuator("<")
  }

  // MARK: Control

  private mutating func control() -> StatementKind {
    switch token.text {
    case "if": return condition()
    case "for": return loop()
    case "while":
      advance()
      let test = parenthesized()
      return .loop([], [test], body())
    case "do":
      advance()
      let inner = body()
      _ = takeWord("while")
      let test = parenthesized()
      endStatement()
      return .loop([], [test], inner)
    case "switch": return choice()
    case "try": return attempt()
    case "return", "throw":
      let isReturn = token.text == "return"
      advance()
      let value = endsStatement ? nil : expression()
      endStatement()
      return isReturn ? .returning(value) : .throwing(value)
    case "break", "continue":
      advance()
      if token.kind == .identifier, !token.followsNewline { advance() }
      endStatement()
      return .empty
    case "debugger":
      advance()
      endStatement()
      return .empty
    case "with":
      advance()
      let object = parenthesized()
      return .loop([], [object], body())
    default:
      if peek().isPunctuator(":"), token.kind == .identifier {
        advance()
        advance()
        return .block(nested { [$0.statement()] } ?? [])
      }
      return expressionStatement()
    }
  }

  private var endsStatement: Bool {
    token.followsNewline || token.kind == .end || token.isPunctuator(";") || token.isPunctuator("}")
  }

  private mutating func parenthesized() -> Expression {
    expect("(")
    let value = expression()
    expect(")")
    return value
  }

  private mutating func condition() -> StatementKind {
    advance()
    let test = parenthesized()
    let then = body()
    guard takeWord("else") else { return .conditional(test, then, []) }
    return .conditional(test, then, body())
  }

  private mutating func loop() -> StatementKind {
    advance()
    _ = takeWord("await")
    guard token.isPunctuator("(") else { return expressionStatement() }
    let end = closing(index)
    advance()
    allowsIn = false
    var first: [Statement] = []
    if !token.isPunctuator(";") {
      let start = index
      let savedFailure = failure
      if let iteration = iterationHead(end) {
        allowsIn = true
        return iteration
      }
      index = start
      failure = savedFailure
      let isDeclaration =
        ["const", "let", "var", "using"].contains(token.text) && token.kind == .identifier
      let kind: StatementKind =
        isDeclaration ? variables(isExported: false) : expressionStatement()
      first = [Statement(kind: kind, range: range(from: start))]
    } else {
      advance()
    }
    allowsIn = true
    var others: [Expression] = []
    while index < end {
      if take(";") { continue }
      let start = index
      others.append(expression())
      if index == start { break }
    }
    index = end
    advance()
    return .loop(first, others, body())
  }

  /// `const x of xs`, `x in xs`; nil when the head has another form.
  private mutating func iterationHead(_ end: Int) -> StatementKind? {
    let isDeclared =
      token.kind == .identifier && ["const", "let", "var", "using"].contains(token.text)
      && !peek().isWord("of")
    let pattern: Pattern
    if isDeclared {
      advance()
      guard let bound = bindingPattern() else { return nil }
      if take(":") { _ = type() }
      pattern = bound
    } else {
      let target = leftHandSide()
      pattern = Self.pattern(of: target)
    }
    guard token.isWord("of") || token.isWord("in") else { return nil }
    let isOf = token.text == "of"
    advance()
    allowsIn = true
    let iterated = expression()
    guard index == end else { return nil }
    advance()
    return .iteration(pattern, isDeclared: isDeclared, over: iterated, isOf: isOf, body())
  }

  private mutating func choice() -> StatementKind {
    advance()
    let value = parenthesized()
    guard token.isPunctuator("{") else {
      failUnexpected()
      return .expression(value)
    }
    let end = closing(index)
    advance()
    var cases: [Case] = []
    while index < end {
      var test: Expression?
      if takeWord("case") {
        test = expression()
      } else if !takeWord("default") {
        failUnexpected()
        break
      }
      expect(":")
      var statements: [Statement] = []
      while index < end, !token.isWord("case"),
        !(token.isWord("default") && peek().isPunctuator(":"))
      {
        let start = index
        guard let statement = nested({ $0.statement() }) else { break }
        statements.append(statement)
        if index == start { break }
      }
      cases.append(Case(test: test, body: statements))
    }
    index = end
    advance()
    return .choice(value, cases)
  }

  private mutating func attempt() -> StatementKind {
    advance()
    let tried = block()
    var parameter: Pattern?
    var handler: [Statement]?
    var handlerRange = 0..<0
    let start = index
    if takeWord("catch") {
      if take("(") {
        parameter = bindingPattern()
        if take(":") { _ = type() }
        expect(")")
      }
      handler = block()
      handlerRange = tokens[start].range
    }
    let finalizer = takeWord("finally") ? block() : []
    return .attempt(
      Attempt(
        body: tried,
        parameter: parameter,
        handler: handler,
        handlerRange: handlerRange,
        finalizer: finalizer
      )
    )
  }
}
