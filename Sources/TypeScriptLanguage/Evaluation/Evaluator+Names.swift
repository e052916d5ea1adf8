import Lint

extension Evaluator {
  /// What a name stands for.
  func value(of name: String, _ range: Range<Int>, _ scope: Scope) -> Value {
    noteReference(name, base: nil, range)
    if let found = scope.find(name) {
      if case .driver(let driver, _) = found.variable.value, !driver.isEmpty {
        recorder.noteDriverUse(name, range)
      }
      return found.variable.value
    }
    if name == "undefined" || name == "NaN" { return .nothing }
    if clients.factories.contains(name) || clients.types.contains(name) { return .driver("", name) }
    guard Self.builtins.contains(name) else { return .unknown }
    return .builtin(["global", "window", "self"].contains(name) ? "globalThis" : name)
  }

  private static let builtins: Set<String> = [
    "String", "Object", "Array", "Buffer", "atob", "btoa", "Number", "JSON", "Symbol", "globalThis",
    "global",
    "window", "self", "decodeURIComponent", "decodeURI", "unescape", "encodeURIComponent",
    "Uint8Array",
    "TextDecoder", "TextEncoder", "require", "process", "module", "Reflect", "Promise", "Function",
    "eval", "Boolean",
    "parseInt", "Map", "Set", "WeakMap", "Proxy", "Intl", "URL", "createRequire", "util", "Bun",
    "Deno",
    "structuredClone",
  ]

  /// A member of a value.
  func member(_ name: String, of base: Value) -> Value {
    switch base {
    case .object(let object): return object[name] ?? .unknown
    case .type(let type):
      if name == "name" { return type.declaration.name.map { Value.text($0) } ?? .unknown }
      if let value = type.statics[name] { return value }
      return member(name, of: type.superclass)
    case .function(let function):
      if name == "name" { return function.function.name.map { Value.text($0) } ?? .unknown }
      return .unknown
    case .driver(let module, let export):
      if ["call", "apply", "bind"].contains(name) { return .builtin("driver.\(name)") }
      return .driver(module, export.isEmpty || export == "default" ? name : "\(export).\(name)")
    case .client(let client):
      return ["manager", "pool", "client", "default"].contains(name) ? .client(client) : .unknown
    case .builtin(let builtin):
      if builtin == "globalThis" {
        return recorder.globals[name] ?? (Self.builtins.contains(name) ? .builtin(name) : .unknown)
      }
      return .builtin("\(builtin).\(name)")
    case .list(let values):
      return name == "length" ? .number(Double(values.count)) : .unknown
    case .text(let texts):
      guard name == "length", texts.count == 1, let text = texts[0].literal else { return .unknown }
      return .number(Double(text.utf16.count))
    case .any(let values):
      return Value.either(values.map { member(name, of: $0) })
    default: return .unknown
    }
  }

  /// As in `object[key]`.
  func lookUp(_ key: Value, in base: Value, _ expression: Expression, _ scope: Scope) -> Value {
    guard case .index(let objectExpression, let keyExpression) = expression.kind else {
      return .unknown
    }
    if case .any(let bases) = base {
      return Value.either(bases.map { lookUp(key, in: $0, expression, scope) })
    }
    switch (base, key) {
    case (.list(let values), .number(let number)):
      guard number >= 0, Int(number) < values.count else { return .nothing }
      return values[Int(number)]
    case (.list(let values), _) where key.isUnknown:
      // Any of them.
      return Value.either(values)
    case (.text, .number(let number)):
      guard let text = base.literal, number >= 0, Int(number) < text.count else { return .unknown }
      return .text(String(Array(text)[Int(number)]))
    case (.object(let object), _):
      if let name = key.literal {
        noteReference(name, base: lastName(of: objectExpression), keyExpression.range)
        return object[name] ?? .unknown
      }
      if let texts = key.texts {
        return Value.either(texts.compactMap { $0.literal.flatMap { object[$0] } })
      }
      return Value.either(object.keys.compactMap { object.fields[$0] })
    default:
      guard let name = key.literal else { return .unknown }
      noteReference(name, base: lastName(of: objectExpression), keyExpression.range)
      return member(name, of: base)
    }
  }

