import Lint
import SwiftSyntax

/// An argument of a call.
struct Argument {
  let label: String?
  let value: Value
  /// Where an `inout` argument is put back.
  var target: ExprSyntax?
}

extension Evaluator {
  // MARK: Calls

  func call(_ node: FunctionCallExprSyntax, _ scope: Scope, _ type: String?) -> Value {
    var callee = node.calledExpression
    var genericNames: [String] = []
    if let generic = callee.as(GenericSpecializationExprSyntax.self) {
      genericNames = generic.genericArgumentClause.arguments.flatMap { argument -> [String] in
        if case .type(let type) = argument.argument { heldTypeNames(in: type) } else { [] }
      }
      callee = generic.expression
    }
    // `[Client]()` makes a collection of its elements' type.
    if let array = callee.as(ArrayExprSyntax.self) {
      let arguments = self.arguments(of: node, scope)
      if let only = arguments.first?.value, let elements = only.elements { return .list(elements) }
      if array.elements.count == 1,
        let name = array.elements.first.flatMap({ lastName(of: $0.expression) })
      {
        return Self.plainTypes.contains(name)
          ? .list([]) : .object(Object(types: ["Array", resolved(name, scope.file)]))
      }
      return .list([])
    }
    if let dictionary = callee.as(DictionaryExprSyntax.self) {
      _ = arguments(of: node, scope)
      let names = identifiers(in: dictionary).map { resolved($0, scope.file) }
      return names.allSatisfy(Self.plainTypes.contains)
        ? .map([]) : .object(Object(types: ["Dictionary"] + names))
    }
    if let member = callee.as(MemberAccessExprSyntax.self) {
      return callMember(member, node, scope, type, genericNames)
    }
    let function = evaluate(callee, scope)
    if case .function(let callable) = function {
      let arguments = self.arguments(of: node, scope, parameters: parameters(of: callable))
      return call(callable, arguments, scope, node)
    }
    if case .type(let name) = function {
      return make(name, node, scope, genericNames)
    }
    // An `@autoclosure` is bound as what it gives.
    if function.isText, node.arguments.isEmpty { return function }
    if let name = callee.as(DeclReferenceExprSyntax.self)?.baseName.plainText {
      let arguments = self.arguments(of: node, scope)
      if let this = scope.currentThis?.value,
        let value = callBuiltin(name, this, arguments, nil, node, scope)
      {
        return value
      }
      return callUnknown(name, nil, arguments, node, scope, genericNames)
    }
    let arguments = self.arguments(of: node, scope)
    return .either(
      function.alternatives.map { value in
        if case .function(let callable) = value {
          call(callable, arguments, scope, node)
        } else {
          .unknown
        }
      }
    )
  }

  /// The arguments, those of trailing closures too.
  func arguments(
    of node: FunctionCallExprSyntax,
    _ scope: Scope,
    parameters: FunctionParameterListSyntax? = nil
  ) -> [Argument] {
    var all = node.arguments.enumerated().map { index, argument in
      let label = argument.label?.plainText
      let all = parameters.map(Array.init) ?? []
      let here = all.indices.contains(index) ? all[index] : nil
      let parameter =
        label == nil
        ? here.flatMap { $0.firstName.text == "_" ? $0 : nil }
        : all.first { $0.firstName.plainText == label }
      let type = parameter.flatMap { mainTypeName($0.type) }
      return Argument(
        label: label,
        value: evaluate(argument.expression, scope, expecting: type),
        target: argument.expression.as(InOutExprSyntax.self)?.expression
      )
    }
    if let closure = node.trailingClosure {
      all.append(Argument(label: nil, value: evaluate(ExprSyntax(closure), scope)))
    }
    for closure in node.additionalTrailingClosures {
      all.append(
        Argument(
          label: closure.label.plainText,
          value: evaluate(ExprSyntax(closure.closure), scope)
        )
      )
    }
    return all
  }

  private func parameters(of callable: Callable) -> FunctionParameterListSyntax? {
    switch callable {
    case .function(let node, _, _): node.signature.parameterClause.parameters
    case .local(let node, _): node.signature.parameterClause.parameters
    default: nil
    }
  }

