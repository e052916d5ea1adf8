import Lint
import SwiftSyntax

extension Evaluator {
  // MARK: Blocks

  /// Runs statements; false when what follows them does not run.
  func execute(_ statements: CodeBlockItemListSyntax, _ scope: Scope) -> Bool {
    // A function may be called before it is declared.
    for item in statements {
      if case .decl(let declaration) = item.item,
        let function = declaration.as(FunctionDeclSyntax.self)
      {
        scope.variables[function.name.plainText] = Scope.Variable(
          .function(.local(function, scope))
        )
      }
    }
    var goesOn = true
    for item in statements {
      let next = execute(item.item, scope)
      goesOn = goesOn && next
    }
    return goesOn
  }

  /// What statements return: their `return`s, or their only expression.
  func results(of statements: CodeBlockItemListSyntax, _ scope: Scope, expecting type: String?)
    -> Value
  {
    let outer = returned
    returned = []
    defer { returned = outer }
    if let item = statements.first, statements.count == 1 {
      switch item.item {
      case .expr(let expression):
        let value = evaluate(expression, scope, expecting: type)
        return returned.isEmpty ? value : .either(returned)
      case .stmt(let statement):
        if let expression = statement.as(ExpressionStmtSyntax.self)?.expression {
          let value = evaluate(expression, scope, expecting: type)
          return returned.isEmpty ? value : .either(returned)
        }
      default: break
      }
    }
    expectedResult.append(type)
    _ = execute(statements, scope)
    expectedResult.removeLast()
    return .either(returned)
  }

  func execute(_ item: CodeBlockItemSyntax.Item, _ scope: Scope, isTop: Bool = false) -> Bool {
    switch item {
    case .decl(let declaration):
      execute(declaration, scope, isTop: isTop)
      return true
    case .stmt(let statement): return execute(statement, scope)
    case .expr(let expression): return run(expression, scope)
    }
  }

  /// Runs an expression that stands alone.
  private func run(_ expression: ExprSyntax, _ scope: Scope) -> Bool {
    if let node = expression.as(IfExprSyntax.self) { return conditional(node, scope, nil).goesOn }
    if let node = expression.as(SwitchExprSyntax.self) { return choice(node, scope, nil).goesOn }
    _ = evaluate(expression, scope)
    guard let call = expression.as(FunctionCallExprSyntax.self),
      let name = lastName(of: call.calledExpression)
    else { return true }
    return !["fatalError", "preconditionFailure", "exit"].contains(name)
  }

  // MARK: Statements

  private func execute(_ statement: StmtSyntax, _ scope: Scope) -> Bool {
    switch statement.as(StmtSyntaxEnum.self) {
    case .expressionStmt(let node): return run(node.expression, scope)
    case .returnStmt(let node):
      returned.append(
        node.expression.map { evaluate($0, scope, expecting: expectedResult.last ?? nil) }
          ?? .unknown
      )
      return false
    case .throwStmt(let node):
      _ = evaluate(node.expression, scope)
      return false
    case .breakStmt, .continueStmt, .fallThroughStmt: return false
    case .guardStmt(let node):
      // Names that the condition binds are known after it.
      _ = conditions(node.conditions, scope)
      _ = branch(
        [{ self.execute(node.body.statements, scope.nested()) && false }],
        isComplete: false
      )
      return true
    case .forStmt(let node):
      loop(node, scope)
      return true
    case .whileStmt(let node):
      repeatedly(scope, first: { self.conditions(node.conditions, $0) }) {
        _ = self.execute(node.body.statements, $0)
      }
      return true
    case .repeatStmt(let node):
      repeatedly(scope, first: { _ in true }) {
        _ = self.execute(node.body.statements, $0)
        return self.evaluate(node.condition, $0).truth
      }
      return true
    case .doStmt(let node):
      let inner = scope.nested()
      let goesOn = execute(node.body.statements, inner)
      let catches = node.catchClauses.map { clause in
        {
          let inner = scope.nested()
          for item in clause.catchItems {
            if let pattern = item.pattern { self.bind(pattern, to: .unknown, inner) }
            if let condition = item.whereClause?.condition { _ = self.evaluate(condition, inner) }
          }
          return self.execute(clause.body.statements, inner)
        }
      }
      let goesOnCaught = branch(catches, isComplete: false) && !catches.isEmpty
      return goesOn || goesOnCaught
    case .deferStmt(let node): return execute(node.body.statements, scope.nested())
    case .labeledStmt(let node): return execute(node.statement, scope)
    case .yieldStmt(let node):
      for child in node.children(viewMode: .sourceAccurate) {
        if let expression = child.as(ExprSyntax.self) {
          returned.append(evaluate(expression, scope))
        }
      }
      return true
    default:
      for child in statement.children(viewMode: .sourceAccurate) {
        if let expression = child.as(ExprSyntax.self) { _ = evaluate(expression, scope) }
        if let block = child.as(CodeBlockSyntax.self) {
          _ = execute(block.statements, scope.nested())
        }
      }
      return true
    }
  }

