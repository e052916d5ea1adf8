import Lint

extension Evaluator {
  /// A call or the making of an object.
  func call(
    _ callee: Expression,
    _ argumentExpressions: [Expression],
    isNew: Bool,
    _ types: TypeText,
    _ expression: Expression,
    _ scope: Scope
  ) -> Value {
    let name = lastName(of: callee)
    var receiver = Value.unknown
    var function = Value.unknown
    if case .member(let object, let member, let range) = callee.kind {
      receiver = evaluate(object, scope)
      noteReference(member, base: lastName(of: object), range, isCall: true)
      function = self.member(member, of: receiver)
    } else {
      if case .name(let name) = callee.kind {
        noteReference(name, base: nil, callee.range, isCall: true)
      }
      function = evaluate(callee, scope)
    }
    let arguments = argumentExpressions.flatMap { spread($0, scope) }
    if let direct = indirect(name, function, callee, scope) {
      if name == "bind" { return direct }
      function = direct
    }
    if case .builtin("Reflect.construct") = function, let first = arguments.first {
      function = first
    }
    noteLookUpDefault(name, callee, argumentExpressions, arguments)
    noteSwallow(name, callee, argumentExpressions, scope)
    noteKeyLookup(name, callee, argumentExpressions, arguments)
    if let opened = opened(name, function, receiver, isNew: isNew, types, scope) {
      return open(opened, callee, argumentExpressions, expression, scope)
    }
    if let result = keeping(
      name,
      function,
      arguments,
      argumentExpressions,
      receiver,
      expression,
      scope
    ) {
      return result
    }
    let result = called(function, receiver, name, arguments, isNew: isNew, expression, scope)
    if case .text = result, !isOwnFunction(function) {
      record(expression.range, result, from: [callee] + argumentExpressions, scope)
    }
    if result.isUnknown, isNew { return instance(types, arguments, scope) }
    return result
  }

  /// What a function of this file does is noted where it does it.
  private func isOwnFunction(_ value: Value) -> Bool {
    if case .function(let function) = value { function.module == target } else { false }
  }

  // MARK: Clients

  /// The client that a call makes, and whether a driver is known to make it.
  private func opened(
    _ name: String?,
    _ function: Value,
    _ receiver: Value,
    isNew: Bool,
    _ types: TypeText,
    _ scope: Scope
  ) -> (client: String, isDriver: Bool)? {
    if case .driver("", let export) = function {
      let isMaking = clients.factories.contains(export) || (isNew && clients.types.contains(export))
      return isMaking ? (export, false) : madeByMember(export)
    }
    if case .driver(let module, let export) = function, Drivers.opens(module, export) {
      return (export.isEmpty || export == "default" ? module : "\(module).\(export)", true)
    }
    if case .type(let type) = function, isNew, let client = type.client { return (client, false) }
    if case .function = function { return nil }
    guard let name else { return nil }
    if isNew, clients.types.contains(name) { return (name, false) }
    // `createClient` of a package for something else.
    if receiver.isUnknown, scope.find(name)?.variable.isOther == true { return nil }
    return clients.factories.contains(name) ? (name, false) : nil
  }

  /// As in `AdminClient.connect(…)`.
  private func madeByMember(_ export: String) -> (client: String, isDriver: Bool)? {
    let parts = export.split(separator: ".").map(String.init)
    guard parts.count == 2, clients.types.contains(parts[0]),
      ["connect", "create", "make", "open", "init", "getInstance", "instance", "shared", "from"]
        .contains(where: parts[1].hasPrefix)
    else { return nil }
    return (parts[0], false)
  }

  /// As in `createClient.call(null, …)`, `createClient.bind(null, …)`.
  private func indirect(_ name: String?, _ function: Value, _ callee: Expression, _ scope: Scope)
    -> Value?
  {
    guard case .builtin(let builtin) = function, builtin.hasPrefix("driver."),
      case .member(let object, _, _) = callee.kind
    else { return nil }
    return evaluate(object, scope)
  }

  private func open(
    _ opened: (client: String, isDriver: Bool),
    _ callee: Expression,
    _ arguments: [Expression],
    _ expression: Expression,
    _ scope: Scope
  ) -> Value {
    let isForContext = arguments.contains { mentionsContext($0, scope) }
    if opened.isDriver {
      if isForContext {
        recorder.excuseDriverUse(callee.firstRange)
      } else {
        noteOpening(opened.client, callee.range)
      }
    }
    if isLoading(scope), isRecording { recorder.creations.append((opened.client, callee.range)) }
    return .client(opened.client)
  }

