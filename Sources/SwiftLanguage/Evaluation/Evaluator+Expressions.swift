import Lint
import SwiftParser
import SwiftSyntax

extension Evaluator {
  /// What an expression results in.
  func result(of expression: ExprSyntax, _ scope: Scope, _ type: String?) -> Value {
    switch expression.as(ExprSyntaxEnum.self) {
    case .stringLiteralExpr(let node): return string(node, scope)
    case .simpleStringLiteralExpr(let node):
      return .text(node.segments.map(\.content.text).joined())
    case .integerLiteralExpr(let node):
      return number(node.literal.text).map { .number($0) } ?? .unknown
    case .booleanLiteralExpr(let node): return .truth(node.literal.tokenKind == .keyword(.true))
    case .nilLiteralExpr: return .nothing
    case .regexLiteralExpr(let node):
      return literal(node.regex.text, at: expression)
    case .declReferenceExpr(let node): return reference(node, scope)
    case .memberAccessExpr(let node): return member(node, scope, type)
    case .functionCallExpr(let node): return call(node, scope, type)
    case .subscriptCallExpr(let node): return element(node, scope)
    case .sequenceExpr(let node): return evaluate(Array(node.elements)[...], scope, node, type)
    case .ternaryExpr(let node):
      _ = evaluate(node.condition, scope)
      return .either(
        evaluate(node.thenExpression, scope, expecting: type),
        evaluate(node.elseExpression, scope, expecting: type)
      )
    case .tupleExpr(let node):
      if let only = node.onlyExpression { return evaluate(only, scope, expecting: type) }
      return .tuple(node.elements.map { ($0.label?.plainText, evaluate($0.expression, scope)) })
    case .arrayExpr(let node):
      return .list(node.elements.map { evaluate($0.expression, scope, expecting: type) })
    case .dictionaryExpr(let node):
      guard case .elements(let elements) = node.content else { return .map([]) }
      return .map(elements.map { (evaluate($0.key, scope), evaluate($0.value, scope)) })
    case .closureExpr(let node):
      if isRecording, scope.file == file { recordClosure(node, scope) }
      return .function(.closure(node, scope))
    case .keyPathExpr(let node): return keyPath(node, scope)
    case .tryExpr(let node): return evaluate(node.expression, scope, expecting: type)
    case .awaitExpr(let node): return evaluate(node.expression, scope, expecting: type)
    case .unsafeExpr(let node): return evaluate(node.expression, scope, expecting: type)
    case .forceUnwrapExpr(let node):
      return evaluate(node.expression, scope, expecting: type).unwrapped
    case .optionalChainingExpr(let node): return evaluate(node.expression, scope).unwrapped
    case .inOutExpr(let node): return evaluate(node.expression, scope)
    case .consumeExpr(let node): return evaluate(node.expression, scope)
    case .copyExpr(let node): return evaluate(node.expression, scope)
    case .borrowExpr(let node): return evaluate(node.expression, scope)
    case .prefixOperatorExpr(let node):
      let value = evaluate(node.expression, scope)
      if node.operator.text == "-", let number = value.number { return .number(0 &- number) }
      if node.operator.text == "!", let truth = value.truth { return .truth(!truth) }
      return custom(node.operator.text, [value], scope, expression) ?? .unknown
    case .postfixOperatorExpr(let node):
      let value = evaluate(node.expression, scope)
      return custom(node.operator.text, [value], scope, expression) ?? .unknown
    case .genericSpecializationExpr(let node): return evaluate(node.expression, scope)
    case .ifExpr(let node): return conditional(node, scope, type).value
    case .switchExpr(let node): return choice(node, scope, type).value
    case .macroExpansionExpr(let node): return macro(node, scope)
    case .typeExpr(let node):
      return mainTypeName(node.type).map { .type(resolved($0, scope.file)) } ?? .unknown
    case .superExpr: return scope.currentThis?.value ?? .unknown
    case .asExpr(let node): return evaluate(node.expression, scope)
    case .infixOperatorExpr(let node):
      return evaluate([node.leftOperand, node.operator, node.rightOperand][...], scope, node, type)
    case .postfixIfConfigExpr(let node): return node.base.map { evaluate($0, scope) } ?? .unknown
    default:
      for child in expression.children(viewMode: .sourceAccurate) {
        if let part = child.as(ExprSyntax.self) { _ = evaluate(part, scope) }
      }
      return .unknown
    }
  }