  /// Evaluates conditions and binds their names; nil when it is not known whether they hold.
  func conditions(_ list: ConditionElementListSyntax, _ scope: Scope) -> Bool? {
    var truth: Bool? = true
    for element in list {
      switch element.condition {
      case .expression(let expression):
        let value = evaluate(expression, scope).truth
        truth = value == false ? false : truth == true ? value : truth
      case .optionalBinding(let binding):
        var value: Value
        if let expression = binding.initializer?.value {
          value = evaluate(
            expression,
            scope,
            expecting: binding.typeAnnotation.flatMap { mainTypeName($0.type) }
          )
        } else {
          value =
            binding.pattern.boundNames.first.map { lookUp($0, scope, at: binding) } ?? .unknown
        }
        if value.isNothing {
          truth = false
        } else if truth == true, value.literal == nil {
          truth = nil
        }
        value = value.unwrapped
        bind(binding.pattern, to: value, scope)
      case .matchingPattern(let pattern):
        let value = evaluate(pattern.initializer.value, scope)
        let matches = match(pattern.pattern, value, scope)
        truth = matches == false ? false : truth == true ? matches : truth
      case .availability: truth = truth == false ? false : nil
      }
    }
    return truth
  }

  func conditional(_ node: IfExprSyntax, _ scope: Scope, _ type: String?) -> (
    value: Value, goesOn: Bool
  ) {
    var values: [Value] = []
    let inner = scope.nested()
    let truth = conditions(node.conditions, inner)
    var branches: [() -> Bool] = []
    if truth != false {
      branches.append { self.block(node.body.statements, inner, type, &values) }
    } else if isRecording {
      // It is looked at, though it does not count.
      let kept = returned
      _ = branch(
        [{ self.block(node.body.statements, inner, type, &values) && false }],
        isComplete: false
      )
      values = []
      returned = kept
    }
    switch node.elseBody {
    case .codeBlock(let block):
      if truth != true {
        branches.append { self.block(block.statements, scope.nested(), type, &values) }
      } else if isRecording {
        let kept = (values, returned)
        _ = branch(
          [{ self.block(block.statements, scope.nested(), type, &values) && false }],
          isComplete: false
        )
        (values, returned) = kept
      }
    case .ifExpr(let next):
      if truth != true || isRecording {
        branches.append {
          let result = self.conditional(next, scope, type)
          values.append(result.value)
          return result.goesOn
        }
      }
    case nil: break
    }
    let goesOn = branch(branches, isComplete: truth == true || node.elseBody != nil)
    return (.either(values), goesOn)
  }

