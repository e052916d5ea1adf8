import Lint

extension Evaluator {
  /// A class, its static members and what its instances hold.
  func makeType(_ declaration: ClassDeclaration, _ scope: Scope) -> TypeValue {
    let type = TypeValue(declaration, scope, module: module)
    if let name = declaration.name {
      noteKey(name, declaration.nameRange)
      if scope.variables[name] == nil || scope.variables[name]?.value.isUnknown == true {
        scope.variables[name]?.value = .type(type)
      }
    }
    for decorator in declaration.decorators { _ = evaluate(decorator, scope) }
    if let superclass = declaration.superclass { type.superclass = evaluate(superclass, scope) }
    note(declaration.heritage, scope)
    type.isSingleton = isSingleton(declaration)
    switch type.superclass {
    case .driver(let module, let export) where Drivers.isClientType(module, export):
      type.client = "\(module).\(export)"
      recorder.noteOpeningType(
        "\(module).\(export)",
        declaration.superclass?.range ?? declaration.nameRange,
        isRecording
      )
    case .type(let parent):
      type.client = parent.client
      type.instance.typeNames = parent.instance.typeNames
      for key in parent.instance.keys {
        type.instance.set(key, parent.instance.fields[key] ?? .unknown)
      }
    default:
      if let name = declaration.superclass.flatMap(lastName), clients.types.contains(name) {
        type.client = name
      }
    }
    if type.isSingleton, let client = type.client {
      noteStorage(.static, declaration.name ?? "class", client, declaration.nameRange)
    }
    let inner = scope.block()
    // Fields are known before the functions that use them, and what instances hold before the statics that
    // hold instances.
    for member in declaration.members where !member.isStatic && member.isField {
      run(member, of: type, inner)
    }
    for member in declaration.members where !member.isStatic && !member.isField {
      run(member, of: type, inner)
    }
    for member in declaration.members where member.isStatic { run(member, of: type, inner) }
    return type
  }

  /// `@Injectable()` and its like make one instance for the whole program, unless they say REQUEST.
  private func isSingleton(_ declaration: ClassDeclaration) -> Bool {
    declaration.decorators.contains { decorator in
      let name = lastName(of: decorator) ?? ""
      guard
        [
          "Injectable", "Controller", "Module", "Global", "Resolver", "Service", "singleton",
          "injectable", "WebSocketGateway", "Catch",
        ].contains(name)
      else { return false }
      return !names(in: decorator).contains {
        ["REQUEST", "TRANSIENT", "request", "transient"].contains($0)
      }
    }
  }

  private func run(_ member: ClassMember, of type: TypeValue, _ scope: Scope) {
    let this: Value = member.isStatic ? .type(type) : .object(type.instance)
    let inner = scope.block()
    inner.this = this
    for decorator in member.decorators { _ = evaluate(decorator, inner) }
    let name = key(of: member.key, inner) ?? "element"
    switch member.kind {
    case .field(let fieldType, let value):
      runField(name, member, fieldType, value, of: type, inner)
    case .method(let function), .setter(let function), .getter(let function):
      let value = FunctionValue(function, inner, module: module, this: this)
      enqueue(value)
      let members = member.isStatic ? type.statics : type.instance
      if case .getter = member.kind {
        members.set(name, call(value, []))
      } else {
        members.set(name, .function(value))
      }
    case .constructor(let function): runConstructor(function, of: type, inner)
    case .staticBlock(let statements): run(statements, inner)
    }
  }

  private func runField(
    _ name: String,
    _ member: ClassMember,
    _ fieldType: TypeText,
    _ value: Expression?,
    of type: TypeValue,
    _ scope: Scope
  ) {
    note(fieldType, scope)
    destinations.append(name)
    let result = value.map { evaluate($0, scope) } ?? .unknown
    destinations.removeLast()
    if let value { noteNamedDefault(.name(name, member.key.range), value, result) }
    let members = member.isStatic ? type.statics : type.instance
    members.typeNames[name] = typeNames(of: fieldType, made: value)
    if member.isStatic {
      if case .object(let object) = result { object.isStatic = true }
      type.statics.set(name, result)
    } else if value != nil {
      type.instance.set(name, result)
    }
    guard let client = client(in: result) ?? heldClient(fieldType, scope) else { return }
    if let value { recorder.settle(value.range) }
    if member.isStatic {
      noteStorage(.static, name, client, member.key.range)
    } else {
      if type.client == nil { type.client = client }
      if type.isSingleton { noteStorage(.static, name, client, member.key.range) }
    }
  }