  /// A text that stands in the source.
  func literal(_ text: String, at node: some SyntaxProtocol) -> Value {
    .text([Text(folded: FoldedText(text), origin: node.id, isLiteral: true)])
  }

  func number(_ text: String) -> Int? {
    let digits = text.filter { $0 != "_" }
    for (prefix, radix) in [("0x", 16), ("0b", 2), ("0o", 8)] where digits.hasPrefix(prefix) {
      return Int(digits.dropFirst(2), radix: radix)
    }
    return Int(digits)
  }

  /// The text of a literal, its escapes resolved and its interpolations folded.
  private func string(_ literal: StringLiteralExprSyntax, _ scope: Scope) -> Value {
    var isPlain = true
    var texts = [Text(folded: FoldedText(""))]
    for segment in literal.segments {
      switch segment {
      case .stringSegment:
        let alone = literal.with(\.segments, [segment])
        let text = alone.representedLiteralValue.map(FoldedText.init) ?? .unknown
        texts = product(texts, [Text(folded: text)])
      case .expressionSegment(let interpolation):
        isPlain = false
        let parts = interpolation.expressions.map { evaluate($0.expression, scope) }
        let isOne = parts.count == 1 && interpolation.expressions.first?.label == nil
        texts = product(texts, isOne ? printed(parts[0], scope, literal) : [.unknown])
      }
    }
    return .text(
      texts.map { text in
        var text = text
        text.origin = literal.id
        text.isLiteral = isPlain
        return text
      }
    )
  }

  /// What a value is in an interpolation.
  func printed(_ value: Value, _ scope: Scope, _ node: some SyntaxProtocol) -> [Text] {
    switch value {
    case .text(let texts): return texts
    case .number(let number): return [Text(folded: FoldedText(String(number)))]
    case .truth(let truth): return [Text(folded: FoldedText(String(truth)))]
    case .nothing: return [Text(folded: FoldedText("nil"))]
    case .type(let name):
      return [
        Text(
          folded: FoldedText(name),
          steps: [step("the type is called '\(name)'", at: node, in: scope.file)]
        )
      ]
    case .member(let type, let name, let payload):
      if let text = knownMember("description", of: value, type: type, scope), text.isText {
        return text.knownTexts
      }
      guard payload.isEmpty else { return [.unknown] }
      return [
        Text(
          folded: FoldedText(name),
          steps: [step("the case is called '\(name)'", at: node, in: scope.file)]
        )
      ]
    case .object(let object):
      if let type = object.types.first,
        let text = knownMember("description", of: value, type: type, scope), text.isText
      {
        return text.knownTexts
      }
      return [.unknown]
    case .any(let values):
      return Array(values.flatMap { printed($0, scope, node) }.prefix(Value.maximumAlternatives))
    case .list(let values):
      return joined(values.map { printed($0, scope, node) }, by: [Text(folded: FoldedText(", "))])
    default: return [.unknown]
    }
  }

  // MARK: Texts

  func product(_ left: [Text], _ right: [Text]) -> [Text] {
    let right = left.count * right.count <= Value.maximumAlternatives ? right : [.unknown]
    return left.flatMap { first in
      right.map { second in
        var text = first
        text.folded.append(second.folded)
        text.steps = Array((first.steps + second.steps).prefix(16))
        text.parts = [first, second].flatMap { $0.origin == nil ? $0.parts : [$0.folded] }
        text.isLiteral = false
        text.origin = nil
        return text
      }
    }
  }

  func joined(_ elements: [[Text]], by separator: [Text]) -> [Text] {
    guard var texts = elements.first, elements.count <= 4096 else {
      return [Text(folded: FoldedText(""))]
    }
    let hasSeparator = separator.count != 1 || separator[0].literal != ""
    for element in elements.dropFirst() {
      texts = product(hasSeparator ? product(texts, separator) : texts, element)
    }
    return texts
  }

  /// Two values with `+` between them.
  func sum(_ left: Value, _ right: Value, _ node: some SyntaxProtocol, _ file: Int) -> Value {
    switch (left, right) {
    case (.number(let first), .number(let second)): return .number(first &+ second)
    case (.list(let first), .list(let second)): return .list(first + second)
    case (.list(let first), .text): return second(right).map { .list(first + $0) } ?? .unknown
    default:
      // A sum of which no part is text is none.
      guard left.hasText || right.hasText else { return .unknown }
      let value = Value.text(product(left.addable, right.addable))
      return arisen(value, at: node)
    }
    func second(_ value: Value) -> [Value]? { value.elements }
  }

