import Lint

extension Evaluator {
  /// Runs statements in their order; functions are known before.
  func run(_ statements: [Statement], _ scope: Scope) {
    for statement in statements { hoist(statement, scope) }
    for statement in statements { run(statement, scope) }
  }

  private func hoist(_ statement: Statement, _ scope: Scope) {
    switch statement.kind {
    case .function(let function, _, let isDefault):
      let value = FunctionValue(function, scope, module: module, this: scope.currentThis)
      let variable = Scope.Variable(.function(value), branches: branches)
      if let name = function.name { scope.variables[name] = variable }
      if isDefault { scope.variables["default"] = variable }
    case .typeAlias(let name, let type, _): scope.types[name] = type
    case .importing(let declaration): bindImports(declaration, scope)
    default: break
    }
  }

  private func run(_ statement: Statement, _ scope: Scope) {
    let isTop = isLoading(scope)
    if isTop { recorder.creations = [] }
    run(statement.kind, statement.range, scope)
    if isTop, isRecording { recorder.endStatement { self.noteStorage(.global, $0, $0, $1) } }
  }

  private func run(_ kind: StatementKind, _ range: Range<Int>, _ scope: Scope) {
    switch kind {
    case .variables(let declaration): run(declaration, scope)
    case .function(let function, _, _):
      if let name = function.name, case .function(let value)? = scope.variables[name]?.value {
        enqueue(value)
      }
      if function.name == nil, case .function(let value)? = scope.variables["default"]?.value {
        enqueue(value)
      }
    case .type(let declaration, _, let isDefault):
      let variable = Scope.Variable(.unknown, branches: branches)
      if let name = declaration.name { scope.variables[name] = variable }
      if isDefault { scope.variables["default"] = variable }
      variable.value = .type(makeType(declaration, scope))
    case .enumeration(let declaration): run(declaration, scope)
    case .importing(let declaration): noteImport(declaration)
    case .exportNames(let names, let from, let isTypeOnly):
      noteExports(names, from, isTypeOnly, range, scope)
    case .exportAll(_, let from, let range):
      if let driver = Drivers.module(from) { noteDriverImport(driver, range) }
    case .exportValue(let value): exportValue(value, scope)
    case .expression(let expression): _ = evaluate(expression, scope)
    case .returning(let value):
      let result = value.map { evaluate($0, scope) } ?? .nothing
      if !returned.isEmpty { returned[returned.count - 1].append(result) }
    case .throwing(let value): _ = value.map { evaluate($0, scope) }
    case .block(let statements): run(statements, scope.block())
    case .conditional(let test, let then, let otherwise):
      _ = evaluate(test, scope)
      noteConditionalDefault(test, then, scope)
      inBranch {
        self.run(then, scope.block())
        self.run(otherwise, scope.block())
      }
    case .loop(let first, let others, let body):
      let inner = scope.block()
      run(first, inner)
      inBranch {
        for other in others { _ = self.evaluate(other, inner) }
        self.run(body, inner.block())
      }
    case .iteration(let pattern, let isDeclared, let iterated, let isOf, let body):
      iterate(pattern, isDeclared, iterated, isOf, body, scope)
    case .choice(let value, let cases): run(cases, of: value, scope)
    case .attempt(let attempt): run(attempt, scope)
    case .typeAlias(_, let type, _): note(type, scope)
    case .namespace(let name, let statements, _): runNamespace(name, statements, scope)
    case .empty: break
    }
  }

  private func inBranch(_ body: () -> Void) {
    branches += 1
    defer { branches -= 1 }
    body()
  }

  private func run(_ declaration: VariableDeclaration, _ scope: Scope) {
    for declarator in declaration.declarators {
      note(declarator.type, scope)
      destinations.append(contentsOf: declarator.pattern.names)
      var value = declarator.value.map { evaluate($0, scope) } ?? .nothing
      destinations.removeLast(declarator.pattern.names.count)
      if case .object(let object) = value, scope.functionDepth == 0 { object.isStatic = true }
      if let given = declarator.value { noteNamedDefault(declarator.pattern, given, value) }
      if let client = heldClient(declarator.type, scope), self.client(in: value) == nil {
        if isLoading(scope) { noteStorages(of: declarator.pattern, value, client) }
        if value.isUnknown { value = .client(client) }
      }
      bind(declarator.pattern, to: value, in: scope, isDeclared: true)
      note(declarator.type, made: declarator.value, of: declarator.pattern, in: scope)
      if isLoading(scope) { noteStorages(of: declarator.pattern, value, nil) }
      if client(in: value) != nil { recorder.settle(declarator.range) }
    }
  }

