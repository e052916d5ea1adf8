extension Parser {
  mutating func variables(isExported: Bool) -> StatementKind {
    let isConstant = token.text != "let" && token.text != "var"
    advance()
    var declarators: [VariableDeclaration.Declarator] = []
    repeat {
      let start = index
      guard let pattern = bindingPattern() else {
        failUnexpected()
        break
      }
      _ = take("!")
      let type = take(":") ? type() : .none
      let value = take("=") ? assignment() : nil
      declarators.append(
        VariableDeclaration.Declarator(
          pattern: pattern,
          type: type,
          value: value,
          range: range(from: start)
        )
      )
    } while take(",")
    endStatement()
    return .variables(
      VariableDeclaration(isConstant: isConstant, isExported: isExported, declarators: declarators)
    )
  }

  /// `declare …`: what another file holds, of which only the types count.
  mutating func declaration() -> StatementKind {
    advance()
    let start = index
    let declared = statement()
    switch declared.kind {
    case .typeAlias, .namespace, .enumeration: return declared.kind
    default: break
    }
    // Literal types of a declaration are texts all the same.
    var texts = TypeText()
    if case .variables(let variables) = declared.kind {
      for declarator in variables.declarators {
        texts.names += declarator.type.names
        texts.texts += declarator.type.texts
      }
    }
    return .typeAlias(tokens[start].text, texts, isExported: false)
  }

  // MARK: Functions

  mutating func functionDeclaration(isExported: Bool, isDefault: Bool) -> StatementKind {
    .function(functionExpression(), isExported: isExported, isDefault: isDefault)
  }

  /// As in `async function* name(…) { … }`.
  mutating func functionExpression() -> Function {
    let start = index
    _ = takeWord("async")
    _ = takeWord("function")
    _ = take("*")
    var name: String?
    if token.kind == .identifier, !token.isPunctuator("(") {
      name = token.text
      advance()
    }
    return function(named: name, from: start)
  }

  /// What follows the name: type parameters, parameters, result and body.
  mutating func function(named name: String?, from start: Int) -> Function {
    skipTypeParameters()
    let parameters = token.isPunctuator("(") ? parameterList() : []
    let result = take(":") ? type() : .none
    var statements: [Statement]?
    if token.isPunctuator("{") {
      statements = block()
    } else {
      endStatement()
    }
    return Function(
      name: name,
      parameters: parameters,
      result: result,
      body: statements,
      expression: nil,
      range: range(from: start)
    )
  }

  mutating func parameterList() -> [Parameter] {
    let end = closing(index)
    advance()
    var parameters: [Parameter] = []
    while index < end {
      let start = index
      let decorators = decorators()
      var isProperty = false
      while token.kind == .identifier,
        ["public", "private", "protected", "readonly", "override"].contains(token.text),
        peek().kind == .identifier || peek().isPunctuator("{") || peek().isPunctuator("[")
      {
        isProperty = true
        advance()
      }
      let isRest = take("...")
      guard let bound = bindingPattern() else {
        failUnexpected()
        break
      }
      _ = take("?")
      let type = take(":") ? type() : .none
      let value = take("=") ? assignment() : nil
      parameters.append(
        Parameter(
          pattern: isRest ? .rest(bound) : bound,
          type: type,
          defaultValue: value,
          decorators: decorators,
          isProperty: isProperty
        )
      )
      if !take(","), index < end {
        failUnexpected()
        break
      }
      if index == start { break }
    }
    index = end
    advance()
    return parameters
  }

  // MARK: Classes

  mutating func decorators() -> [Expression] {
    var decorators: [Expression] = []
    while token.isPunctuator("@") {
      advance()
      decorators.append(leftHandSide())
    }
    return decorators
  }

  mutating func decorated() -> StatementKind {
    let decorators = decorators()
    if token.isWord("export") { return exporting(decorators) }
    _ = takeWord("abstract")
    guard token.isWord("class") else {
      failUnexpected()
      return .expression(Expression(kind: .array(decorators), range: token.range))
    }
    return classDeclaration(decorators, isExported: false, isDefault: false)
  }

  mutating func classDeclaration(
    _ decorators: [Expression],
    isExported: Bool,
    isDefault: Bool
  ) -> StatementKind {
    .type(classExpression(decorators), isExported: isExported, isDefault: isDefault)
  }

  mutating func classExpression(_ decorators: [Expression]) -> ClassDeclaration {
    _ = takeWord("class")
    var name: String?
    var nameRange = token.range
    if token.kind == .identifier, !token.isWord("extends"), !token.isWord("implements") {
      name = token.text
      nameRange = token.range
      advance()
    }
    skipTypeParameters()
    var superclass: Expression?
    var heritage = TypeText()
    if takeWord("extends") {
      superclass = leftHandSide()
      if token.isPunctuator("<") { heritage = typeArguments() ?? .none }
    }
    if takeWord("implements") {
      repeat { heritage.add(type()) } while take(",")
    }
    let members = token.isPunctuator("{") ? classBody() : []
    return ClassDeclaration(
      name: name,
      nameRange: nameRange,
      superclass: superclass,
      heritage: heritage,
      decorators: decorators,
      members: members
    )
  }

  private mutating func classBody() -> [ClassMember] {
    let end = closing(index)
    advance()
    let savedIn = allowsIn
    allowsIn = true
    defer { allowsIn = savedIn }
    let members =
      nested { parser -> [ClassMember] in
        var members: [ClassMember] = []
        while parser.index < end {
          if parser.take(";") { continue }
          let start = parser.index
          if let member = parser.classMember() { members.append(member) }
          if parser.index == start {
            parser.failUnexpected()
            break
          }
        }
        return members
      } ?? []
    index = end
    advance()
    return members
  }

  private static let modifiers: Set<String> = [
    "public", "private", "protected", "static", "abstract", "readonly", "override", "declare",
    "async",
    "accessor", "get", "set",
  ]

  private mutating func classMember() -> ClassMember? {
    let start = index
    let decorators = decorators()
    var found: Set<String> = []
    while token.kind == .identifier, Self.modifiers.contains(token.text) {
      let next = peek()
      // A member may itself be called `get` or `static`.
      if next.kind == .punctuator,
        ["(", "=", ";", ":", "?", "!", "}", "<", ","].contains(next.text)
      {
        break
      }
      if token.text == "static", next.isPunctuator("{") {
        advance()
        let statements = block()
        let key = PropertyKey(name: nil, computed: nil, range: tokens[start].range)
        return ClassMember(key: key, isStatic: true, decorators: [], kind: .staticBlock(statements))
      }
      found.insert(token.text)
      advance()
    }
    _ = take("*")
    guard let key = propertyKey() else {
      // `[key: string]: T` is an index signature.
      return nil
    }
    _ = take("?")
    _ = take("!")
    let isStatic = found.contains("static")
    if token.isPunctuator("(") || token.isPunctuator("<") {
      let function = function(named: key.name, from: start)
      let kind: ClassMember.Kind =
        found.contains("get")
        ? .getter(function)
        : found.contains("set")
          ? .setter(function)
          : key.name == "constructor" && !isStatic ? .constructor(function) : .method(function)
      return ClassMember(key: key, isStatic: isStatic, decorators: decorators, kind: kind)
    }
    let type = take(":") ? type() : .none
    let value = take("=") ? assignment() : nil
    endStatement()
    return ClassMember(
      key: key,
      isStatic: isStatic,
      decorators: decorators,
      kind: .field(type, value)
    )
  }

  /// The name of a member or property.
  mutating func propertyKey() -> PropertyKey? {
    let start = token
    switch start.kind {
    case .identifier, .privateName, .string, .template:
      advance()
      return PropertyKey(name: start.text, computed: nil, range: start.range)
    case .number:
      advance()
      return PropertyKey(name: numberText(start.text), computed: nil, range: start.range)
    case .punctuator where start.text == "[":
      let end = closing(index)
      advance()
      let value = assignment()
      if index != end {
        // An index signature, or a mapped type.
        index = end
        advance()
        _ = take("?")
        if take(":") { _ = type() }
        endStatement()
        return nil
      }
      advance()
      return PropertyKey(
        name: nil,
        computed: value,
        range: start.range.lowerBound..<tokens[end].range.upperBound
      )
    default: return nil
    }
  }

  private func numberText(_ text: String) -> String {
    Int(text).map(String.init) ?? text
  }

  // MARK: Types

  mutating func enumeration(isExported: Bool) -> StatementKind {
    advance()
    let name = token.text
    advance()
    guard token.isPunctuator("{") else {
      failUnexpected()
      return .empty
    }
    let end = closing(index)
    advance()
    var members: [EnumDeclaration.Member] = []
    while index < end {
      guard let key = propertyKey() else {
        failUnexpected()
        break
      }
      let value = take("=") ? assignment() : nil
      members.append(EnumDeclaration.Member(key: key, value: value))
      if !take(",") { break }
    }
    index = end
    advance()
    return .enumeration(EnumDeclaration(name: name, members: members, isExported: isExported))
  }

  mutating func typeAlias(isExported: Bool) -> StatementKind {
    advance()
    let name = token.text
    advance()
    skipTypeParameters()
    expect("=")
    let aliased = type()
    endStatement()
    return .typeAlias(name, aliased, isExported: isExported)
  }

  mutating func interface(isExported: Bool) -> StatementKind {
    advance()
    let name = token.text
    advance()
    skipTypeParameters()
    var content = TypeText()
    if takeWord("extends") {
      repeat { content.add(type()) } while take(",")
    }
    content.add(type())
    return .typeAlias(name, content, isExported: isExported)
  }

  mutating func namespace(isExported: Bool) -> StatementKind {
    if token.text != "global" || !peek().isPunctuator("{") { advance() }
    var name = token.text
    advance()
    while take(".") {
      name = token.text
      advance()
    }
    guard token.isPunctuator("{") else {
      endStatement()
      return .empty
    }
    return .namespace(name, block(), isExported: isExported)
  }

  // MARK: Modules

  mutating func importing() -> StatementKind {
    advance()
    if token.kind == .string {
      let module = token
      advance()
      skipImportAttributes()
      return .importing(
        ImportDeclaration(module: module.text, names: [], isTypeOnly: false, range: module.range)
      )
    }
    var isTypeOnly = false
    if token.isWord("type"), !peek().isWord("from") || peek(2).isWord("from"),
      !peek().isPunctuator(","),
      !peek().isPunctuator("=")
    {
      isTypeOnly = true
      advance()
    }
    if token.isWord("defer"), peek().isPunctuator("*") { advance() }
    var names: [ImportDeclaration.Name] = []
    if token.kind == .identifier {
      let local = token
      advance()
      // `import x = require("…")`, `import x = A.B`
      if take("=") { return importAlias(local, isTypeOnly: isTypeOnly) }
      names.append(
        ImportDeclaration.Name(
          imported: "default",
          local: local.text,
          range: local.range,
          isTypeOnly: isTypeOnly
        )
      )
      _ = take(",")
    }
    if take("*") {
      _ = takeWord("as")
      names.append(
        ImportDeclaration.Name(
          imported: "*",
          local: token.text,
          range: token.range,
          isTypeOnly: isTypeOnly
        )
      )
      advance()
    } else if token.isPunctuator("{") {
      names += importedNames(isTypeOnly: isTypeOnly)
    }
    _ = takeWord("from")
    let module = token
    guard module.kind == .string else {
      failUnexpected()
      return .empty
    }
    advance()
    skipImportAttributes()
    return .importing(
      ImportDeclaration(
        module: module.text,
        names: names,
        isTypeOnly: isTypeOnly || (!names.isEmpty && names.allSatisfy(\.isTypeOnly)),
        range: module.range
      )
    )
  }

  private mutating func importAlias(_ local: Token, isTypeOnly: Bool) -> StatementKind {
    if token.isWord("require"), peek().isPunctuator("("), peek(2).kind == .string {
      let module = peek(2)
      for _ in 0..<4 { advance() }
      endStatement()
      let name = ImportDeclaration.Name(
        imported: "*",
        local: local.text,
        range: local.range,
        isTypeOnly: isTypeOnly
      )
      return .importing(
        ImportDeclaration(
          module: module.text,
          names: [name],
          isTypeOnly: isTypeOnly,
          range: module.range
        )
      )
    }
    let value = assignment()
    endStatement()
    return .variables(
      VariableDeclaration(
        isConstant: true,
        isExported: false,
        declarators: [
          VariableDeclaration.Declarator(
            pattern: .name(local.text, local.range),
            type: .none,
            value: value,
            range: local.range
          )
        ]
      )
    )
  }

  private mutating func skipImportAttributes() {
    if token.isWord("with") || (token.isWord("assert") && !token.followsNewline),
      peek().isPunctuator("{")
    {
      advance()
      index = closing(index)
      advance()
    }
    endStatement()
  }

  /// As in `{ a, b as c, type D, "e" as f }`.
  private mutating func importedNames(isTypeOnly: Bool) -> [ImportDeclaration.Name] {
    var names: [ImportDeclaration.Name] = []
    let end = closing(index)
    advance()
    while index < end {
      var isType = isTypeOnly
      if token.isWord("type"), index + 1 < end, !peek().isPunctuator(","),
        !peek().isWord("as") || peek(2).isWord("as")
      {
        isType = true
        advance()
      }
      let imported = token
      advance()
      var local = imported
      if takeWord("as") {
        local = token
        advance()
      }
      names.append(
        ImportDeclaration.Name(
          imported: imported.text,
          local: local.text,
          range: imported.range,
          isTypeOnly: isType
        )
      )
      if !take(",") { break }
    }
    index = end
    advance()
    return names
  }

  mutating func exporting(_ decorators: [Expression]) -> StatementKind {
    advance()
    let next = peek()
    switch (token.kind, token.text) {
    case (.punctuator, "*"):
      advance()
      var name: String?
      if takeWord("as") {
        name = token.text
        advance()
      }
      _ = takeWord("from")
      let module = token
      advance()
      skipImportAttributes()
      return .exportAll(as: name, from: module.text, at: module.range)
    case (.punctuator, "{"): return exportedNames(isTypeOnly: false)
    case (.punctuator, "="):
      advance()
      let value = expression()
      endStatement()
      return .exportValue(value)
    case (.punctuator, "@"):
      let more = self.decorators()
      return exportedClass(decorators + more, isDefault: false)
    case (.identifier, "default"):
      advance()
      return exportDefault(decorators)
    case (.identifier, "import"):
      let statement = importing()
      return statement
    case (.identifier, "as") where next.isWord("namespace"):
      for _ in 0..<3 { advance() }
      endStatement()
      return .empty
    case (.identifier, "type") where next.isPunctuator("{"):
      advance()
      return exportedNames(isTypeOnly: true)
    case (.identifier, "type") where next.isPunctuator("*"):
      while token.kind != .string, token.kind != .end { advance() }
      advance()
      endStatement()
      return .empty
    case (.identifier, "type") where next.kind == .identifier: return typeAlias(isExported: true)
    case (.identifier, "interface"): return interface(isExported: true)
    case (.identifier, "enum"): return enumeration(isExported: true)
    case (.identifier, "const") where next.isWord("enum"):
      advance()
      return enumeration(isExported: true)
    case (.identifier, "declare"): return declaration()
    case (.identifier, "const"), (.identifier, "let"), (.identifier, "var"), (.identifier, "using"):
      return variables(isExported: true)
    case (.identifier, "function"): return functionDeclaration(isExported: true, isDefault: false)
    case (.identifier, "async"): return functionDeclaration(isExported: true, isDefault: false)
    case (.identifier, "abstract"), (.identifier, "class"):
      return exportedClass(decorators, isDefault: false)
    case (.identifier, "namespace"), (.identifier, "module"): return namespace(isExported: true)
    default:
      failUnexpected()
      return expressionRecovery()
    }
  }

  private mutating func expressionRecovery() -> StatementKind {
    let value = expression()
    endStatement()
    return .expression(value)
  }

  private mutating func exportedClass(_ decorators: [Expression], isDefault: Bool) -> StatementKind
  {
    _ = takeWord("abstract")
    return classDeclaration(decorators, isExported: true, isDefault: isDefault)
  }

  private mutating func exportDefault(_ decorators: [Expression]) -> StatementKind {
    if token.isPunctuator("@") {
      let more = self.decorators()
      return exportedClass(decorators + more, isDefault: true)
    }
    if token.isWord("class") || (token.isWord("abstract") && peek().isWord("class")) {
      return exportedClass(decorators, isDefault: true)
    }
    if token.isWord("function") || (token.isWord("async") && peek().isWord("function")) {
      return functionDeclaration(isExported: true, isDefault: true)
    }
    if token.isWord("interface"), peek().kind == .identifier { return interface(isExported: true) }
    let value = expression()
    endStatement()
    return .exportValue(value)
  }

  private mutating func exportedNames(isTypeOnly: Bool) -> StatementKind {
    var names: [ExportedName] = []
    let end = closing(index)
    advance()
    while index < end {
      if token.isWord("type"), index + 1 < end, !peek().isPunctuator(","), !peek().isWord("as") {
        advance()
      }
      let local = token
      advance()
      var exported = local
      if takeWord("as") {
        exported = token
        advance()
      }
      names.append(ExportedName(local: local.text, exported: exported.text, range: local.range))
      if !take(",") { break }
    }
    index = end
    advance()
    var module: String?
    if token.isWord("from"), peek().kind == .string {
      advance()
      module = token.text
      advance()
      skipImportAttributes()
    } else {
      endStatement()
    }
    return .exportNames(names, from: module, isTypeOnly: isTypeOnly)
  }
}

extension TypeText {
  /// Joins two types.
  mutating func add(_ other: TypeText) {
    names += other.names
    texts += other.texts
  }

  /// A function takes or returns what it names from here on, and holds none of it.
  mutating func releaseNames(from count: Int) {
    for index in count..<names.count { names[index].isHeld = false }
  }
}