  // MARK: Names

  private func reference(_ node: DeclReferenceExprSyntax, _ scope: Scope) -> Value {
    let name = node.baseName.plainText
    switch name {
    case "self": return scope.currentThis?.value ?? .unknown
    case "Self": return scope.currentType.map { .type($0) } ?? .unknown
    default:
      if name.first.map({ !$0.isLetter && $0 != "_" && $0 != "$" }) == true {
        let items = declarations.globals(name, from: scope.file)
        return items.first.map { constant($0, name) } ?? .function(.builtin(name))
      }
      if let index = name.first == "$" ? scope.find(name) : nil { return index.value }
      return lookUp(name, scope, at: node)
    }
  }

  /// Something after a point.
  private func member(_ node: MemberAccessExprSyntax, _ scope: Scope, _ type: String?) -> Value {
    let name = node.declName.baseName.plainText
    guard let base = node.base else {
      guard let type else { return .unknown }
      let target = resolved(type, scope.file)
      note(base: [type, target], for: node.id)
      return member(name, of: .type(target), scope, node)
    }
    let value = evaluate(base, scope)
    if case .type(let target) = value { note(base: [target], for: node.id) }
    if name == "self" { return value }
    return member(name, of: value, scope, node)
  }

  /// A member of a value.
  func member(_ name: String, of value: Value, _ scope: Scope, _ node: some SyntaxProtocol) -> Value
  {
    switch value {
    case .any(let values):
      return .either(values.filter { !$0.isNothing }.map { member(name, of: $0, scope, node) })
    case .type(let type):
      if let found = knownMember(name, of: value, type: type, scope) { return found }
      switch name {
      case "allCases":
        let cases = declarations.cases(of: type, from: scope.file)
        return cases.isEmpty
          ? .unknown
          : .list(cases.map { .member(type: type, name: $0.node.name.plainText, payload: []) })
      case "init": return .function(.builtin(type))
      default:
        if declarations.hasType(name, from: scope.file) { return .type(name) }
        if name.first?.isUppercase == true {
          return .type(declarations.aliasTarget(of: name, from: scope.file) ?? name)
        }
        let isInstance = ["shared", "default", "main", "instance", "current", "standard"].contains(
          name
        )
        return isInstance ? .object(Object(types: [type])) : .unknown
      }
    case .member(let type, let case_, _):
      if let found = knownMember(name, of: value, type: type, scope) {
        return arisen(found, at: node, keepingLiterals: true)
      }
      if name == "rawValue" { return rawValue(of: case_, type, scope, node) }
      if name == "hashValue" || name == "id" { return .unknown }
      return .unknown
    case .object(let object):
      if let found = object.fields[name] { return found }
      for type in object.types.prefix(1) {
        if let found = knownMember(name, of: value, type: type, scope) {
          return arisen(found, at: node, keepingLiterals: true)
        }
      }
      if name == "wrappedValue" || name == "value" || name == "pointee" || name == "projectedValue",
        let content = object.contents.first
      {
        return content
      }
      return .unknown
    case .tuple(let parts):
      if let index = Int(name), parts.indices.contains(index) { return parts[index].value }
      return parts.first { $0.label == name }?.value ?? .unknown
    default:
      if let found = builtinProperty(name, of: value, scope, node) {
        return found
      }
      if value.hasText || value.elements != nil {
        let type = value.hasText ? "String" : "Array"
        if let found = knownMember(name, of: value, type: type, scope) {
          return arisen(found, at: node, keepingLiterals: true)
        }
        return .function(.method(name, of: value))
      }
      return .unknown
    }
  }

  /// A member that the files declare.
  func knownMember(_ name: String, of value: Value, type: String, _ scope: Scope) -> Value? {
    if case .object(let object) = value, let field = object.fields[name] { return field }
    // In an extension of a protocol, the member of the type that conforms is meant.
    let own = value.typeName.map { declarations.members(name, of: $0, from: scope.file) } ?? []
    let items = own.isEmpty ? declarations.members(name, of: type, from: scope.file) : own
    guard !items.isEmpty, depth < 16 else { return nil }
    if items.count == 1 || items.allSatisfy({ !$0.node.is(FunctionDeclSyntax.self) }) {
      return .either(items.map { memberValue($0, name, of: value, type) })
    }
    return memberValue(items[0], name, of: value, type)
  }

