extension Parser {
  /// An expression with commas.
  mutating func expression() -> Expression {
    let start = index
    let first = assignment()
    guard token.isPunctuator(",") else { return first }
    var parts = [first]
    while take(",") { parts.append(assignment()) }
    return Expression(kind: .sequence(parts), range: range(from: start))
  }

  /// An expression without commas.
  mutating func assignment() -> Expression {
    nested { $0.assignmentInside() } ?? missing()
  }

  private func missing() -> Expression {
    Expression(kind: .missing, range: token.range)
  }

  private static let assignmentOperators: Set<String> = [
    "=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", "&=", "|=", "^=", "&&=", "||=", "??=",
  ]

  private mutating func assignmentInside() -> Expression {
    let start = index
    if let function = arrowFunction() { return function }
    let target = conditional()
    guard token.kind == .punctuator, Self.assignmentOperators.contains(token.text) else {
      return target
    }
    let name = token.text
    advance()
    let value = assignment()
    return Expression(kind: .assignment(name, target, value), range: range(from: start))
  }

  private mutating func conditional() -> Expression {
    let start = index
    let test = binary(0)
    guard token.isPunctuator("?") else { return test }
    advance()
    let savedIn = allowsIn
    allowsIn = true
    let then = assignment()
    allowsIn = savedIn
    expect(":")
    let otherwise = assignment()
    return Expression(kind: .conditional(test, then, otherwise), range: range(from: start))
  }

  // MARK: Operators

  /// How strongly the operator here binds, and how many tokens it has; nil when there is none.
  private var binaryOperator: (text: String, strength: Int, tokens: Int)? {
    switch token.kind {
    case .identifier:
      switch token.text {
      case "instanceof": return ("instanceof", 7, 1)
      case "in" where allowsIn: return ("in", 7, 1)
      case "as" where !token.followsNewline, "satisfies" where !token.followsNewline:
        return (token.text, 7, 1)
      default: return nil
      }
    case .punctuator:
      if token.text == ">" { return greaterOperator }
      guard let strength = Self.strengths[token.text] else { return nil }
      return (token.text, strength, 1)
    default: return nil
    }
  }

  /// `>`, `>=`, `>>`, `>>>`; nil for `>>=`, which assigns a number.
  private var greaterOperator: (text: String, strength: Int, tokens: Int) {
    var count = 1
    while peek(count).isPunctuator(">"),
      peek(count).range.lowerBound == peek(count - 1).range.upperBound
    {
      count += 1
    }
    let next = peek(count)
    let isAdjacent = next.range.lowerBound == peek(count - 1).range.upperBound
    if isAdjacent, next.isPunctuator("=") { return (">=", 7, count + 1) }
    if isAdjacent, next.isPunctuator("==") || next.isPunctuator("=>") { return (">", 7, count) }
    return count > 1 ? (">>", 8, count) : (">", 7, 1)
  }

  private static let strengths: [String: Int] = [
    "??": 1, "||": 1, "&&": 2, "|": 3, "^": 4, "&": 5, "==": 6, "!=": 6, "===": 6, "!==": 6, "<": 7,
    "<=": 7, "<<": 8, "+": 9, "-": 9, "*": 10, "/": 10, "%": 10, "**": 11,
  ]

  private mutating func binary(_ minimum: Int) -> Expression {
    let start = index
    var left = unary()
    while let found = binaryOperator, found.strength > minimum {
      if found.text == "as" || found.text == "satisfies" {
        advance()
        left = Expression(kind: .typed(left, type()), range: range(from: start))
        continue
      }
      for _ in 0..<found.tokens { advance() }
      let right =
        nested { $0.binary(found.text == "**" ? found.strength - 1 : found.strength) } ?? missing()
      if case .binary(found.text, let operands) = left.kind {
        left = Expression(kind: .binary(found.text, operands + [right]), range: range(from: start))
      } else {
        left = Expression(kind: .binary(found.text, [left, right]), range: range(from: start))
      }
    }
    return left
  }