  private func block(
    _ statements: CodeBlockItemListSyntax,
    _ scope: Scope,
    _ type: String?,
    _ values: inout [Value]
  ) -> Bool {
    if statements.count == 1, case .expr(let expression)? = statements.first?.item,
      !expression.is(IfExprSyntax.self), !expression.is(SwitchExprSyntax.self)
    {
      values.append(evaluate(expression, scope, expecting: type))
      return run(expression, leavingOut: true)
    }
    if statements.count == 1, case .stmt(let statement)? = statements.first?.item,
      let expression = statement.as(ExpressionStmtSyntax.self)?.expression
    {
      if let node = expression.as(IfExprSyntax.self) {
        let result = conditional(node, scope, type)
        values.append(result.value)
        return result.goesOn
      }
      if let node = expression.as(SwitchExprSyntax.self) {
        let result = choice(node, scope, type)
        values.append(result.value)
        return result.goesOn
      }
    }
    return execute(statements, scope)
  }

  private func run(_ expression: ExprSyntax, leavingOut: Bool) -> Bool {
    guard let call = expression.as(FunctionCallExprSyntax.self),
      let name = lastName(of: call.calledExpression)
    else { return true }
    return !["fatalError", "preconditionFailure", "exit"].contains(name)
  }

  func choice(_ node: SwitchExprSyntax, _ scope: Scope, _ type: String?) -> (
    value: Value, goesOn: Bool
  ) {
    let subject = evaluate(node.subject, scope)
    var values: [Value] = []
    var branches: [() -> Bool] = []
    var isSettled = false
    for element in node.cases {
      guard case .switchCase(let branchNode) = element else { continue }
      let inner = scope.nested()
      var mayMatch: Bool? = false
      switch branchNode.label {
      case .default: mayMatch = isSettled ? false : true
      case .case(let label):
        for item in label.caseItems {
          let matches = match(item.pattern, subject, inner)
          if let condition = item.whereClause?.condition {
            _ = evaluate(condition, inner)
            mayMatch = matches == false ? mayMatch : nil
          } else {
            mayMatch = mayMatch == true ? true : matches == false ? mayMatch : matches
          }
        }
      }
      if isSettled { mayMatch = false }
      if mayMatch == false {
        guard isRecording else { continue }
        let kept = (values, returned)
        _ = branch(
          [{ self.block(branchNode.statements, inner, type, &values) && false }],
          isComplete: false
        )
        (values, returned) = kept
        continue
      }
      if mayMatch == true { isSettled = true }
      branches.append {
        let goesOn = self.block(branchNode.statements, inner, type, &values)
        let isBreak = branchNode.statements.last.map { $0.item.is(BreakStmtSyntax.self) } ?? false
        return goesOn || isBreak
      }
    }
    let goesOn = branch(branches, isComplete: true)
    return (.either(values), goesOn)
  }

  /// Whether a value matches a pattern, whose names it binds; nil when it is not known.
  private func match(_ pattern: PatternSyntax, _ value: Value, _ scope: Scope) -> Bool? {
    switch pattern.as(PatternSyntaxEnum.self) {
    case .expressionPattern(let node):
      if let call = node.expression.as(FunctionCallExprSyntax.self),
        call.calledExpression.is(MemberAccessExprSyntax.self)
      {
        let name = lastName(of: call.calledExpression)
        for argument in call.arguments {
          if let inner = argument.expression.as(PatternExprSyntax.self)?.pattern {
            let parts: [Value]
            if case .member(_, _, let payload) = value { parts = payload } else { parts = [] }
            for bound in inner.boundNames {
              scope.variables[bound] = Scope.Variable(parts.count == 1 ? parts[0] : .unknown)
            }
          }
        }
        if case .member(_, let own, _) = value { return own == name ? nil : false }
        return nil
      }
      let type = value.alternatives.compactMap(\.typeName).first
      let expected = evaluate(node.expression, scope, expecting: type)
      if case .list(let range) = expected, let number = value.number {
        return range.contains { $0.number == number }
      }
      guard case .any = value else { return expected.equals(value) }
      let all = value.alternatives.map { expected.equals($0) }
      return all.allSatisfy { $0 == false } ? false : nil
    case .valueBindingPattern(let node):
      bindPattern(node.pattern, value, scope)
      return node.pattern.is(IdentifierPatternSyntax.self) ? true : nil
    case .wildcardPattern: return true
    default:
      for name in pattern.boundNames { scope.variables[name] = Scope.Variable(.unknown) }
      return nil
    }
  }