  private func memberValue(
    _ item: Declarations.Item,
    _ name: String,
    of value: Value,
    _ type: String
  ) -> Value {
    if let element = item.node.as(EnumCaseElementSyntax.self) {
      if element.parameterClause != nil { return .function(.enumCase(type: type, name: name)) }
      return .member(type: type, name: name, payload: [])
    }
    if let binding = item.node.as(PatternBindingSyntax.self) {
      let isStatic = binding.declaration?.isStatic ?? false
      return constant(item, name, this: isStatic ? .type(type) : value)
    }
    return constant(item, name, this: value)
  }

  /// What a case stands for.
  private func rawValue(
    of name: String,
    _ type: String,
    _ scope: Scope,
    _ node: some SyntaxProtocol
  ) -> Value {
    let cases = declarations.cases(of: type, from: scope.file)
    guard let index = cases.firstIndex(where: { $0.node.name.plainText == name }) else {
      return .unknown
    }
    let found = cases[index]
    if let raw = found.node.rawValue?.value {
      return inlined(nil) {
        let value = evaluate(raw, Scope(parent: nil, file: found.file))
        return adding(
          { "the raw value of '\(name)' is \($0)" },
          to: value,
          at: found.node,
          in: found.file
        )
      }
    }
    let isNumber = declarations.inherited(by: type, from: scope.file).contains {
      $0.contains("Int")
    }
    guard !isNumber else { return .number(index) }
    let text = Text(
      folded: FoldedText(name),
      origin: found.node.id,
      steps: [
        step("the case '\(name)' has its name for a raw value", at: found.node, in: found.file)
      ]
    )
    return .text([text])
  }

  private func keyPath(_ node: KeyPathExprSyntax, _ scope: Scope) -> Value {
    var names: [String] = []
    for component in node.components {
      switch component.component {
      case .property(let property): names.append(property.declName.baseName.plainText)
      case .subscript(let subscripted):
        for argument in subscripted.arguments { _ = evaluate(argument.expression, scope) }
      default: break
      }
    }
    return .keyPath(names)
  }

  func apply(keyPath names: [String], to value: Value, _ scope: Scope, _ node: some SyntaxProtocol)
    -> Value
  {
    names.reduce(value) { $1 == "self" ? $0 : member($1, of: $0, scope, node) }
  }

  private func macro(_ node: MacroExpansionExprSyntax, _ scope: Scope) -> Value {
    for argument in node.arguments { _ = evaluate(argument.expression, scope) }
    switch node.macroName.text {
    case "function":
      guard let name = functionName else { return .unknown }
      return arisen(
        adding({ "#function is \($0)" }, to: .text(name), at: node, in: scope.file),
        at: node
      )
    case "fileID", "file", "filePath":
      let path = declarations.file(scope.file).path
      return arisen(
        adding({ "#\(node.macroName.text) is \($0)" }, to: .text(path), at: node, in: scope.file),
        at: node
      )
    default: return .unknown
    }
  }

  // MARK: Subscripts

  private func element(_ node: SubscriptCallExprSyntax, _ scope: Scope) -> Value {
    let base = evaluate(node.calledExpression, scope)
    let arguments = node.arguments.map { ($0.label?.plainText, evaluate($0.expression, scope)) }
    guard let first = arguments.first else { return .unknown }
    if first.0 == "keyPath", case .keyPath(let names) = first.1 {
      return apply(keyPath: names, to: base, scope, node)
    }
    let fallback = arguments.first { $0.0 == "default" }?.1
    return .either(
      base.alternatives.map { element(of: $0, first.1, fallback, arguments, scope, node) }
    )
  }