  /// Whether an argument comes from a parameter that carries a tenant or a request.
  func mentionsContext(_ expression: Expression, _ scope: Scope) -> Bool {
    switch expression.kind {
    case .name(let name): return scope.isContext(name)
    case .function(let function):
      return function.expression.map { mentionsContext($0, scope) } ?? false
    case .object(let properties): return properties.contains { mentionsContext($0.value, scope) }
    case .member(let base, let name, _):
      if case .keyword("this") = base.kind {
        let name = name.lowercased()
        return ["context", "ctx", "tenant", "request"].contains { name.contains($0) }
      }
      return mentionsContext(base, scope)
    case .index(let base, let key):
      return mentionsContext(base, scope) || mentionsContext(key, scope)
    case .call(let callee, let arguments, _, _):
      return mentionsContext(callee, scope) || arguments.contains { mentionsContext($0, scope) }
    case .template(_, _, _, let values), .array(let values), .binary(_, let values),
      .sequence(let values):
      return values.contains { mentionsContext($0, scope) }
    case .passing(let inner), .typed(let inner, _), .spread(let inner), .prefix(_, let inner):
      return mentionsContext(inner, scope)
    case .conditional(let test, let then, let otherwise):
      return [test, then, otherwise].contains { mentionsContext($0, scope) }
    default: return false
    }
  }

  /// The client that a value is or holds.
  func client(in value: Value, _ depth: Int = 0) -> String? {
    guard depth < 5 else { return nil }
    switch value {
    case .client(let client): return client
    case .list(let values), .any(let values):
      return values.lazy.compactMap { self.client(in: $0, depth + 1) }.first
    case .object(let object):
      return object.contents.lazy.compactMap { self.client(in: $0, depth + 1) }.first
        ?? object.keys.lazy.compactMap {
          object.fields[$0].flatMap { self.client(in: $0, depth + 1) }
        }.first
    default: return nil
    }
  }

  /// The client that a function keeps, or one that an object holds: of the function around it, which has returned.
  func capturedClient(in value: Value, _ depth: Int = 0) -> String? {
    guard depth < 3 else { return nil }
    switch value {
    case .function(let function):
      var names = function.function.expression.map(self.names) ?? []
      names += function.function.body?.flatMap(self.names) ?? []
      return Set(names).sorted().lazy.compactMap { name -> String? in
        guard let found = function.scope.find(name), found.scope.functionDepth > 0 else {
          return nil
        }
        return self.client(in: found.variable.value)
      }.first
    case .object(let object):
      return object.keys.lazy.compactMap {
        object.fields[$0].flatMap { self.capturedClient(in: $0, depth + 1) }
      }.first
    case .list(let values), .any(let values):
      return values.lazy.compactMap { self.capturedClient(in: $0, depth + 1) }.first
    default: return nil
    }
  }

  /// Collections that take a client in, and functions that keep what another one makes.
  private func keeping(
    _ name: String?,
    _ function: Value,
    _ arguments: [Value],
    _ expressions: [Expression],
    _ receiver: Value,
    _ expression: Expression,
    _ scope: Scope
  ) -> Value? {
    guard let name else { return nil }
    if case .object(let object) = receiver, object.fields[name] == nil,
      ["set", "add", "push", "unshift"].contains(name), let value = arguments.last
    {
      object.contents.append(value)
      if let client = client(in: value), object.isStatic {
        noteStorage(.global, name, client, expression.range)
      }
      return receiver
    }
    if case .list = receiver, ["push", "unshift"].contains(name), let value = arguments.last,
      case .call(let callee, _, _, _) = expression.kind,
      case .member(let object, _, _) = callee.kind
    {
      if case .list(let values) = receiver {
        store(.list(name == "push" ? values + arguments : arguments + values), in: object, scope)
      }
      _ = value
      return .unknown
    }
    if case .function = function { return nil }
    if case .builtin("Reflect.set") = function, arguments.count > 2,
      let client = client(in: arguments[2])
    {
      if case .builtin("globalThis") = arguments[0] {
        noteStorage(.global, arguments[1].literal ?? "element", client, expression.range)
      }
    }
    if case .builtin("Object.assign") = function, let first = arguments.first {
      return assigning(arguments, to: first, expression)
    }
    if case .builtin("Object.defineProperty") = function, arguments.count == 3,
      case .object(let descriptor) = arguments[2]
    {
      let key = arguments[1].literal ?? "property"
      var value = descriptor.fields["value"] ?? .unknown
      if case .function(let getter)? = descriptor.fields["get"] { value = call(getter, []) }
      switch arguments[0] {
      case .object(let object): object.set(key, value)
      case .builtin("globalThis"):
        if let client = client(in: value) { noteStorage(.global, key, client, expression.range) }
      default: break
      }
      return arguments[0]
    }
    let lower = name.lowercased()
    guard Self.keepers.contains(where: lower.contains) else { return nil }
    for argument in arguments {
      if case .function(let made) = argument, let client = client(in: call(made, [])) {
        if isLoading(scope), isRecording { recorder.creations.append((client, expression.range)) }
        return .client(client)
      }
    }
    return nil
  }