  private func callMember(
    _ member: MemberAccessExprSyntax,
    _ node: FunctionCallExprSyntax,
    _ scope: Scope,
    _ type: String?,
    _ genericNames: [String]
  ) -> Value {
    let name = member.declName.baseName.plainText
    var genericNames = genericNames
    if let generic = member.base?.as(GenericSpecializationExprSyntax.self) {
      genericNames += typeNames(in: generic.genericArgumentClause)
    }
    var base: Value = .unknown
    if let expression = member.base {
      base = evaluate(expression, scope)
      if case .type(let target) = base { note(base: [target], for: member.id) }
    } else if let type {
      let target = resolved(type, scope.file)
      base = .type(target)
      note(base: [type, target], for: member.id)
    }
    if name == "self" || (name == "init" && base.isUnknown) {
      _ = arguments(of: node, scope)
      return .unknown
    }
    if case .type(let target) = base {
      if name == "init" { return make(target, node, scope, genericNames) }
      let items = declarations.members(name, of: target, from: scope.file)
      if items.isEmpty {
        if name.first?.isUppercase == true {
          return make(
            declarations.aliasTarget(of: name, from: scope.file) ?? name,
            node,
            scope,
            genericNames
          )
        }
        let arguments = self.arguments(of: node, scope)
        if let value = builtinStatic(name, of: target, arguments, scope, node) { return value }
        return callUnknown(name, target, arguments, node, scope, genericNames)
      }
    }
    // Each kind of value that the base may be has methods of its own.
    let values = base.alternatives.filter { !$0.isNothing }
    let declared = values.compactMap { method(name, of: $0, node, scope) }
    if let callable = declared.first, case .function(let function) = callable {
      let arguments = self.arguments(of: node, scope, parameters: parameters(of: function))
      return .either(
        declared.map { value in
          guard case .function(let callable) = value else { return .unknown }
          return call(callable, arguments, scope, node, target: member.base)
        }
      )
    }
    let arguments = self.arguments(of: node, scope)
    if let value = callBuiltin(name, base, arguments, member.base, node, scope) { return value }
    if case .object = base.unwrapped,
      ["withLock", "withCriticalRegion", "sync", "load", "get", "take"].contains(name)
    {
      if case .function(let callable)? = arguments.last?.value,
        case .object(let object) = base.unwrapped
      {
        let content = object.contents.first ?? .unknown
        return call(callable, [Argument(label: nil, value: content)], scope, node)
      }
      if case .object(let object) = base.unwrapped, let content = object.contents.first {
        return content
      }
    }
    return callUnknown(name, nil, arguments, node, scope, genericNames)
  }

  /// A method that the files declare, with what it is called on.
  private func method(
    _ name: String,
    of base: Value,
    _ node: FunctionCallExprSyntax,
    _ scope: Scope
  ) -> Value? {
    let type: String?
    switch base {
    case .type(let name): type = name
    case .text: type = "String"
    case .list: type = "Array"
    default: type = base.typeName
    }
    guard let type else { return nil }
    if case .object(let object) = base, let field = object.fields[name], case .function = field {
      return field
    }
    let items = declarations.members(name, of: type, from: scope.file)
    let count = node.arguments.count + (node.trailingClosure == nil ? 0 : 1)
    let labels = node.arguments.map { $0.label?.plainText ?? "_" }
    let functions = items.compactMap { item in
      item.node.as(FunctionDeclSyntax.self).map { ($0, item.file) }
    }
    let best =
      functions.first {
        $0.0.labels.prefix(labels.count).elementsEqual(labels) && $0.0.labels.count >= count
      }
      ?? functions.first
    if let best {
      return .function(.function(best.0, file: best.1, owner: base))
    }
    guard let item = items.first else { return nil }
    if let element = item.node.as(EnumCaseElementSyntax.self), element.parameterClause != nil {
      return .function(.enumCase(type: type, name: name))
    }
    let value = member(name, of: base, scope, node)
    if case .function = value { return value }
    return nil
  }