  private func element(
    of base: Value,
    _ key: Value,
    _ fallback: Value?,
    _ arguments: [(String?, Value)],
    _ scope: Scope,
    _ node: SubscriptCallExprSyntax
  ) -> Value {
    switch base {
    case .list(let values):
      if let index = key.number { return values.indices.contains(index) ? values[index] : .unknown }
      return .either(values.prefix(Value.maximumAlternatives))
    case .map(let pairs):
      let found = pairs.first { $0.key.equals(key) == true }?.value
      if let found { return found }
      let isKnown = pairs.allSatisfy { $0.key.equals(key) == false }
      let all = isKnown ? [] : pairs.prefix(Value.maximumAlternatives).map(\.value)
      return .either(all + [fallback ?? .nothing])
    case .object(let object):
      guard let type = object.types.first else { return fallback ?? .unknown }
      let items = declarations.members("subscript", of: type, from: scope.file)
      guard let item = items.first, let declaration = item.node.as(SubscriptDeclSyntax.self) else {
        return fallback.map { .either(.unknown, $0) } ?? .unknown
      }
      return arisen(
        callSubscript(declaration, item.file, base, type, arguments),
        at: node,
        keepingLiterals: true
      )
    case .type(let type):
      let items = declarations.members("subscript", of: type, from: scope.file)
      guard let item = items.first, let declaration = item.node.as(SubscriptDeclSyntax.self) else {
        return .unknown
      }
      return arisen(
        callSubscript(declaration, item.file, base, type, arguments),
        at: node,
        keepingLiterals: true
      )
    default: return fallback.map { .either(.unknown, $0) } ?? .unknown
    }
  }

  // MARK: Operators

  /// A sequence of operands and operators, which the parser leaves as a list.
  ///
  /// Split by the weakest operator first.
  func evaluate(
    _ parts: ArraySlice<ExprSyntax>,
    _ scope: Scope,
    _ node: some SyntaxProtocol,
    _ type: String? = nil
  ) -> Value {
    guard let first = parts.first else { return .unknown }
    if parts.count == 1 { return evaluate(first, scope, expecting: type) }
    if parts.count > 400 { return long(parts, scope, node) }
    if let index = parts.firstIndex(where: { $0.isAssignment }), index > parts.startIndex {
      return assign(parts[..<index], parts[index], parts[(index + 1)...], scope, node)
    }
    if let index = parts.firstIndex(where: { $0.is(UnresolvedTernaryExprSyntax.self) }),
      let ternary = parts[index].as(UnresolvedTernaryExprSyntax.self)
    {
      let condition = evaluate(parts[..<index], scope, node)
      let left = evaluate(ternary.thenExpression, scope, expecting: type)
      let right = evaluate(parts[(index + 1)...], scope, node, type)
      return condition.truth.map { $0 ? left : right } ?? .either(left, right)
    }
    // `x as String` is what x is.
    if let index = parts.lastIndex(where: { $0.is(UnresolvedAsExprSyntax.self) }),
      index > parts.startIndex
    {
      if index + 2 >= parts.endIndex {
        let target = parts.last?.as(TypeExprSyntax.self).flatMap { mainTypeName($0.type) }
        let value = evaluate(parts[..<index], scope, node, target)
        if value.isUnknown, let written = parts.last?.as(TypeExprSyntax.self)?.type {
          return typed(written, scope.file)
        }
        return value
      }
    }
    for operators in Self.precedence {
      let isRightToLeft = operators.contains("??")
      let matches = { (part: ExprSyntax) in part.operatorText.map(operators.contains) ?? false }
      let index = isRightToLeft ? parts.firstIndex(where: matches) : parts.lastIndex(where: matches)
      guard let index, index > parts.startIndex, index + 1 < parts.endIndex,
        let name = parts[index].operatorText
      else { continue }
      let left = evaluate(parts[..<index], scope, node, name == "??" ? type : nil)
      let right = evaluate(parts[(index + 1)...], scope, node, type)
      noteParts([left, right], of: node, scope)
      return combined(left, name, right, scope, node)
    }
    if let index = parts.lastIndex(where: { $0.operatorText != nil }), index > parts.startIndex,
      index + 1 < parts.endIndex
    {
      let left = evaluate(parts[..<index], scope, node)
      let right = evaluate(parts[(index + 1)...], scope, node)
      noteParts([left, right], of: node, scope)
      return custom(parts[index].operatorText ?? "", [left, right], scope, node) ?? .unknown
    }
    for part in parts where part.operatorText == nil { _ = evaluate(part, scope) }
    return .unknown
  }

  /// Takes note of texts that came about among the operands, which have no expression of their own.
  private func noteParts(_ values: [Value], of node: some SyntaxProtocol, _ scope: Scope) {
    guard isRecording, scope.file == file else { return }
    for value in values where value.knownTexts.contains(where: { $0.origin == node.id }) {
      note(value, for: node.id)
    }
  }