  private func bindPattern(_ pattern: PatternSyntax, _ value: Value, _ scope: Scope) {
    if let expression = pattern.as(ExpressionPatternSyntax.self) {
      // `case let .some(x)`
      for token in expression.tokens(viewMode: .sourceAccurate) {
        if case .identifier = token.tokenKind {
          scope.variables[token.plainText] = Scope.Variable(.unknown)
        }
      }
    } else {
      bind(pattern, to: value, scope)
    }
  }

  // MARK: Loops

  private func loop(_ node: ForStmtSyntax, _ scope: Scope) {
    let sequence = evaluate(node.sequence, scope)
    if let condition = node.whereClause?.condition {
      let inner = scope.nested()
      bind(node.pattern, to: .unknown, inner)
      _ = evaluate(condition, inner)
    }
    if let elements = sequence.elements, elements.count <= 64, node.whereClause == nil {
      for element in elements {
        let inner = scope.nested()
        bind(node.pattern, to: element, inner)
        _ = execute(node.body.statements, inner)
      }
      if !elements.isEmpty { return }
    }
    repeatedly(
      scope,
      first: { inner in
        self.bind(node.pattern, to: .unknown, inner)
        return nil
      }
    ) { _ = self.execute(node.body.statements, $0) }
  }

  private func repeatedly(_ scope: Scope, first: (Scope) -> Bool?, body: (Scope) -> Void) {
    repeatedly(scope, first: first) {
      body($0)
      return true
    }
  }

  /// Runs a body as often as it is known to run, and else once, as something that may happen.
  private func repeatedly(_ scope: Scope, first: (Scope) -> Bool?, body: (Scope) -> Bool?) {
    for round in 0..<64 {
      let inner = scope.nested()
      switch first(inner) {
      case false?:
        if round == 0, isRecording {
          _ = withoutActuallyEscaping(body) { body in
            branch(
              [
                {
                  _ = body(inner); return false
                }
              ],
              isComplete: false
            )
          }
        }
        return
      case true?:
        guard let again = body(inner) else { return }
        if !again { return }
      case nil:
        _ = withoutActuallyEscaping(body) { body in
          branch(
            [
              {
                _ = body(inner); return true
              }
            ],
            isComplete: false
          )
        }
        return
      }
    }
  }

  // MARK: Declarations

  private func execute(_ declaration: DeclSyntax, _ scope: Scope, isTop: Bool) {
    switch declaration.as(DeclSyntaxEnum.self) {
    case .variableDecl(let node): declare(node, scope, isTop: isTop)
    case .functionDecl(let node):
      guard isRecording else { return }
      if !isTop {
        scope.variables[node.name.plainText] = Scope.Variable(.function(.local(node, scope)))
      }
      runFunction(
        node.signature.parameterClause.parameters,
        node.body,
        node.signatureText,
        node.attributes,
        node.signature.returnClause?.type,
        scope
      )
    case .structDecl(let node): runType(node.name.plainText, node.memberBlock, scope)
    case .classDecl(let node): runType(node.name.plainText, node.memberBlock, scope)
    case .actorDecl(let node): runType(node.name.plainText, node.memberBlock, scope)
    case .enumDecl(let node): runType(node.name.plainText, node.memberBlock, scope)
    case .protocolDecl(let node): runType(node.name.plainText, node.memberBlock, scope)
    case .extensionDecl(let node):
      runType(typeNames(in: node.extendedType).last ?? "", node.memberBlock, scope)
    case .ifConfigDecl(let node):
      for clause in node.clauses {
        guard case .statements(let statements)? = clause.elements else { continue }
        for item in statements where !skips(item.item) {
          _ = execute(item.item, scope, isTop: isTop)
        }
      }
    case .macroExpansionDecl(let node):
      for argument in node.arguments { _ = evaluate(argument.expression, scope) }
      if let closure = node.trailingClosure { _ = evaluate(ExprSyntax(closure), scope) }
    default: return
    }
  }