  /// Calls something.
  func call(
    _ callable: Callable,
    _ arguments: [Argument],
    _ scope: Scope,
    _ node: some SyntaxProtocol,
    target: ExprSyntax? = nil
  ) -> Value {
    guard depth < 16 else { return .unknown }
    switch callable {
    case .closure(let closure, let around):
      let value = noting(changesOf: around, at: node, scope) {
        callClosure(closure, around, arguments)
      }
      return arguments.isEmpty ? value : arisen(value, at: node, keepingLiterals: true)
    case .built(let closure, let around, let builder):
      return inlined(functionName) {
        built(closure.statements, by: builder, Scope(parent: around, file: around.file))
      }
    case .local(let function, let around):
      let inner = Scope(parent: around, file: around.file)
      return noting(changesOf: around, at: node, scope) {
        finish(function, arguments, inner, around.file, scope, node)
      }
    case .function(let function, let file, let owner):
      return callFunction(function, file, owner: owner, arguments, scope, node, target: target)
    case .enumCase(let type, let name):
      return .member(type: type, name: name, payload: arguments.map(\.value))
    case .method(let name, let base):
      return callBuiltin(name, base, arguments, nil, node, scope) ?? .unknown
    case .builtin(let name):
      return builtinInit(name, arguments, scope, node)
        ?? .object(Object(types: [name], contents: arguments.map(\.value)))
    }
  }

  /// Calls what may change variables around it, and takes note of the texts that they become.
  private func noting(
    changesOf around: Scope,
    at node: some SyntaxProtocol,
    _ scope: Scope,
    _ call: () -> Value
  ) -> Value {
    guard isRecording, scope.file == file else { return call() }
    let (value, changes) = watching(call)
    for variable in changes where variable.value.hasText && around.knows(variable) {
      set(variable, arisen(variable.value, at: node, keepingLiterals: true))
      note(variable.value, for: node.id)
    }
    return value
  }

  func callFunction(
    _ function: FunctionDeclSyntax,
    _ file: Int,
    owner: Value?,
    _ arguments: [Argument],
    _ scope: Scope,
    _ node: some SyntaxProtocol,
    target: ExprSyntax? = nil
  ) -> Value {
    let type = function.nearestTypeName
    var outer: Scope?
    if let type, function.isInType {
      outer = Scope(
        parent: nil,
        file: file,
        type: type,
        this: owner ?? .object(Object(types: [type]))
      )
    }
    let inner = Scope(parent: outer, file: file)
    let isMutating =
      target != nil
      && (function.modifiers.contains { $0.name.text == "mutating" } || owner?.hasFields == true)
    let value = finish(function, arguments, inner, file, scope, node, isMutating: isMutating)
    if isMutating, let target, let this = outer?.this {
      if case .object = this.value { store(this.value, in: target, scope) }
    }
    return value
  }

  /// Results that are no part of a string and hold no client.
  private static let opaqueResults: Set<String> = ["Bool", "Void", "Double", "Never", "Float"]

  private func finish(
    _ function: FunctionDeclSyntax,
    _ arguments: [Argument],
    _ inner: Scope,
    _ file: Int,
    _ scope: Scope,
    _ node: some SyntaxProtocol,
    isMutating: Bool = false
  ) -> Value {
    let result = function.signature.returnClause?.type
    guard let body = function.body else { return typed(result, file) }
    // What gives nothing back and changes nothing that is known here need not run.
    let isLocal = inner.parent != nil && !function.isInType
    let changes = arguments.contains { $0.target != nil } || isMutating || isLocal
    guard result != nil || changes else { return .unknown }
    if let result, !changes, mainTypeName(result).map(Self.opaqueResults.contains) == true {
      return .unknown
    }
    let run = { [self] in
      inlined(function.signatureText) {
        bind(arguments, to: function.signature.parameterClause.parameters, inner)
        if let builder = builder(of: function.attributes, file) {
          return built(body.statements, by: builder, inner)
        }
        return results(of: body.statements, inner, expecting: result.flatMap { mainTypeName($0) })
      }
    }
    // What a function of a function gives depends on what stands around it.
    var value =
      changes
      ? run()
      : self.result(
        of: function.id,
        from: [Argument(label: nil, value: inner.currentThis?.value ?? .nothing)] + arguments,
        run
      )
    for (parameter, argument) in matched(arguments, function.signature.parameterClause.parameters) {
      guard let target = argument.target,
        let name = parameter.map({ ($0.secondName ?? $0.firstName).plainText })
      else { continue }
      guard let variable = inner.variables[name] else { continue }
      let changed = arisen(variable.value, at: node)
      store(changed, in: target, scope)
      if isRecording, scope.file == self.file { note(changed, for: node.id) }
    }
    if result == nil { value = .unknown }
    value = completed(value, result, file)
    value = adding(
      { "'\(function.name.plainText)' gives \($0)" },
      to: value,
      at: node,
      in: scope.file
    )
    let isOwn = inner.currentThis.map { if case .type = $0.value { false } else { true } } ?? false
    return arguments.isEmpty && !isOwn ? value : arisen(value, at: node, keepingLiterals: true)
  }