  private static let precedence: [Set<String>] = [
    ["||"], ["&&"], ["==", "!=", "<", ">", "<=", ">=", "===", "!==", "~="], ["??"],
    ["+", "-", "&+", "&-", "|", "^"],
    ["*", "/", "%", "&*", "&"], ["<<", ">>"], ["..<", "..."],
  ]

  /// A sum of more parts than functions may run within each other.
  private func long(_ parts: ArraySlice<ExprSyntax>, _ scope: Scope, _ node: some SyntaxProtocol)
    -> Value
  {
    let isSum = parts.allSatisfy { $0.operatorText == nil || $0.operatorText == "+" }
    var value: Value?
    for part in parts where part.operatorText == nil {
      let next = evaluate(part, scope)
      value = isSum ? value.map { sum($0, next, node, scope.file) } ?? next : .unknown
    }
    return value ?? .unknown
  }

  private func combined(
    _ left: Value,
    _ name: String,
    _ right: Value,
    _ scope: Scope,
    _ node: some SyntaxProtocol
  ) -> Value {
    switch name {
    case "??":
      if left.isNothing { return right }
      return left.alternatives.contains { $0.isNothing || $0.isUnknown || $0.isObject }
        ? .either(left.unwrapped, right) : left
    case "+", "&+":
      if let value = custom(name, [left, right], scope, node) { return value }
      return sum(left, right, node, scope.file)
    case "-", "&-":
      return arithmetic(left, right) { $0.subtractingReportingOverflow($1).partialValue }
    case "*", "&*":
      return arithmetic(left, right) { $0.multipliedReportingOverflow(by: $1).partialValue }
    case "/":
      return arithmetic(left, right) {
        $1 == 0 ? 0 : $0.dividedReportingOverflow(by: $1).partialValue
      }
    case "%":
      return arithmetic(left, right) {
        $1 == 0 ? 0 : $0.remainderReportingOverflow(dividingBy: $1).partialValue
      }
    case "&", "|", "^", "<<", ">>":
      return custom(name, [left, right], scope, node)
        ?? arithmetic(left, right) { first, second in
          switch name {
          case "&": first & second
          case "|": first | second
          case "^": first ^ second
          case "<<": first << second
          default: first >> second
          }
        }
    case "==", "===": return left.equals(right).map { .truth($0) } ?? .unknown
    case "!=", "!==": return left.equals(right).map { .truth(!$0) } ?? .unknown
    case "<": return comparison(left, right, <)
    case ">": return comparison(left, right, >)
    case "<=": return comparison(left, right, <=)
    case ">=": return comparison(left, right, >=)
    case "&&":
      if left.truth == false || right.truth == false { return .truth(false) }
      return left.truth == true ? right : .unknown
    case "||":
      if left.truth == true || right.truth == true { return .truth(true) }
      return left.truth == false ? right : .unknown
    case "..<", "...":
      guard let low = left.number, let high = right.number, high - low < 512, high >= low else {
        return .unknown
      }
      return .list((low..<(name == "..." ? high + 1 : high)).map { .number($0) })
    default: return .unknown
    }
  }

  private func arithmetic(_ left: Value, _ right: Value, _ body: (Int, Int) -> Int) -> Value {
    guard let first = left.number, let second = right.number else { return .unknown }
    return .number(body(first, second))
  }

  private func comparison(_ left: Value, _ right: Value, _ body: (Int, Int) -> Bool) -> Value {
    guard let first = left.number, let second = right.number else { return .unknown }
    return .truth(body(first, second))
  }

  /// An operator that the files declare.
  func custom(_ name: String, _ operands: [Value], _ scope: Scope, _ node: some SyntaxProtocol)
    -> Value?
  {
    var items = declarations.globals(name, from: scope.file)
    for type in operands.flatMap(\.alternatives).compactMap(\.typeName) {
      items += declarations.members(name, of: type, from: scope.file)
    }
    guard
      let item = items.first(where: {
        $0.node.as(FunctionDeclSyntax.self)?.signature.parameterClause.parameters.count
          == operands.count
      }), let function = item.node.as(FunctionDeclSyntax.self)
    else { return nil }
    return callFunction(
      function,
      item.file,
      owner: nil,
      operands.map { Argument(label: nil, value: $0) },
      scope,
      node
    )
  }