  private func declare(_ node: VariableDeclSyntax, _ scope: Scope, isTop: Bool) {
    runAttributes(node.attributes, scope)
    for binding in node.bindings {
      let type = binding.typeAnnotation?.type
      var value: Value = .unknown
      if let initializer = binding.initializer?.value {
        value = evaluate(initializer, scope, expecting: type.flatMap { mainTypeName($0) })
      } else if type?.isOptional == true {
        value = .nothing
      }
      if let block = binding.accessorBlock {
        value = runAccessors(block, binding, type, node.attributes, scope) ?? value
      }
      if value.isUnknown { value = typed(type, scope.file) }
      guard !isTop else { continue }
      bind(binding.pattern, to: value, scope)
    }
  }

  func runAttributes(_ attributes: AttributeListSyntax, _ scope: Scope) {
    guard isRecording else { return }
    for attribute in attributes {
      guard case .argumentList(let arguments)? = attribute.as(AttributeSyntax.self)?.arguments
      else { continue }
      for argument in arguments { _ = evaluate(argument.expression, scope) }
    }
  }

  private func runAccessors(
    _ block: AccessorBlockSyntax,
    _ binding: PatternBindingSyntax,
    _ type: TypeSyntax?,
    _ attributes: AttributeListSyntax,
    _ scope: Scope
  ) -> Value? {
    let name = binding.pattern.boundNames.first
    var value: Value?
    let inner = Scope(parent: scope, file: scope.file)
    let outer = functionName
    functionName = name
    defer { functionName = outer }
    func run(_ statements: CodeBlockItemListSyntax) -> Value {
      if let builder = builder(of: attributes, scope.file) {
        return built(statements, by: builder, inner)
      }
      return results(of: statements, inner, expecting: type.flatMap { mainTypeName($0) })
    }
    switch block.accessors {
    case .getter(let statements):
      _ = branch(
        [
          {
            value = run(statements); return false
          }
        ],
        isComplete: false
      )
      value.map { note($0, for: block.id) }
    case .accessors(let list):
      for accessor in list {
        guard let body = accessor.body else { continue }
        let isGetter = ["get", "_read"].contains(accessor.accessorSpecifier.text)
        for name in ["newValue", "oldValue"] { inner.variables[name] = Scope.Variable(.unknown) }
        if let name = accessor.parameters?.name.plainText {
          inner.variables[name] = Scope.Variable(.unknown)
        }
        var result: Value = .unknown
        _ = branch(
          [
            {
              result = run(body.statements); return false
            }
          ],
          isComplete: false
        )
        if isGetter {
          value = result
          note(result, for: block.id)
        }
      }
    }
    return value
  }

  /// Runs a function with arguments of which nothing is known.
  func runFunction(
    _ parameters: FunctionParameterListSyntax,
    _ body: CodeBlockSyntax?,
    _ name: String,
    _ attributes: AttributeListSyntax,
    _ result: TypeSyntax?,
    _ scope: Scope
  ) {
    let inner = Scope(parent: scope, file: scope.file)
    for parameter in parameters {
      var value = typed(parameter.type, scope.file)
      if let standard = parameter.defaultValue?.value {
        let given = evaluate(standard, scope, expecting: mainTypeName(parameter.type))
        value = .either(
          adding(
            { "'\((parameter.secondName ?? parameter.firstName).plainText)' is \($0) by default" },
            to: given,
            at: parameter,
            in: scope.file
          ),
          value
        )
      }
      inner.variables[(parameter.secondName ?? parameter.firstName).plainText] = Scope.Variable(
        value
      )
    }
    runAttributes(attributes, scope)
    guard let body else { return }
    let outer = (functionName, returned)
    functionName = name
    _ = branch(
      [
        {
          if let builder = self.builder(of: attributes, scope.file) {
            _ = self.built(body.statements, by: builder, inner)
          } else {
            _ = self.results(
              of: body.statements,
              inner,
              expecting: result.flatMap { self.mainTypeName($0) }
            )
          }
          return false
        }
      ],
      isComplete: false
    )
    (functionName, returned) = outer
  }