  private func runConstructor(_ function: Function, of type: TypeValue, _ scope: Scope) {
    for parameter in function.parameters where parameter.isProperty {
      for name in parameter.pattern.names {
        type.instance.typeNames[name] = typeNames(of: parameter.type, made: nil)
      }
    }
    for parameter in function.parameters where parameter.isProperty || type.isSingleton {
      guard let client = heldClient(parameter.type, scope) else { continue }
      if parameter.isProperty, type.client == nil { type.client = client }
      if type.isSingleton, case .name(let name, let range) = parameter.pattern {
        noteStorage(.static, name, client, range)
      }
    }
    let object = type.instance
    let value = FunctionValue(function, scope, module: module, this: .object(object))
    enqueue(value)
    // What a constructor stores in `this` belongs to the instances.
    guard type.client == nil || type.isSingleton, callDepth < 2 else { return }
    let savedCreations = recorder.creations
    _ = call(value, Array(repeating: .unknown, count: function.parameters.count))
    recorder.creations = savedCreations
    for key in object.keys {
      guard let client = object.fields[key].flatMap({ self.client(in: $0) }) else { continue }
      if type.client == nil { type.client = client }
      if type.isSingleton {
        noteStorage(.static, key, client, function.range.lowerBound..<function.range.lowerBound + 1)
      }
    }
  }

  /// What `new` makes of a class.
  func makeInstance(of type: TypeValue, _ arguments: [Value]) -> Value {
    if let client = type.client { return .client(client) }
    let object = ObjectValue()
    object.contents = arguments.filter { client(in: $0) != nil }
    for key in type.instance.keys { object.set(key, type.instance.fields[key] ?? .unknown) }
    for case .constructor(let function) in type.declaration.members.map(\.kind) {
      _ = call(
        FunctionValue(function, type.scope, module: type.module),
        arguments,
        this: .object(object)
      )
    }
    return .object(object)
  }

  // MARK: Types

  /// The client that a variable of a type holds; nil when it holds none.
  func heldClient(_ type: TypeText, _ scope: Scope, _ depth: Int = 0) -> String? {
    guard depth < 4 else { return nil }
    if type.names.contains(where: {
      ["Parameters", "ConstructorParameters", "ReturnType"].contains($0.name)
        && $0.name != "ReturnType"
    }) {
      return nil
    }
    for name in type.names where name.isHeld {
      if clients.types.contains(name.name) || clients.factories.contains(name.name) {
        return name.name
      }
      if let base = name.base,
        case .driver(let module, let export)? = scope.find(base)?.variable.value,
        Drivers.isClientType(
          module,
          export.isEmpty || export == "default" || export == "*" ? name.name : export
        )
      {
        return "\(module).\(name.name)"
      }
      switch scope.find(name.name)?.variable.value {
      case .driver(let module, let export)
      where name.base == nil && Drivers.isClientType(module, export):
        return export == "default" ? module : "\(module).\(export)"
      case .type(let found) where found.client != nil: return found.client
      case .client(let client): return client
      case .function(let function) where type.names.contains { $0.name == "ReturnType" }:
        if let client = client(in: call(function, [])) { return client }
      default: break
      }
      if let alias = scope.type(name.name), let client = heldClient(alias, scope, depth + 1) {
        return client
      }
    }
    return nil
  }

  /// What a type is called; where nothing is written, what is called or made: `new Orders()`, `getOrders()`.
  func typeNames(of type: TypeText, made value: Expression?) -> [String] {
    let names = type.names.filter(\.isHeld).map(\.name)
    guard names.isEmpty, case .call(let callee, _, _, _)? = value?.kind else { return names }
    return lastName(of: callee).map { [$0] } ?? []
  }

  /// Keeps what the type of a variable is called.
  func note(_ type: TypeText, made value: Expression?, of pattern: Pattern, in scope: Scope) {
    guard case .name(let name, _) = pattern else { return }
    scope.variables[name]?.typeNames = typeNames(of: type, made: value)
  }

  /// Names, and what the types of what they name are called.
  func withTypes(_ names: [String], _ scope: Scope) -> [String] {
    let this: ObjectValue? =
      switch scope.currentThis {
      case .object(let object): object
      case .type(let type): type.statics
      default: nil
      }
    return names
      + names.flatMap { name in
        (scope.find(name)?.variable.typeNames ?? []) + (this?.typeNames[name] ?? [])
      }
  }

  /// Notes the names and texts of a type.
  func note(_ type: TypeText, _ scope: Scope) {
    guard isRecording else { return }
    for name in type.names {
      recorder.noteReference(
        Reference(
          base: name.base,
          name: name.name,
          isCall: false,
          isType: true,
          range: recorder.range(name.range)
        ),
        at: name.range
      )
      recorder.noteDriverType(name.base ?? name.name)
    }
    for text in type.texts { _ = evaluate(text, scope) }
  }
}