  /// Notes the names of a pattern that hold a client; all of them when the type says so.
  private func noteStorages(of pattern: Pattern, _ value: Value, _ typed: String?) {
    switch pattern {
    case .name(let name, let range):
      if let client = typed ?? client(in: value) ?? capturedClient(in: value) {
        noteStorage(.global, name, client, range)
      }
    case .array(let elements):
      for (position, element) in elements.enumerated() {
        guard let element else { continue }
        var part = Value.unknown
        if case .list(let values) = value, position < values.count { part = values[position] }
        noteStorages(of: element, part, typed)
      }
    case .object(let properties):
      for property in properties {
        let part = property.key.name.map { member($0, of: value) } ?? .unknown
        noteStorages(of: property.value, part, typed)
      }
    case .rest(let inner), .withDefault(let inner, _): noteStorages(of: inner, value, typed)
    case .expression: break
    }
  }

  private func run(_ declaration: EnumDeclaration, _ scope: Scope) {
    let object: ObjectValue
    if case .object(let known)? = scope.variables[declaration.name]?.value {
      object = known
    } else {
      object = ObjectValue()
    }
    let inner = scope.block()
    scope.variables[declaration.name] = Scope.Variable(.object(object), branches: branches)
    var next: Double? = 0
    for member in declaration.members {
      guard let name = key(of: member.key, scope) else { continue }
      var value = next.map(Value.number) ?? .unknown
      if let written = member.value { value = evaluate(written, inner) }
      if case .number(let number) = value {
        next = number + 1
        object.fields[Value.text(of: number)] = .text(name)
      } else {
        next = nil
      }
      object.set(name, value)
      inner.variables[name] = Scope.Variable(value, branches: branches)
    }
  }

  private func runNamespace(_ name: String, _ statements: [Statement], _ scope: Scope) {
    let inner = scope.block()
    run(statements, inner)
    let object = ObjectValue()
    for (key, variable) in inner.variables.sorted(by: { $0.key < $1.key }) {
      object.set(key, variable.value)
    }
    scope.variables[name] = Scope.Variable(.object(object), branches: branches)
  }

  private func iterate(
    _ pattern: Pattern,
    _ isDeclared: Bool,
    _ iterated: Expression,
    _ isOf: Bool,
    _ body: [Statement],
    _ scope: Scope
  ) {
    let value = evaluate(iterated, scope)
    var elements: [Value]?
    switch value {
    case .list(let values) where isOf: elements = values
    case .text where isOf: elements = value.literal.map { $0.map { Value.text(String($0)) } }
    case .object(let object) where !isOf: elements = object.keys.map { Value.text($0) }
    default: break
    }
    guard let elements, elements.count <= 64, !elements.isEmpty else {
      inBranch {
        let inner = scope.block()
        bind(pattern, to: .unknown, in: inner, isDeclared: isDeclared)
        run(body, inner)
      }
      return
    }
    for element in elements {
      let inner = scope.block()
      bind(pattern, to: element, in: inner, isDeclared: isDeclared)
      run(body, inner)
    }
  }

  private func run(_ cases: [Case], of value: Expression, _ scope: Scope) {
    _ = evaluate(value, scope)
    let inner = scope.block()
    inBranch {
      for one in cases {
        if let test = one.test {
          _ = evaluate(test, inner)
        } else {
          noteChoiceDefault(value, one.body, inner)
        }
        run(one.body, inner)
      }
    }
  }

  private func run(_ attempt: Attempt, _ scope: Scope) {
    noteSwallow(attempt, scope)
    run(attempt.body, scope.block())
    inBranch {
      if let handler = attempt.handler {
        let inner = scope.block()
        if let parameter = attempt.parameter {
          bind(parameter, to: .unknown, in: inner, isDeclared: true)
        }
        run(handler, inner)
      }
    }
    run(attempt.finalizer, scope.block())
  }
}