  func callSubscript(
    _ node: SubscriptDeclSyntax,
    _ file: Int,
    _ this: Value,
    _ type: String,
    _ arguments: [(String?, Value)]
  ) -> Value {
    guard case .getter(let statements)? = node.accessorBlock?.accessors else {
      return typed(node.returnClause.type, file)
    }
    let outer = Scope(parent: nil, file: file, type: type, this: this)
    let inner = Scope(parent: outer, file: file)
    return inlined(nil) {
      bind(
        arguments.map { Argument(label: $0.0, value: $0.1) },
        to: node.parameterClause.parameters,
        inner
      )
      return results(of: statements, inner, expecting: nil)
    }
  }

  /// The parameters with the arguments that they take, in the order of the arguments.
  private func matched(
    _ arguments: [Argument],
    _ parameters: FunctionParameterListSyntax
  ) -> [(FunctionParameterSyntax?, Argument)] {
    var result: [(FunctionParameterSyntax?, Argument)] = []
    let all = Array(parameters)
    // Operands of operators have no labels though parameters do.
    if arguments.count == all.count, arguments.allSatisfy({ $0.label == nil }) {
      return zip(all, arguments).map { ($0, $1) }
    }
    var next = 0
    for argument in arguments {
      var found: FunctionParameterSyntax?
      if next > 0, argument.label == nil, next <= all.count, all[next - 1].ellipsis != nil {
        found = all[next - 1]
      } else if let index = all.indices.dropFirst(next).first(where: {
        argument.label == nil
          ? all[$0].firstName.text == "_" || $0 >= all.count - 1
          : all[$0].firstName.plainText == argument.label
      }) {
        found = all[index]
        next = index + 1
      } else if let last = all.last, argument.label == nil {
        found = last
      }
      result.append((found, argument))
    }
    return result
  }

  /// Gives parameters their arguments or defaults.
  func bind(_ arguments: [Argument], to parameters: FunctionParameterListSyntax, _ scope: Scope) {
    var given: Set<SyntaxIdentifier> = []
    for (parameter, argument) in matched(arguments, parameters) {
      guard let parameter else { continue }
      let name = (parameter.secondName ?? parameter.firstName).plainText
      if parameter.ellipsis != nil {
        if given.contains(parameter.id), let variable = scope.variables[name],
          case .list(let values) = variable.value
        {
          variable.value = .list(values + [argument.value])
        } else {
          scope.variables[name] = Scope.Variable(.list([argument.value]))
        }
      } else {
        var value = argument.value
        if case .function(.closure(let closure, let around)) = value,
          let builder = builder(of: parameter.attributes, scope.file)
        {
          value = .function(.built(closure, around, by: builder))
        }
        if value.isUnknown { value = typed(parameter.type, scope.file) }
        scope.variables[name] = Scope.Variable(value)
      }
      given.insert(parameter.id)
    }
    for parameter in parameters where !given.contains(parameter.id) {
      let name = (parameter.secondName ?? parameter.firstName).plainText
      var value: Value = .unknown
      if let standard = parameter.defaultValue?.value {
        value = evaluate(standard, scope, expecting: mainTypeName(parameter.type))
        value = adding(
          { "'\(name)' is \($0) by default" },
          to: value,
          at: parameter,
          in: scope.file
        )
      } else if parameter.ellipsis != nil {
        value = .list([])
      }
      scope.variables[name] = Scope.Variable(value)
    }
  }

  func callClosure(_ closure: ClosureExprSyntax, _ around: Scope, _ arguments: [Argument]) -> Value
  {
    let inner = Scope(parent: around, file: around.file)
    bindCaptures(closure, around, inner)
    var names: [String] = []
    switch closure.signature?.parameterClause {
    case .simpleInput(let list): names = list.map { $0.name.plainText }
    case .parameterClause(let clause):
      names = clause.parameters.map { ($0.secondName ?? $0.firstName).plainText }
    case nil: break
    }
    var values = arguments.map(\.value)
    if names.count > 1, values.count == 1, case .tuple(let parts) = values[0] {
      values = parts.map(\.value)
    }
    if names.isEmpty, values.count == 1, case .tuple(let parts) = values[0],
      identifiers(in: closure.statements).contains("$1")
    {
      values = parts.map(\.value)
    }
    for (index, value) in values.enumerated() {
      if names.indices.contains(index) { inner.variables[names[index]] = Scope.Variable(value) }
      inner.variables["$\(index)"] = Scope.Variable(value)
    }
    return inlined(functionName) { results(of: closure.statements, inner, expecting: nil) }
  }

