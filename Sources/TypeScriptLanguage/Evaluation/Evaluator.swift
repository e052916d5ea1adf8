import Lint

/// Runs a file as far as constants go, and notes on the way what rules ask for.
///
/// The module's own statements run in their order; then every function runs once, with parameters of which
/// nothing is known but their defaults. A function that is called with known values runs for that call too.
/// Both branches of a condition run; what they assign is one of several values.
final class Evaluator {
  let modules: Modules
  let clients: ClientNames
  let recorder: Recorder
  /// The file whose facts are noted; others run for their exports alone.
  let target: String
  var module: String
  /// The exports of files that ran.
  var exports: [String: ObjectValue] = [:]
  /// How many conditions are around the statement that runs.
  var branches = 0
  var callDepth = 0
  private var depth = 0
  private var steps = 0
  private var callLimit = 0
  private var calledSteps = 0
  /// What the functions that run have returned so far.
  var returned: [[Value]] = []
  /// Functions of this file that no call has run yet.
  var pending: [FunctionValue] = []
  private var seen: Set<ObjectIdentifier> = []
  var running: Set<ObjectIdentifier> = []
  /// Names of what the value that is being made will be called.
  var destinations: [String] = []

  static let maximumCallDepth = 8
  private static let maximumCallSteps = 10_000
  private static let maximumCalledSteps = 500_000
  private static let maximumDepth = 400

  init(modules: Modules, clients: ClientNames, recorder: Recorder, target: String) {
    self.modules = modules
    self.clients = clients
    self.recorder = recorder
    self.target = target
    module = target
  }

  /// Runs the file and all functions in it.
  func run() {
    _ = exports(of: target)
    module = target
    while let function = pending.popLast() { runUncalled(function) }
    recorder.noteUnusedDrivers()
  }

  /// Whether what runs belongs to the file whose facts are noted.
  var isRecording: Bool { module == target }

  /// Whether what runs, runs while the module loads.
  func isLoading(_ scope: Scope) -> Bool { scope.functionDepth == 0 && callDepth == 0 }

  // MARK: Functions

  /// Notes a function that may never be called from here.
  func enqueue(_ value: FunctionValue) {
    guard isRecording, seen.insert(ObjectIdentifier(value.function)).inserted else { return }
    pending.append(value)
  }

  private func runUncalled(_ value: FunctionValue) {
    let scope = Scope(
      parent: value.scope,
      isStatic: false,
      functionDepth: value.scope.functionDepth + 1
    )
    scope.this = value.this
    bindParameters(of: value.function, to: nil, in: scope)
    _ = runBody(of: value.function, in: scope)
  }

  /// What a function results in when it is called with values.
  func call(_ value: FunctionValue, _ arguments: [Value], this: Value? = nil) -> Value {
    let id = ObjectIdentifier(value.function)
    guard callDepth < Self.maximumCallDepth, calledSteps < Self.maximumCalledSteps,
      running.insert(id).inserted
    else { return .unknown }
    defer { running.remove(id) }
    let firstStep = steps
    if callDepth == 0 { callLimit = steps + Self.maximumCallSteps }
    defer { if callDepth == 0 { calledSteps += steps - firstStep } }
    let savedModule = module
    module = value.module
    callDepth += 1
    defer {
      callDepth -= 1
      module = savedModule
    }
    let scope = Scope(
      parent: value.scope,
      isStatic: true,
      functionDepth: value.scope.functionDepth + 1
    )
    scope.this = this ?? value.this
    bindParameters(of: value.function, to: arguments, in: scope)
    return runBody(of: value.function, in: scope)
  }

  private func runBody(of function: Function, in scope: Scope) -> Value {
    if let expression = function.expression { return evaluate(expression, scope) }
    guard let body = function.body else { return .unknown }
    returned.append([])
    let savedBranches = branches
    branches = 0
    run(body, scope)
    branches = savedBranches
    let values = returned.removeLast()
    guard let first = values.first else { return .unknown }
    return values.dropFirst().reduce(first, Value.either)
  }