  private mutating func unary() -> Expression {
    let start = index
    if token.kind == .punctuator, ["!", "-", "+", "~", "++", "--"].contains(token.text) {
      let name = token.text
      advance()
      let operand = nested { $0.unary() } ?? missing()
      return Expression(kind: .prefix(name, operand), range: range(from: start))
    }
    if token.kind == .identifier {
      switch token.text {
      case "typeof", "void", "delete":
        let name = token.text
        advance()
        let operand = nested { $0.unary() } ?? missing()
        return Expression(kind: .prefix(name, operand), range: range(from: start))
      case "await" where beginsOperand(peek()):
        advance()
        let operand = nested { $0.unary() } ?? missing()
        return Expression(kind: .passing(operand), range: range(from: start))
      case "yield":
        advance()
        _ = take("*")
        guard beginsOperand(token), !token.followsNewline else {
          return Expression(kind: .keyword("undefined"), range: range(from: start))
        }
        return Expression(kind: .passing(assignment()), range: range(from: start))
      default: break
      }
    }
    // `<T>value`
    if token.isPunctuator("<"), let types = typeArguments() {
      let operand = nested { $0.unary() } ?? missing()
      return Expression(kind: .typed(operand, types), range: range(from: start))
    }
    let operand = leftHandSide()
    if token.kind == .punctuator, token.text == "++" || token.text == "--", !token.followsNewline {
      advance()
      return Expression(kind: .prefix("++", operand), range: range(from: start))
    }
    return operand
  }