  func bindCaptures(_ closure: ClosureExprSyntax, _ around: Scope, _ inner: Scope) {
    for capture in closure.signature?.capture?.items ?? [] {
      let name = capture.name.plainText
      if let value = capture.initializer?.value {
        inner.variables[name] = Scope.Variable(evaluate(value, around))
      } else if let variable = around.find(name) {
        inner.variables[name] = Scope.Variable(variable.value)
      }
    }
  }

  // MARK: Making

  /// An instance of a type.
  private func make(
    _ name: String,
    _ node: FunctionCallExprSyntax,
    _ scope: Scope,
    _ genericNames: [String]
  ) -> Value {
    let type = resolved(name, scope.file)
    let initializers = declarations.members("init", of: type, from: scope.file)
      .compactMap { item in item.node.as(InitializerDeclSyntax.self).map { ($0, item.file) } }
    let labels = node.arguments.map { $0.label?.plainText ?? "_" }
    let chosen = initializers.first {
      labels.allSatisfy($0.0.labels.contains)
        && ($0.0.labels.count >= labels.count || $0.0.isVariadic)
    }
    let arguments = self.arguments(
      of: node,
      scope,
      parameters: chosen?.0.signature.parameterClause.parameters
    )
    if declarations.isEnum(type, from: scope.file), labels == ["rawValue"],
      let raw = arguments.first?.value
    {
      let cases = declarations.cases(of: type, from: scope.file).map(\.node.name.plainText)
      let found = cases.filter { name in
        knownRaw(of: name, type, scope, node).equals(raw) == true
      }
      return found.first.map { .member(type: type, name: $0, payload: []) }
        ?? .object(Object(types: [type]))
    }
    if !declarations.hasType(type, from: scope.file)
      || (initializers.isEmpty && Self.extendedTypes.contains(type))
    {
      if let value = builtinInit(type, arguments, scope, node) { return value }
    }
    var object = Object(types: [type] + aliased(name, type, scope.file) + genericNames)
    object.contents = arguments.map(\.value)
    guard declarations.hasType(type, from: scope.file) else { return .object(object) }
    if let (initializer, file) = chosen {
      let outer = Scope(parent: nil, file: file, type: type, this: .object(Object(types: [type])))
      let inner = Scope(parent: outer, file: file)
      if let body = initializer.body {
        inlined("init") {
          bind(arguments, to: initializer.signature.parameterClause.parameters, inner)
          _ = execute(body.statements, inner)
        }
      }
      switch outer.this?.value {
      case .object(let made): object.fields = made.fields
      case .member(let type, let name, let payload):
        return .member(type: type, name: name, payload: payload)
      default: break
      }
    } else {
      for argument in arguments {
        if let label = argument.label { object.fields[label] = argument.value }
      }
      if let closure = arguments.last, closure.label == nil, case .function = closure.value {
        let names = declarations.storedProperties(of: type, from: scope.file)
        if names.count == 1,
          let name = names[0].node.as(PatternBindingSyntax.self)?.pattern.boundNames.first
        {
          object.fields[name] = closure.value
        }
      }
    }
    return .object(object)
  }

  private static let extendedTypes: Set<String> = [
    "String", "Array", "Data", "Character", "Int", "Set", "Substring",
  ]

  private func knownRaw(
    of name: String,
    _ type: String,
    _ scope: Scope,
    _ node: some SyntaxProtocol
  ) -> Value {
    silently { member("rawValue", of: .member(type: type, name: name, payload: []), scope, node) }
  }

  /// The other types that an alias mentions: `Client` of `typealias Pool = Box<Client>`.
  private func aliased(_ name: String, _ type: String, _ file: Int) -> [String] {
    declarations.aliases(name, from: file).flatMap { heldTypeNames(in: $0) }.filter { $0 != type }
  }