  func recordClosure(_ node: ClosureExprSyntax, _ scope: Scope) {
    let inner = Scope(parent: scope, file: scope.file)
    bindCaptures(node, scope, inner)
    switch node.signature?.parameterClause {
    case .simpleInput(let list):
      for parameter in list { inner.variables[parameter.name.plainText] = Scope.Variable(.unknown) }
    case .parameterClause(let clause):
      for parameter in clause.parameters {
        let name = (parameter.secondName ?? parameter.firstName).plainText
        inner.variables[name] = Scope.Variable(typed(parameter.type, scope.file))
      }
    case nil: break
    }
    let outer = returned
    _ = branch(
      [
        {
          _ = self.results(of: node.statements, inner, expecting: nil); return true
        }
      ],
      isComplete: false
    )
    returned = outer
  }

  // MARK: Types

  private func runType(_ name: String, _ block: MemberBlockSyntax, _ outer: Scope) {
    guard isRecording else { return }
    let file = outer.file
    let shared = Scope(parent: outer, file: file, type: name, this: .type(name))
    let own = Scope(parent: outer, file: file, type: name, this: instance(of: name, file))
    run(block.members, shared, own)
  }

  private func run(_ members: MemberBlockItemListSyntax, _ shared: Scope, _ own: Scope) {
    for member in members where !skips(member.decl) {
      switch member.decl.as(DeclSyntaxEnum.self) {
      case .variableDecl(let node):
        let scope = node.isStatic ? shared : Scope(parent: own, file: own.file)
        declare(node, Scope(parent: scope, file: scope.file), isTop: true)
      case .functionDecl(let node):
        let isStatic = node.modifiers.contains { ["static", "class"].contains($0.name.text) }
        runFunction(
          node.signature.parameterClause.parameters,
          node.body,
          node.signatureText,
          node.attributes,
          node.signature.returnClause?.type,
          isStatic ? shared : own
        )
      case .initializerDecl(let node):
        runFunction(
          node.signature.parameterClause.parameters,
          node.body,
          "init",
          node.attributes,
          nil,
          Scope(
            parent: own.parent,
            file: own.file,
            type: own.type,
            this: .object(Object(types: [own.type ?? ""]))
          )
        )
      case .deinitializerDecl(let node):
        if let body = node.body { _ = execute(body.statements, Scope(parent: own, file: own.file)) }
      case .subscriptDecl(let node):
        let inner = Scope(parent: own, file: own.file)
        for parameter in node.parameterClause.parameters {
          inner.variables[(parameter.secondName ?? parameter.firstName).plainText] =
            Scope.Variable(typed(parameter.type, own.file))
          if let standard = parameter.defaultValue?.value { _ = evaluate(standard, own) }
        }
        switch node.accessorBlock?.accessors {
        case .getter(let statements): _ = results(of: statements, inner, expecting: nil)
        case .accessors(let list):
          for accessor in list {
            for name in ["newValue", "oldValue"] {
              inner.variables[name] = Scope.Variable(.unknown)
            }
            if let body = accessor.body { _ = results(of: body.statements, inner, expecting: nil) }
          }
        case nil: break
        }
      case .enumCaseDecl(let node):
        for element in node.elements {
          if let raw = element.rawValue?.value { _ = evaluate(raw, shared) }
          for parameter in element.parameterClause?.parameters ?? [] {
            if let standard = parameter.defaultValue?.value { _ = evaluate(standard, shared) }
          }
        }
      case .ifConfigDecl(let node):
        for clause in node.clauses {
          if case .decls(let inner)? = clause.elements { run(inner, shared, own) }
        }
      case .macroExpansionDecl(let node):
        for argument in node.arguments { _ = evaluate(argument.expression, shared) }
      default: execute(member.decl, Scope(parent: shared.parent, file: shared.file), isTop: true)
      }
    }
  }