  private func bindParameters(of function: Function, to arguments: [Value]?, in scope: Scope) {
    note(function.result, scope)
    for (position, parameter) in function.parameters.enumerated() {
      note(parameter.type, scope)
      for decorator in parameter.decorators { _ = evaluate(decorator, scope) }
      var value = Value.unknown
      if case .rest = parameter.pattern {
        value = arguments.map { .list(Array($0.dropFirst(position))) } ?? .unknown
      } else if let arguments, position < arguments.count {
        value = arguments[position]
      }
      if let standIn = parameter.defaultValue {
        let given = evaluate(standIn, scope)
        noteDefault(parameter.pattern, parameter.type, standIn, given)
        if arguments == nil || position >= (arguments?.count ?? 0) {
          value = arguments == nil ? .either(given, .unknown) : given
        }
      }
      let isContext = Self.isContext(parameter)
      bind(parameter.pattern, to: value, in: scope, isDeclared: true)
      note(parameter.type, made: nil, of: parameter.pattern, in: scope)
      if isContext { scope.contextNames.formUnion(parameter.pattern.names) }
    }
  }

  /// Whether a parameter carries a tenant, a request or the answer of a registry.
  private static func isContext(_ parameter: Parameter) -> Bool {
    (parameter.pattern.names + parameter.type.names.map(\.name)).contains { name in
      let name = name.lowercased()
      return [
        "context", "ctx", "tenant", "cluster", "account", "placement", "request", "req", "route",
        "credential", "scope", "shard", "registry",
      ].contains { name.contains($0) }
    }
  }

  // MARK: Expressions

  /// What an expression can be.
  func evaluate(_ expression: Expression, _ scope: Scope) -> Value {
    steps += 1
    // A call that does much is not followed to its end: its function is run on its own as well.
    if callDepth > 0, steps > callLimit { return .unknown }
    guard depth < Self.maximumDepth else {
      recorder.giveUp("the file nests too deeply", expression.range)
      return .unknown
    }
    depth += 1
    defer { depth -= 1 }
    switch expression.kind {
    case .string(let text):
      record(expression.range, .text(text))
      return .text(text)
    case .template(let tag, let texts, _, let values):
      return template(tag, texts, values, expression.range, scope)
    case .number(let number): return number.map(Value.number) ?? .unknown
    case .regex(let pattern):
      // An expression that spells out one name asks for that name.
      let spelled = pattern.replacing("\\b", with: " ").replacing("\\_", with: "_")
      record(expression.range, .text(spelled))
      return .regex(pattern)
    case .name(let name): return value(of: name, expression.range, scope)
    case .member(let object, let name, let range):
      let base = evaluate(object, scope)
      noteReference(name, base: lastName(of: object), range)
      noteKey(name, range)
      let value = member(name, of: base)
      if name == "name" { record(expression.range, value) }
      return value
    case .index(let object, let key):
      let base = evaluate(object, scope)
      let key = evaluate(key, scope)
      return lookUp(key, in: base, expression, scope)
    case .call(let callee, let arguments, let isNew, let types):
      note(types, scope)
      return call(callee, arguments, isNew: isNew, types, expression, scope)
    case .array(let elements): return .list(elements.flatMap { spread($0, scope) })
    case .object(let properties): return object(properties, scope)
    case .function(let function):
      let value = FunctionValue(function, scope, module: module, this: scope.currentThis)
      enqueue(value)
      return .function(value)
    case .type(let declaration): return .type(makeType(declaration, scope))
    case .prefix(let name, let operand): return prefix(name, evaluate(operand, scope))
    case .binary(let name, let operands): return binary(name, operands, expression.range, scope)
    case .conditional(let test, let then, let otherwise):
      return conditional(test, then, otherwise, scope)
    case .assignment(let name, let target, let value):
      return assign(name, target, value, expression.range, scope)
    case .sequence(let parts):
      return parts.reduce(Value.unknown) { _, part in evaluate(part, scope) }
    case .spread(let inner): return evaluate(inner, scope)
    case .element(let parts): return element(parts, expression.range, scope)
    case .typed(let inner, let type):
      note(type, scope)
      let value = evaluate(inner, scope)
      if value.isUnknown, let client = heldClient(type, scope), callIsTyped(inner) {
        return .client(client)
      }
      return value
    case .dynamicImport(let specifier):
      return dynamicImport(evaluate(specifier, scope), expression.range)
    case .passing(let inner): return evaluate(inner, scope)
    case .keyword(let word): return keyword(word, scope)
    case .missing: return .unknown
    }
  }