  /// A function that no file declares.
  private func callUnknown(
    _ name: String,
    _ type: String?,
    _ arguments: [Argument],
    _ node: FunctionCallExprSyntax,
    _ scope: Scope,
    _ genericNames: [String]
  ) -> Value {
    if type == nil, let value = builtinFunction(name, arguments, node, scope) { return value }
    let isMaking = ["connect", "make", "create", "open", "build", "init", "with"].contains(
      where: name.hasPrefix
    )
    var object = Object(types: genericNames, makers: [name])
    if let type {
      if isMaking { object.types.insert(type, at: 0) }
    }
    object.contents = arguments.map(\.value)
    return .object(object)
  }

  // MARK: Result builders

  /// The result builder that an attribute names.
  func builder(of attributes: AttributeListSyntax, _ file: Int) -> String? {
    for attribute in attributes {
      guard
        let name = attribute.as(AttributeSyntax.self).flatMap({
          typeNames(in: $0.attributeName).last
        })
      else { continue }
      let items = ["buildBlock", "buildPartialBlock", "buildExpression"]
        .flatMap { declarations.members($0, of: name, from: file) }
      if !items.isEmpty { return name }
    }
    return nil
  }

  /// What a builder makes of the values of statements.
  func built(_ statements: CodeBlockItemListSyntax, by builder: String, _ scope: Scope) -> Value {
    func use(_ name: String, _ arguments: [Argument]) -> Value? {
      let all = declarations.members(name, of: builder, from: scope.file)
        .compactMap { item in item.node.as(FunctionDeclSyntax.self).map { ($0, item.file) } }
      let fitting =
        all.first { $0.0.labels.elementsEqual(arguments.map { $0.label ?? "_" }) } ?? all.first
      guard let (function, file) = fitting else { return nil }
      return callFunction(function, file, owner: .type(builder), arguments, scope, statements)
    }
    func component(_ value: Value) -> Value {
      use("buildExpression", [Argument(label: nil, value: value)]) ?? value
    }
    var parts: [Value] = []
    for item in statements {
      switch item.item {
      case .expr(let expression): parts.append(component(evaluate(expression, scope)))
      case .stmt(let statement):
        if let expression = statement.as(ExpressionStmtSyntax.self)?.expression {
          parts.append(component(evaluate(expression, scope)))
        } else if let result = statement.as(ReturnStmtSyntax.self)?.expression {
          return evaluate(result, scope)
        } else {
          _ = execute(item.item, scope)
        }
      default: _ = execute(item.item, scope)
      }
    }
    var value: Value
    if let whole = use("buildBlock", parts.map { Argument(label: nil, value: $0) }) {
      value = whole
    } else if let first = parts.first,
      let begun = use("buildPartialBlock", [Argument(label: "first", value: first)])
    {
      value = parts.dropFirst().reduce(begun) { sum, next in
        use(
          "buildPartialBlock",
          [Argument(label: "accumulated", value: sum), Argument(label: "next", value: next)]
        ) ?? .unknown
      }
    } else {
      value = .list(parts)
    }
    if !declarations.members("buildFinalResult", of: builder, from: scope.file).isEmpty,
      let final = use("buildFinalResult", [Argument(label: nil, value: value)])
    {
      value = final
    }
    let whole = statements.parent ?? Syntax(statements)
    value = arisen(
      adding({ "'\(builder)' builds \($0)" }, to: value, at: whole, in: scope.file),
      at: whole
    )
    if isRecording, scope.file == file { note(value, for: whole.id) }
    return value
  }
}

extension Value {
  /// Whether something is known of what it is made of.
  fileprivate var hasFields: Bool {
    if case .object(let object) = self { !object.fields.isEmpty } else { false }
  }
}

extension FunctionDeclSyntax {
  fileprivate var labels: [String] {
    signature.parameterClause.parameters.map(\.firstName.plainText)
  }

  /// The name as `#function` gives it.
  var signatureText: String {
    name.plainText + "(" + labels.map { "\($0):" }.joined() + ")"
  }

  /// Whether it stands in a type.
  var isInType: Bool { enclosingScope?.kind == .memberBlockItemList }
}

extension InitializerDeclSyntax {
  fileprivate var isVariadic: Bool {
    signature.parameterClause.parameters.contains { $0.ellipsis != nil }
  }

  fileprivate var labels: [String] {
    signature.parameterClause.parameters.map(\.firstName.plainText)
  }
}