  // MARK: Assignments

  private func assign(
    _ target: ArraySlice<ExprSyntax>,
    _ operation: ExprSyntax,
    _ parts: ArraySlice<ExprSyntax>,
    _ scope: Scope,
    _ node: some SyntaxProtocol
  ) -> Value {
    guard target.count == 1, let left = target.first else {
      _ = evaluate(parts, scope, node)
      return .unknown
    }
    if left.is(DiscardAssignmentExprSyntax.self) { return evaluate(parts, scope, node) }
    let name = operation.operatorText ?? "="
    if name == "=" {
      let type = expectedType(of: left, scope)
      let value = evaluate(parts, scope, node, type)
      store(value, in: left, scope)
      return value
    }
    let old = evaluate(left, scope)
    let right = evaluate(parts, scope, node)
    let value: Value
    switch name {
    case "+=": value = sum(old, right, node, scope.file)
    case "-=": value = arithmetic(old, right) { $0 &- $1 }
    case "*=": value = arithmetic(old, right) { $0 &* $1 }
    default: value = .unknown
    }
    store(value, in: left, scope)
    return value
  }

  /// The type that a variable is declared with, where its value is one of it.
  private func expectedType(of target: ExprSyntax, _ scope: Scope) -> String? {
    let old = silently { evaluate(target, scope) }
    return old.alternatives.compactMap(\.typeName).first
  }

  /// Puts a value where an expression points to.
  func store(_ value: Value, in target: ExprSyntax, _ scope: Scope) {
    switch target.as(ExprSyntaxEnum.self) {
    case .declReferenceExpr(let node):
      let name = node.baseName.plainText
      if name == "self" {
        if let this = scope.currentThis { set(this, value) }
      } else if let variable = scope.find(name) {
        set(variable, value)
      } else if let this = scope.currentThis, case .object(var object) = this.value {
        object.fields[name] = value
        set(this, .object(object))
      }
    case .memberAccessExpr(let node):
      guard let base = node.base else { return }
      let old = silently { evaluate(base, scope) }
      guard case .object(var object) = old else { return }
      object.fields[node.declName.baseName.plainText] = value
      store(.object(object), in: base, scope)
    case .subscriptCallExpr(let node):
      let old = silently { evaluate(node.calledExpression, scope) }
      guard let argument = node.arguments.first else { return }
      let key = silently { evaluate(argument.expression, scope) }
      switch old {
      case .map(var pairs):
        pairs.removeAll { $0.key.equals(key) == true }
        pairs.append((key, value))
        store(.map(pairs), in: node.calledExpression, scope)
      case .list(var values):
        guard let index = key.number, values.indices.contains(index) else { return }
        values[index] = value
        store(.list(values), in: node.calledExpression, scope)
      default: return
      }
    case .tupleExpr(let node):
      if case .tuple(let parts) = value, parts.count == node.elements.count {
        for (element, part) in zip(node.elements, parts) {
          store(part.value, in: element.expression, scope)
        }
      } else if let only = node.onlyExpression {
        store(value, in: only, scope)
      }
    case .forceUnwrapExpr(let node): store(value, in: node.expression, scope)
    case .optionalChainingExpr(let node): store(value, in: node.expression, scope)
    case .inOutExpr(let node): store(value, in: node.expression, scope)
    default: return
    }
  }
}

extension ExprSyntax {
  /// Whether this part of a sequence is `=`, `+=` or the like.
  fileprivate var isAssignment: Bool {
    if self.is(AssignmentExprSyntax.self) { return true }
    guard let text = operatorText else { return false }
    return text.count > 1 && text.hasSuffix("=")
      && !["==", "!=", "<=", ">=", "===", "!==", "~="].contains(text)
  }
}

extension Value {
  /// Whether it may be a text.
  var hasText: Bool { alternatives.contains { $0.isText } }

  var isObject: Bool { if case .object = self { true } else { false } }

  /// The texts as a part of a sum: what is no text is unknown.
  fileprivate var addable: [Text] {
    let texts = alternatives.flatMap { value -> [Text] in
      if case .text(let texts) = value { texts } else { [.unknown] }
    }
    return texts.isEmpty ? [.unknown] : texts
  }

  /// The name of the type that it is an instance of.
  var typeName: String? {
    switch self {
    case .object(let object): object.types.first
    case .member(let type, _, _): type
    default: nil
    }
  }
}
