extension Parser {
  /// A name, `[…]` or `{…}` in a declaration; nil when there is none here.
  mutating func bindingPattern() -> Pattern? {
    if take("...") { return bindingPattern().map(Pattern.rest) }
    switch token.kind {
    case .identifier:
      let name = token
      advance()
      return .name(name.text, name.range)
    case .punctuator where token.text == "[":
      return nested { $0.arrayPattern() }
    case .punctuator where token.text == "{":
      return nested { $0.objectPattern() }
    default: return nil
    }
  }

  private mutating func arrayPattern() -> Pattern {
    let end = closing(index)
    advance()
    var elements: [Pattern?] = []
    while index < end {
      if take(",") {
        elements.append(nil)
        continue
      }
      guard let element = bindingPattern() else {
        failUnexpected()
        break
      }
      elements.append(withDefault(element))
      if !take(",") { break }
    }
    index = end
    advance()
    return .array(elements)
  }

  private mutating func objectPattern() -> Pattern {
    let end = closing(index)
    advance()
    var properties: [(key: PropertyKey, value: Pattern)] = []
    while index < end {
      if take("...") {
        if let rest = bindingPattern() {
          let key = PropertyKey(name: nil, computed: nil, range: token.range)
          properties.append((key, .rest(rest)))
        }
      } else {
        guard let key = propertyKey() else {
          failUnexpected()
          break
        }
        var value = Pattern.name(key.name ?? "", key.range)
        if take(":") {
          guard let bound = bindingPattern() else {
            failUnexpected()
            break
          }
          value = bound
        }
        properties.append((key, withDefault(value)))
      }
      if !take(",") { break }
    }
    index = end
    advance()
    return .object(properties)
  }

  private mutating func withDefault(_ pattern: Pattern) -> Pattern {
    take("=") ? .withDefault(pattern, assignment()) : pattern
  }

  /// The pattern that an expression on the left of `=` stands for.
  static func pattern(of expression: Expression) -> Pattern {
    switch expression.kind {
    case .name(let name): return .name(name, expression.range)
    case .spread(let inner): return .rest(pattern(of: inner))
    case .assignment("=", let target, let value): return .withDefault(pattern(of: target), value)
    case .array(let elements):
      return .array(
        elements.map { element in
          if case .missing = element.kind { nil } else { pattern(of: element) }
        }
      )
    case .object(let properties):
      return .object(
        properties.map { property in
          property.isSpread
            ? (property.key, .rest(pattern(of: property.value)))
            : (property.key, pattern(of: property.value))
        }
      )
    default: return .expression(expression)
    }
  }
}