  /// The last name of an expression: `b` of `a.b`, `f` of `f()`.
  func lastName(of expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name): name
    case .member(_, let name, _): name
    case .passing(let inner), .typed(let inner, _): lastName(of: inner)
    case .call(let callee, _, _, _): lastName(of: callee)
    case .keyword(let word): word
    default: nil
    }
  }

  /// The names and the texts that an expression is written with.
  func names(in expression: Expression) -> [String] {
    switch expression.kind {
    case .name(let name): [name]
    case .string(let text): [text]
    case .member(let base, let name, _): names(in: base) + [name]
    case .index(let base, let key): names(in: base) + names(in: key)
    case .call(let callee, let arguments, _, _): names(in: callee) + arguments.flatMap(names)
    case .binary(_, let operands): operands.flatMap(names)
    case .prefix(_, let inner), .passing(let inner), .typed(let inner, _), .spread(let inner):
      names(in: inner)
    case .conditional(let test, let then, let otherwise):
      names(in: test) + names(in: then) + names(in: otherwise)
    case .template(_, _, _, let values): values.flatMap(names)
    case .assignment(_, let target, let value): names(in: target) + names(in: value)
    case .array(let elements), .sequence(let elements): elements.flatMap(names)
    case .object(let properties): properties.flatMap { names(in: $0.value) }
    default: []
    }
  }

  // MARK: Patterns

  /// Gives the names of a pattern their values.
  func bind(_ pattern: Pattern, to value: Value, in scope: Scope, isDeclared: Bool) {
    switch pattern {
    case .name(let name, let range):
      if isDeclared {
        scope.variables[name] = Scope.Variable(value, branches: branches, place: (module, range))
        noteReference(name, base: nil, range, isDeclaration: true)
      } else {
        set(name, to: value, range, scope)
      }
    case .array(let elements):
      for (position, element) in elements.enumerated() {
        guard let element else { continue }
        bind(element, to: part(position, of: value, element), in: scope, isDeclared: isDeclared)
      }
    case .object(let properties):
      for property in properties {
        guard case .rest(let rest) = property.value else {
          if let name = property.key.name { noteReference(name, base: nil, property.key.range) }
          let key = key(of: property.key, scope)
          let part = key.map { member($0, of: value) } ?? .unknown
          bind(property.value, to: part, in: scope, isDeclared: isDeclared)
          continue
        }
        bind(rest, to: value, in: scope, isDeclared: isDeclared)
      }
    case .rest(let inner): bind(inner, to: value, in: scope, isDeclared: isDeclared)
    case .withDefault(let inner, let standIn):
      let given = evaluate(standIn, scope)
      noteDefault(inner, .none, standIn, given)
      let isMissing = if case .nothing = value { true } else { value.isUnknown }
      bind(inner, to: isMissing ? .either(given, value) : value, in: scope, isDeclared: isDeclared)
    case .expression(let target):
      store(value, in: target, scope)
    }
  }

  private func part(_ position: Int, of value: Value, _ element: Pattern) -> Value {
    switch value {
    case .list(let values):
      if case .rest = element { return .list(Array(values.dropFirst(position))) }
      return position < values.count ? values[position] : .nothing
    case .text:
      guard let text = value.literal else { return .unknown }
      let characters = Array(text)
      return position < characters.count ? .text(String(characters[position])) : .nothing
    default: return .unknown
    }
  }

  // MARK: Assignment

  /// As in `target op value`.
  func assign(
    _ name: String,
    _ target: Expression,
    _ value: Expression,
    _ range: Range<Int>,
    _ scope: Scope
  ) -> Value {
    let destination = lastName(of: target)
    destinations.append(destination ?? "")
    defer { destinations.removeLast() }
    defer { recorder.settle(range) }
    if name == "=" {
      let given = evaluate(value, scope)
      switch target.kind {
      case .array, .object:
        bind(Parser.pattern(of: target), to: given, in: scope, isDeclared: false)
      default: store(given, in: target, scope)
      }
      return given
    }
    let old = evaluate(target, scope)
    if name == "??=" || name == "||=" {
      branches += 1
      let given = evaluate(value, scope)
      branches -= 1
      noteFallback(
        name == "??=" ? .coalescing : .disjunction,
        subject: names(in: target),
        value,
        given
      )
      store(.either(given, old), in: target, scope)
      return .either(given, old)
    }
    let given = evaluate(value, scope)
    guard name == "+=" else {
      store(.unknown, in: target, scope)
      return .unknown
    }
    let sum = Self.sum(old, given)
    if case .text = sum { record(range, sum) }
    store(sum, in: target, scope)
    return sum
  }

  /// Gives a variable another value.
  private func set(_ name: String, to value: Value, _ range: Range<Int>, _ scope: Scope) {
    guard let found = scope.find(name) else { return }
    let variable = found.variable
    let isCertain =
      branches <= variable.branches && found.scope.functionDepth == scope.functionDepth
    variable.value = isCertain ? value : .either(variable.value, value)
    guard let client = client(in: value) else { return }
    if found.scope.functionDepth == 0 {
      noteStorage(.global, name, client, range)
    } else if found.scope.isStatic, found.scope.functionDepth < scope.functionDepth {
      noteStorage(.global, name, client, range)
    }
  }

  /// Puts a value where an expression points to.
  func store(_ value: Value, in target: Expression, _ scope: Scope) {
    switch target.kind {
    case .name(let name):
      noteReference(name, base: nil, target.range)
      set(name, to: value, target.range, scope)
    case .member(let object, let name, let range):
      noteReference(name, base: lastName(of: object), range)
      noteKey(name, range)
      put(value, under: name, of: object, range, scope)
    case .index(let object, let key):
      let key = evaluate(key, scope)
      put(value, under: key.literal, of: object, target.range, scope)
    case .passing(let inner), .typed(let inner, _): store(value, in: inner, scope)
    case .array, .object: bind(Parser.pattern(of: target), to: value, in: scope, isDeclared: false)
    default: _ = evaluate(target, scope)
    }
  }

  private func put(
    _ value: Value,
    under name: String?,
    of object: Expression,
    _ range: Range<Int>,
    _ scope: Scope
  ) {
    let base = evaluate(object, scope)
    let client = client(in: value)
    switch base {
    case .object(let object):
      if let name {
        let old = branches > 0 ? object.fields[name] : nil
        object.set(name, old.map { Value.either($0, value) } ?? value)
      } else {
        object.contents.append(value)
      }
      if let client, object.isStatic { noteStorage(.global, name ?? "element", client, range) }
    case .type(let type):
      if let name { type.statics.set(name, value) }
      if let client { noteStorage(.static, name ?? "element", client, range) }
    case .builtin(let builtin):
      if builtin == "globalThis", let name { recorder.globals[name] = value }
      if let client,
        builtin == "globalThis" || builtin.hasPrefix("module") || builtin.hasPrefix("process")
      {
        noteStorage(.global, name ?? "element", client, range)
      }
      if builtin == "module", name == "exports" || builtin == "module.exports" {
        commonExports(name == "exports" && builtin == "module" ? nil : name, value)
      } else if builtin == "module.exports" {
        commonExports(name, value)
      }
    case .function:
      if let client { noteStorage(.static, name ?? "element", client, range) }
    default:
      if case .name("exports") = object.kind, scope.find("exports") == nil {
        commonExports(name, value)
        if let client { noteStorage(.global, name ?? "element", client, range) }
      } else if isLoading(scope), let client {
        noteStorage(.global, name ?? "element", client, range)
      }
    }
  }

  /// As in `module.exports = value`, `exports.name = value`.
  private func commonExports(_ name: String?, _ value: Value) {
    guard let object = exports[module] else { return }
    if let name {
      object.set(name, value)
      return
    }
    object.set("default", value)
    if case .object(let other) = value {
      for key in other.keys { object.set(key, other.fields[key] ?? .unknown) }
    }
  }
}