  /// `container.get(x) as Pool` hands a client out; `x as Pool` does not make one.
  private func callIsTyped(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .call: true
    case .passing(let inner), .typed(let inner, _): callIsTyped(inner)
    default: false
    }
  }

  private func keyword(_ word: String, _ scope: Scope) -> Value {
    switch word {
    case "this": scope.currentThis ?? .unknown
    case "null", "undefined": .nothing
    case "true": .truth(true)
    case "false": .truth(false)
    default: .unknown
    }
  }

  private func template(
    _ tag: Expression?,
    _ texts: [String],
    _ values: [Expression],
    _ range: Range<Int>,
    _ scope: Scope
  ) -> Value {
    let parts = values.map { evaluate($0, scope) }
    var result = [FoldedText(texts.first ?? "")]
    for (part, text) in zip(parts, texts.dropFirst()) {
      result = Value.product(result, part.texts ?? [.unknown])
      result = Value.product(result, [FoldedText(text)])
    }
    record(range, .text(result), from: values, scope)
    guard let tag else { return .text(result) }
    let function = evaluate(tag, scope)
    if case .driver(let module, let export) = function, Drivers.opens(module, export) {
      noteOpening("\(module).\(export)", tag.range)
    }
    if let called = callTagged(tag, result, scope) {
      record(range, called)
      return called
    }
    guard case .function(let callee) = function else { return .text(result) }
    let called = call(callee, [.list(texts.map { Value.text($0) })] + parts)
    return called.isUnknown ? .text(result) : called
  }

  private func element(_ parts: [Expression], _ range: Range<Int>, _ scope: Scope) -> Value {
    var run: [FoldedText]?
    var count = 0
    for part in parts {
      if case .name = part.kind {
        run = nil
        if case .name(let name) = part.kind, !name.contains("-"), !name.contains(":") {
          _ = value(of: name, part.range, scope)
        }
        continue
      }
      let value = evaluate(part, scope)
      guard let texts = value.texts else {
        run = nil
        continue
      }
      count = run == nil ? 1 : count + 1
      run = run.map { Value.product($0, texts) } ?? texts
      if count > 1, let run { record(range, .text(run)) }
    }
    return .unknown
  }

  /// The elements that an argument or an element of an array stands for.
  func spread(_ expression: Expression, _ scope: Scope) -> [Value] {
    let value = evaluate(expression, scope)
    guard case .spread = expression.kind else { return [value] }
    switch value {
    case .list(let values): return values
    case .text:
      guard let text = value.literal else { return [.unknown] }
      return text.map { Value.text(String($0)) }
    default: return [.unknown]
    }
  }

  private func object(_ properties: [Property], _ scope: Scope) -> Value {
    let object = ObjectValue()
    for property in properties {
      if property.isSpread {
        if case .object(let other) = evaluate(property.value, scope) {
          for key in other.keys { object.set(key, other.fields[key] ?? .unknown) }
        }
        continue
      }
      let key = key(of: property.key, scope)
      destinations.append(key ?? "")
      let value: Value
      if case .function(let function) = property.value.kind {
        let made = FunctionValue(function, scope, module: module, this: .object(object))
        enqueue(made)
        value = property.isGetter ? call(made, []) : .function(made)
      } else {
        value = evaluate(property.value, scope)
      }
      destinations.removeLast()
      noteSchemaDefault(key, property.value, scope)
      if let key { object.set(key, value) }
    }
    noteProvider(object, properties, scope)
    return .object(object)
  }

  /// The name of a property; notes it as a text.
  func key(of key: PropertyKey, _ scope: Scope) -> String? {
    if let computed = key.computed { return evaluate(computed, scope).literal }
    guard let name = key.name else { return nil }
    noteKey(name, key.range)
    noteReference(name, base: nil, key.range, isKey: true)
    return name
  }

  private func prefix(_ name: String, _ value: Value) -> Value {
    switch (name, value) {
    case ("-", .number(let number)): return .number(-number)
    case ("+", .number): return value
    case ("+", .text): return value.literal.flatMap(Double.init).map(Value.number) ?? .unknown
    case ("void", _): return .nothing
    default: return .unknown
    }
  }

  private func binary(
    _ name: String,
    _ operands: [Expression],
    _ range: Range<Int>,
    _ scope: Scope
  ) -> Value {
    switch name {
    case "+":
      let values = operands.map { evaluate($0, scope) }
      let sum = values.dropFirst().reduce(values[0], Self.sum)
      if case .text = sum { record(range, sum, from: operands, scope) }
      return sum
    case "??", "||":
      let first = evaluate(operands[0], scope)
      branches += 1
      defer { branches -= 1 }
      var result = first
      for (position, operand) in operands.enumerated().dropFirst() {
        let value = evaluate(operand, scope)
        noteFallback(
          name == "??" ? .coalescing : .disjunction,
          subject: operands[..<position].flatMap(names) + destinations,
          operand,
          value
        )
        result = .either(result, value)
      }
      return result
    case "&&":
      var result = evaluate(operands[0], scope)
      branches += 1
      defer { branches -= 1 }
      for operand in operands.dropFirst() { result = evaluate(operand, scope) }
      return result
    case "==", "===", "!=", "!==":
      let values = operands.map { evaluate($0, scope) }
      guard values.count == 2, let left = values[0].literal, let right = values[1].literal else {
        return .unknown
      }
      return .truth((left == right) == name.hasPrefix("="))
    default:
      let values = operands.map { evaluate($0, scope) }
      let numbers = values.compactMap { value -> Double? in
        if case .number(let number) = value { number } else { nil }
      }
      guard numbers.count == values.count else { return .unknown }
      return numbers.dropFirst().reduce(.number(numbers[0])) { result, number in
        guard case .number(let left) = result else { return .unknown }
        switch name {
        case "-": return .number(left - number)
        case "*": return .number(left * number)
        case "/": return number == 0 ? .unknown : .number(left / number)
        case "%":
          return number == 0 ? .unknown : .number(left.truncatingRemainder(dividingBy: number))
        case "**":
          return .number(
            (0..<max(0, min(64, Int(number)))).reduce(1.0) { power, _ in power * left }
          )
        default: return bits(left, name, number)
        }
      }
    }
  }

  /// Operators that see a number as 32 bits.
  private func bits(_ left: Double, _ name: String, _ right: Double) -> Value {
    guard let first = Int32(exactly: left), let second = Int32(exactly: right) else {
      return .unknown
    }
    switch name {
    case "&": return .number(Double(first & second))
    case "|": return .number(Double(first | second))
    case "^": return .number(Double(first ^ second))
    case "<<": return .number(Double(first << (second & 31)))
    case ">>": return .number(Double(first >> (second & 31)))
    case ">>>": return .number(Double(UInt32(bitPattern: first) >> UInt32(second & 31)))
    default: return .unknown
    }
  }

  /// `+` of two values.
  static func sum(_ left: Value, _ right: Value) -> Value {
    if case .number(let first) = left, case .number(let second) = right {
      return .number(first + second)
    }
    guard isTextual(left) || isTextual(right) else { return .unknown }
    return .text(Value.product(left.texts ?? [.unknown], right.texts ?? [.unknown]))
  }

  private static func isTextual(_ value: Value) -> Bool {
    switch value {
    case .text, .list: true
    case .object(let object): object.text != nil
    case .any(let values): values.contains(where: isTextual)
    default: false
    }
  }

  private func conditional(
    _ test: Expression,
    _ then: Expression,
    _ otherwise: Expression,
    _ scope: Scope
  ) -> Value {
    _ = evaluate(test, scope)
    branches += 1
    defer { branches -= 1 }
    let first = evaluate(then, scope)
    let second = evaluate(otherwise, scope)
    let subject = names(in: test)
    // One branch is what is asked for, the other stands in for it.
    for (branch, value, other) in [(then, first, otherwise), (otherwise, second, then)]
    where !Set(names(in: other)).isDisjoint(with: subject) {
      noteFallback(.conditional, subject: subject + destinations, branch, value)
    }
    return .either(first, second)
  }
}

extension Pattern {
  /// The names that are bound.
  var names: [String] {
    switch self {
    case .name(let name, _): [name]
    case .array(let elements): elements.flatMap { $0?.names ?? [] }
    case .object(let properties): properties.flatMap { $0.value.names }
    case .rest(let inner), .withDefault(let inner, _): inner.names
    case .expression: []
    }
  }
}