  private static let keepers = [
    "once", "memo", "lazy", "singleton", "cache", "remember", "computed",
  ]

  private func assigning(_ arguments: [Value], to first: Value, _ expression: Expression) -> Value {
    for source in arguments.dropFirst() {
      guard case .object(let other) = source else { continue }
      for key in other.keys {
        let value = other.fields[key] ?? .unknown
        if case .object(let object) = first { object.set(key, value) }
        if case .builtin("globalThis") = first { recorder.globals[key] = value }
      }
    }
    if case .builtin("globalThis") = first,
      let client = arguments.dropFirst().lazy.compactMap({ self.client(in: $0) }).first
    {
      noteStorage(.global, "globalThis", client, expression.range)
    }
    return first
  }

  // MARK: Functions

  private func called(
    _ function: Value,
    _ receiver: Value,
    _ name: String?,
    _ arguments: [Value],
    isNew: Bool,
    _ expression: Expression,
    _ scope: Scope
  ) -> Value {
    switch function {
    case .function(let function):
      guard callDepth < Self.maximumCallDepth else { return .unknown }
      var this: Value?
      if case .object = receiver { this = receiver }
      return call(function, arguments, this: this)
    case .type(let type) where isNew: return makeInstance(of: type, arguments)
    case .builtin(let name):
      return callBuiltin(name, arguments, isNew: isNew, expression, scope)
    case .any(let functions):
      let result = Value.either(
        functions.map { called($0, receiver, name, arguments, isNew: isNew, expression, scope) }
      )
      if !result.isUnknown { return result }
    case .driver(let module, let export):
      if module == "@supabase/supabase-js" || export.isEmpty { return .unknown }
    default: break
    }
    guard let name else { return .unknown }
    return callMethod(name, of: receiver, arguments)
  }

  /// A method that stands before a template: `parts.join``_```.
  func callTagged(_ tag: Expression, _ text: [FoldedText], _ scope: Scope) -> Value? {
    guard case .member(let object, let name, _) = tag.kind else { return nil }
    let result = callMethod(name, of: evaluate(object, scope), [.text(text)])
    return result.isUnknown ? nil : result
  }

  func callMethod(_ name: String, of receiver: Value, _ arguments: [Value]) -> Value {
    switch receiver {
    case .client(let client):
      return Self.clientMethods.contains(name) ? .client(client) : .unknown
    case .function(let function):
      switch name {
      case "call": return call(function, Array(arguments.dropFirst()), this: arguments.first)
      case "apply":
        guard case .list(let values)? = arguments.dropFirst().first else { return .unknown }
        return call(function, values, this: arguments.first)
      case "bind": return receiver
      case "toString": return .unknown
      default: return .unknown
      }
    case .any(let values):
      return Value.either(values.map { callMethod(name, of: $0, arguments) })
    case .list(let values): return listMethod(name, values, arguments)
    case .text(let texts): return textMethod(name, texts, arguments)
    case .number(let number): return numberMethod(name, number, arguments)
    case .object(let object):
      if name == "toString" || name == "valueOf" || name == "join", let text = object.text {
        return .text(text)
      }
      if name == "get", let key = arguments.first?.literal {
        return object.fields[key] ?? object.contents.first ?? .unknown
      }
      if name == "get" { return object.contents.first ?? .unknown }
      return .unknown
    case .regex(let pattern):
      return name == "toString" ? .text("/\(pattern)/") : .unknown
    default: return .unknown
    }
  }

  private static let clientMethods: Set<String> = [
    "connect", "acquire", "$extends", "withSchema", "schema", "initialize", "extend",
    "getRepository",
    "createQueryRunner", "getPool", "client", "reserve", "then", "withConnection", "manager",
  ]

  // MARK: Instances

  /// An instance of a class that is not known here.
  private func instance(_ types: TypeText, _ arguments: [Value], _ scope: Scope) -> Value {
    let object = ObjectValue()
    object.isStatic = scope.functionDepth == 0
    if let client = heldClient(types, scope) {
      object.contents.append(.client(client))
    }
    object.contents += arguments.filter { client(in: $0) != nil }
    return .object(object)
  }
}

extension Expression {
  /// The place of the first name: `pg` in `pg.Pool`.
  var firstRange: Range<Int> {
    switch kind {
    case .member(let base, _, _), .index(let base, _), .passing(let base), .typed(let base, _):
      base.firstRange
    case .call(let callee, _, _, _): callee.firstRange
    default: range
    }
  }
}