  // MARK: Held types

  /// The names of all types that a value holds something of, and of unknown functions that made it.
  func heldTypes(of value: Value) -> [String] {
    var seen: Set<String> = []
    return heldTypes(of: value, &seen, 0)
  }

  private func heldTypes(of value: Value, _ seen: inout Set<String>, _ depth: Int) -> [String] {
    guard depth < 8 else { return [] }
    switch value {
    case .object(let object):
      var names: [String] = object.makers
      for type in object.types where seen.insert(type).inserted {
        names += [type] + expanded(type, file)
      }
      for part in object.contents + object.fields.values {
        names += heldTypes(of: part, &seen, depth + 1)
      }
      return names
    case .list(let values): return values.prefix(64).flatMap { heldTypes(of: $0, &seen, depth + 1) }
    case .any(let values): return values.flatMap { heldTypes(of: $0, &seen, depth + 1) }
    case .map(let pairs):
      return pairs.prefix(64).flatMap { heldTypes(of: $0.value, &seen, depth + 1) }
    case .tuple(let parts): return parts.flatMap { heldTypes(of: $0.value, &seen, depth + 1) }
    case .member(_, _, let payload): return payload.flatMap { heldTypes(of: $0, &seen, depth + 1) }
    case .function(.closure(let closure, let scope)),
      .function(.built(let closure, let scope, by: _)):
      // A closure holds what it captures from a function around it.
      var names: [String] = []
      for capture in closure.signature?.capture?.items ?? [] {
        if let initializer = capture.initializer?.value {
          names += heldTypes(of: silently { evaluate(initializer, scope) }, &seen, depth + 1)
        }
      }
      for name in Set(identifiers(in: closure.statements)) {
        if let variable = scope.find(name) {
          names += heldTypes(of: variable.value, &seen, depth + 1)
        }
      }
      return names
    case .function(.function(_, _, let owner)):
      return owner.map { if case .object = $0 { heldTypes(of: $0, &seen, depth + 1) } else { [] } }
        ?? []
    default: return []
    }
  }

  /// The types that one holds: of its stored properties, behind its aliases, and that conform to it.
  func expanded(_ type: String, _ file: Int) -> [String] {
    let key = TypeKey(name: type, file: file)
    if let known = expansions[key] { return known }
    // A type that holds itself holds nothing more.
    expansions[key] = []
    let found = expansion(of: type, file)
    expansions[key] = found
    return found
  }

  private func expansion(of type: String, _ file: Int) -> [String] {
    var result: [String] = []
    var pending = [type]
    var seen: Set<String> = []
    while let name = pending.popLast(), seen.count < 200 {
      guard seen.insert(name).inserted else { continue }
      if name != type { result.append(name) }
      pending += declarations.aliases(name, from: file).flatMap { heldTypeNames(in: $0) }
      for item in declarations.storedProperties(of: name, from: file) {
        guard let binding = item.node.as(PatternBindingSyntax.self) else { continue }
        if let annotation = binding.typeAnnotation?.type {
          pending += heldTypeNames(in: annotation)
        }
        if let initializer = binding.initializer?.value {
          let value = silently {
            evaluate(initializer, Scope(parent: nil, file: item.file), expecting: nil)
          }
          var inner = Set(seen)
          result += heldTypes(of: value, &inner, 5)
        }
      }
      if declarations.isProtocol(name, from: file) {
        pending += declarations.conformers(of: name)
      }
      // What no file declares may be a client.
      let inherited = declarations.inherited(by: name, from: file)
      result += inherited.filter { !declarations.hasType($0, from: file) }
      pending += inherited.filter {
        declarations.hasType($0, from: file) && !declarations.isProtocol($0, from: file)
      }
    }
    return result
  }
}