  private func beginsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .end, .templateMiddle, .templateTail, .jsxBraceClose, .jsxClose: return false
    case .punctuator: return ["(", "[", "{", "!", "-", "+", "~", "<", "@"].contains(token.text)
    case .identifier: return !["of", "in", "as", "instanceof"].contains(token.text)
    default: return true
    }
  }

  // MARK: Members and calls

  /// An operand with the members, look-ups and calls that follow it.
  mutating func leftHandSide() -> Expression {
    let start = index
    var value = token.isWord("new") ? construction() : operand()
    while true {
      switch token.kind {
      case .template, .templateHead:
        value = template(tag: value, from: start)
      case .punctuator:
        guard let extended = extended(value, from: start) else { return value }
        value = extended
      default: return value
      }
    }
  }

  private mutating func extended(_ value: Expression, from start: Int) -> Expression? {
    switch token.text {
    case ".":
      advance()
      return member(of: value, from: start)
    case "?.":
      advance()
      if token.isPunctuator("(") { return call(value, .none, from: start) }
      if token.isPunctuator("[") { return lookUp(value, from: start) }
      return member(of: value, from: start)
    case "[": return lookUp(value, from: start)
    case "(": return call(value, .none, from: start)
    case "!" where !token.followsNewline:
      advance()
      return Expression(kind: .passing(value), range: range(from: start))
    case "<":
      let mark = index
      guard let types = typeArguments() else { return nil }
      if token.isPunctuator("(") { return call(value, types, from: start) }
      if token.kind == .template || token.kind == .templateHead { return value }
      if token.kind == .punctuator, [")", ",", ";", "]", ".", "?."].contains(token.text) {
        return Expression(kind: .typed(value, types), range: range(from: start))
      }
      index = mark
      return nil
    default: return nil
    }
  }

  private mutating func member(of value: Expression, from start: Int) -> Expression {
    let name = token
    guard name.kind == .identifier || name.kind == .privateName else {
      failUnexpected()
      return value
    }
    advance()
    return Expression(kind: .member(value, name.text, name.range), range: range(from: start))
  }

  private mutating func lookUp(_ value: Expression, from start: Int) -> Expression {
    let end = closing(index)
    advance()
    let key = inBrackets { $0.expression() }
    if index != end { failUnexpected() }
    index = end
    advance()
    return Expression(kind: .index(value, key), range: range(from: start))
  }

  private mutating func call(_ value: Expression, _ types: TypeText, from start: Int) -> Expression
  {
    let arguments = arguments()
    return Expression(
      kind: .call(value, arguments, isNew: false, types: types),
      range: range(from: start)
    )
  }

  private mutating func arguments() -> [Expression] {
    let end = closing(index)
    advance()
    let values = list(until: end)
    index = end
    advance()
    return values
  }

  /// Expressions between brackets; a hole is missing.
  private mutating func list(until end: Int) -> [Expression] {
    inBrackets { parser in
      var values: [Expression] = []
      while parser.index < end {
        if parser.token.isPunctuator(",") {
          values.append(parser.missing())
          parser.advance()
          continue
        }
        let start = parser.index
        values.append(parser.element())
        if parser.index == start || (!parser.take(",") && parser.index < end) {
          parser.failUnexpected()
          break
        }
      }
      return values
    }
  }

  private mutating func element() -> Expression {
    let start = index
    guard take("...") else { return assignment() }
    let value = assignment()
    return Expression(kind: .spread(value), range: range(from: start))
  }

  /// Between brackets `in` is an operator again.
  private mutating func inBrackets<Result>(_ body: (inout Parser) -> Result) -> Result {
    let saved = allowsIn
    allowsIn = true
    defer { allowsIn = saved }
    return body(&self)
  }

  private mutating func construction() -> Expression {
    let start = index
    advance()
    if take(".") {
      advance()
      return Expression(kind: .keyword("new.target"), range: range(from: start))
    }
    let calleeStart = index
    var callee = token.isWord("new") ? (nested { $0.construction() } ?? missing()) : operand()
    while true {
      if take(".") {
        callee = member(of: callee, from: calleeStart)
      } else if token.isPunctuator("[") {
        callee = lookUp(callee, from: calleeStart)
      } else if token.isPunctuator("!") {
        advance()
      } else {
        break
      }
    }
    let types = token.isPunctuator("<") ? typeArguments() ?? .none : .none
    let arguments = token.isPunctuator("(") ? arguments() : []
    return Expression(
      kind: .call(callee, arguments, isNew: true, types: types),
      range: range(from: start)
    )
  }

  // MARK: Operands

  private mutating func operand() -> Expression {
    let start = token
    switch start.kind {
    case .string, .jsxText, .jsxString:
      advance()
      return Expression(kind: .string(start.text), range: start.range)
    case .template, .templateHead: return template(tag: nil, from: index)
    case .number:
      advance()
      return Expression(kind: .number(numericValue(start.text)), range: start.range)
    case .regex:
      advance()
      return Expression(kind: .regex(start.text), range: start.range)
    case .privateName:
      advance()
      return Expression(kind: .name("#" + start.text), range: start.range)
    case .jsxOpen: return element(from: index)
    case .identifier: return wordOperand(start)
    case .punctuator: return bracketOperand(start)
    default:
      failUnexpected()
      return missing()
    }
  }

  private mutating func wordOperand(_ start: Token) -> Expression {
    let first = index
    switch start.text {
    case "function": break
    case "async" where peek().isWord("function") && !peek().followsNewline: break
    case "class":
      let declared = classExpression([])
      return Expression(kind: .type(declared), range: range(from: first))
    case "import" where peek().isPunctuator("("):
      advance()
      let arguments = arguments()
      let value = arguments.first ?? missing()
      return Expression(kind: .dynamicImport(value), range: range(from: first))
    case "import" where peek().isPunctuator("."):
      for _ in 0..<3 { advance() }
      return Expression(kind: .keyword("import.meta"), range: range(from: first))
    case "this", "super", "null", "true", "false", "undefined":
      advance()
      return Expression(kind: .keyword(start.text), range: start.range)
    default:
      advance()
      return Expression(kind: .name(start.text), range: start.range)
    }
    let function = functionExpression()
    return Expression(kind: .function(function), range: range(from: first))
  }

  private mutating func bracketOperand(_ start: Token) -> Expression {
    let first = index
    switch start.text {
    case "(":
      let end = closing(index)
      advance()
      let value = inBrackets { $0.expression() }
      if index != end { failUnexpected() }
      index = end
      advance()
      return Expression(kind: value.kind, range: value.range)
    case "[":
      let end = closing(index)
      advance()
      let values = list(until: end)
      index = end
      advance()
      return Expression(kind: .array(values), range: range(from: first))
    case "{": return object(from: first)
    case "@":
      let decorators = decorators()
      let declared = classExpression(decorators)
      return Expression(kind: .type(declared), range: range(from: first))
    case "#":
      advance()
      return missing()
    default:
      failUnexpected()
      return missing()
    }
  }

  private mutating func object(from start: Int) -> Expression {
    let end = closing(start)
    advance()
    let properties = inBrackets { parser in
      var properties: [Property] = []
      while parser.index < end {
        guard let property = parser.property() else {
          parser.failUnexpected()
          break
        }
        properties.append(property)
        if !parser.take(","), parser.index < end {
          parser.failUnexpected()
          break
        }
      }
      return properties
    }
    index = end
    advance()
    return Expression(kind: .object(properties), range: range(from: start))
  }

  private mutating func property() -> Property? {
    let start = index
    if take("...") {
      let value = assignment()
      let key = PropertyKey(name: nil, computed: nil, range: value.range)
      return Property(key: key, value: value, isSpread: true, isShorthand: false)
    }
    var isGetter = false
    while token.kind == .identifier, ["get", "set", "async", "static"].contains(token.text),
      !(peek().kind == .punctuator && [",", ":", "(", "}", "=", "<"].contains(peek().text))
    {
      isGetter = token.text == "get"
      advance()
    }
    _ = take("*")
    let isName = token.kind == .identifier
    guard let key = propertyKey() else { return nil }
    if token.isPunctuator("(") || token.isPunctuator("<") {
      let function = function(named: key.name, from: start)
      let value = Expression(kind: .function(function), range: range(from: start))
      return Property(
        key: key,
        value: value,
        isSpread: false,
        isShorthand: false,
        isGetter: isGetter
      )
    }
    if take(":") {
      return Property(key: key, value: assignment(), isSpread: false, isShorthand: false)
    }
    guard isName, let name = key.name else { return nil }
    var value = Expression(kind: .name(name), range: key.range)
    if take("=") {
      // A pattern's default: `({ a = 1 } = b)`.
      let standIn = assignment()
      value = Expression(kind: .assignment("=", value, standIn), range: range(from: start))
    }
    return Property(key: key, value: value, isSpread: false, isShorthand: true)
  }

  private mutating func template(tag: Expression?, from start: Int) -> Expression {
    var texts: [String] = []
    var values: [Expression] = []
    var parts: [Range<Int>] = []
    while true {
      let part = token
      texts.append(part.text)
      parts.append(part.range)
      advance()
      if part.kind == .template || part.kind == .templateTail { break }
      let end = closing(index - 1)
      values.append(inBrackets { $0.expression() })
      if index != end { failUnexpected() }
      index = end
      guard token.kind == .templateMiddle || token.kind == .templateTail else { break }
    }
    return Expression(
      kind: .template(tag: tag, texts: texts, raw: texts, values: values),
      range: range(from: start)
    )
  }

  /// As in `<Tag …>…</Tag>`.
  private mutating func element(from start: Int) -> Expression {
    let end = closing(start)
    advance()
    var parts: [Expression] = []
    while index < end {
      switch token.kind {
      case .jsxName:
        // A tag's name may be a component; an attribute's is a key.
        parts.append(Expression(kind: .name(token.text), range: token.range))
        advance()
      case .jsxBraceOpen:
        let close = closing(index)
        advance()
        if index < close { parts.append(element()) }
        index = close
        advance()
      case .jsxOpen: parts.append(nested { $0.element(from: $0.index) } ?? missing())
      case .jsxText, .jsxString: parts.append(operand())
      default: advance()
      }
    }
    index = end
    advance()
    return Expression(kind: .element(parts), range: range(from: start))
  }

  private func numericValue(_ text: String) -> Double? {
    var digits = text.filter { $0 != "_" }
    if digits.hasSuffix("n") { digits.removeLast() }
    let lower = digits.lowercased()
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where lower.hasPrefix(prefix) {
      return Int(lower.dropFirst(2), radix: radix).map(Double.init)
    }
    return Double(digits)
  }

  // MARK: Arrow functions

  /// An arrow function, if one begins here.
  private mutating func arrowFunction() -> Expression? {
    let start = index
    var position = index
    if tokens[position].isWord("async"), !peek().followsNewline, !peek().isPunctuator("=>") {
      position += 1
    }
    let first = tokens[min(position, tokens.count - 1)]
    if first.kind == .identifier, tokens[min(position + 1, tokens.count - 1)].isPunctuator("=>") {
      index = position
      let parameter = Parameter(
        pattern: .name(first.text, first.range),
        type: .none,
        defaultValue: nil,
        decorators: [],
        isProperty: false
      )
      advance()
      return arrowBody([parameter], .none, from: start)
    }
    if first.isPunctuator("<") {
      index = position
      skipTypeParameters()
      position = index
    }
    guard tokens[position].isPunctuator("("), isArrow(afterParenthesis: position) else {
      index = start
      return nil
    }
    index = position
    let savedFailure = failure
    let parameters = parameterList()
    let result = take(":") ? type() : .none
    guard token.isPunctuator("=>") else {
      index = start
      failure = savedFailure
      return nil
    }
    return arrowBody(parameters, result, from: start)
  }

  /// Whether `=>` follows the parenthesis, maybe after a result type.
  private func isArrow(afterParenthesis open: Int) -> Bool {
    let end = tokens[open].match
    guard end > open, end + 1 < tokens.count else { return false }
    if tokens[end + 1].isPunctuator("=>") { return true }
    guard tokens[end + 1].isPunctuator(":") else { return false }
    // `c ? (a) : b => d` looks alike; only parameters have a form of their own.
    guard open + 1 == end || looksLikeParameters(open, end) else { return false }
    var parser = self
    parser.failure = nil
    parser.index = end + 2
    _ = parser.type()
    return parser.failure == nil && parser.token.isPunctuator("=>")
  }

  private func looksLikeParameters(_ open: Int, _ end: Int) -> Bool {
    let first = tokens[open + 1]
    let second = tokens[open + 2]
    if first.isPunctuator("{") || first.isPunctuator("[") || first.isPunctuator("...") {
      return true
    }
    guard first.kind == .identifier else { return false }
    return open + 2 == end
      ? !isInConditional(open)
      : second.kind == .punctuator && [":", ",", "=", "?"].contains(second.text)
  }

  /// Whether the token before a parenthesis is the `?` of a conditional.
  private func isInConditional(_ open: Int) -> Bool {
    open > 0 && tokens[open - 1].isPunctuator("?")
  }

  private mutating func arrowBody(
    _ parameters: [Parameter],
    _ result: TypeText,
    from start: Int
  ) -> Expression {
    expect("=>")
    var statements: [Statement]?
    var value: Expression?
    if token.isPunctuator("{") {
      statements = block()
    } else {
      value = assignment()
    }
    let function = Function(
      name: nil,
      parameters: parameters,
      result: result,
      body: statements,
      expression: value,
      range: range(from: start)
    )
    return Expression(kind: .function(function), range: range(from: start))
  }
}
