import Lint
import SourceText

extension Evaluator {
  /// Notes a string with its values, and of which names it is put together.
  func record(
    _ range: Range<Int>,
    _ value: Value,
    from parts: [Expression] = [],
    _ scope: Scope? = nil
  ) {
    guard isRecording, case .text(let texts) = value else { return }
    recorder.noteString(range, texts, scope.map { steps(to: parts, $0) } ?? [])
  }

  /// What the names among the parts of a string are.
  private func steps(to parts: [Expression], _ scope: Scope) -> [DerivationStep] {
    var steps: [DerivationStep] = []
    for name in parts.flatMap(plainNames) {
      guard let variable = scope.find(name)?.variable, let place = variable.place,
        case .text(let texts) = variable.value, let lines = modules.lines(of: place.module)
      else { continue }
      let shown = texts.prefix(3).map { "\"\($0.display)\"" }.joined(separator: " or ")
      let step = DerivationStep(
        "'\(name)' is \(shown)",
        path: place.module,
        range: lines.range(place.range)
      )
      if !steps.contains(step) { steps.append(step) }
    }
    return steps
  }

  private func plainNames(in expression: Expression) -> [String] {
    switch expression.kind {
    case .name(let name): [name]
    case .member(let base, _, _): plainNames(in: base)
    case .index(let base, let key): plainNames(in: base) + plainNames(in: key)
    case .array(let parts), .binary(_, let parts), .template(_, _, _, let parts),
      .sequence(let parts):
      parts.flatMap(plainNames)
    case .call(let callee, let arguments, _, _):
      plainNames(in: callee) + arguments.flatMap(plainNames)
    case .passing(let inner), .typed(let inner, _), .spread(let inner): plainNames(in: inner)
    default: []
    }
  }

  /// Notes a key, a member or a name that can become a string.
  func noteKey(_ name: String, _ range: Range<Int>) {
    guard isRecording, !clients.names.contains(name) else { return }
    recorder.noteString(range, [FoldedText(name)])
  }

  func noteReference(
    _ name: String,
    base: String?,
    _ range: Range<Int>,
    isCall: Bool = false,
    isKey: Bool = false,
    isDeclaration: Bool = false
  ) {
    guard isRecording else { return }
    // A key or a declaration is no use; only a name that injects a client counts anywhere.
    if isKey || isDeclaration, !clients.names.contains(name) { return }
    recorder.noteReference(
      Reference(
        base: base,
        name: name,
        isCall: isCall,
        isType: false,
        range: recorder.range(range)
      ),
      at: range
    )
  }

  func noteStorage(_ kind: Storage.Kind, _ name: String, _ client: String, _ range: Range<Int>) {
    guard isRecording else { return }
    recorder.noteStorage(kind, name, client, range)
  }

  func noteOpening(_ client: String, _ range: Range<Int>) {
    guard isRecording else { return }
    recorder.noteOpening(client, range)
  }

  // MARK: Imports

  func noteImport(_ declaration: ImportDeclaration) {
    guard isRecording else { return }
    for name in declaration.names where name.imported != "*" && name.imported != "default" {
      recorder.noteReference(
        Reference(
          base: nil,
          name: name.imported,
          isCall: false,
          isType: name.isTypeOnly,
          range: recorder.range(name.range)
        ),
        at: name.range
      )
    }
    guard !declaration.isTypeOnly, modules.path(of: declaration.module, from: module) == nil,
      let driver = Drivers.module(declaration.module)
    else { return }
    let names = declaration.names.filter { !$0.isTypeOnly }
    // Prisma's client brings the enums of the schema along, which open nothing.
    if driver == "@prisma/client", !names.isEmpty,
      !names.contains(where: { $0.imported == "*" || Drivers.opens(driver, $0.imported) })
    {
      return
    }
    let locals = names.map(\.local)
    recorder.noteStaticImport(driver, locals, declaration.range)
  }

  func noteDriverImport(_ driver: String, _ range: Range<Int>) {
    guard isRecording else { return }
    recorder.noteImport(driver, range)
  }

  // MARK: Fallbacks

  func noteFallback(
    _ kind: Fallback.Kind,
    subject: [String],
    _ value: Expression,
    _ result: Value
  ) {
    guard isRecording else { return }
    recorder.noteFallback(
      Fallback(
        kind: kind,
        subjectNames: subject.filter { !$0.isEmpty },
        valueNames: names(in: value).filter { name in
          if case .string(let text) = value.kind { text != name } else { true }
        },
        alternatives: result.texts ?? [],
        isRefusal: isRefusal(value),
        range: recorder.range(value.range)
      ),
      at: value.range
    )
  }

  private func isRefusal(_ value: Expression) -> Bool {
    switch value.kind {
    case .keyword(let word): return word == "null" || word == "undefined"
    case .call(let callee, _, _, _):
      let name = lastName(of: callee)?.lowercased() ?? ""
      return ["fail", "panic", "raise", "throw", "never", "unreachable", "abort", "invariant"]
        .contains { name.hasPrefix($0) }
    case .passing(let inner), .typed(let inner, _): return isRefusal(inner)
    default: return false
    }
  }

  /// As in `f(cluster = "x")`, `{ cluster = "x" }`.
  func noteDefault(_ pattern: Pattern, _ type: TypeText, _ value: Expression, _ result: Value) {
    noteFallback(
      .defaultArgument,
      subject: pattern.names + type.names.map(\.name),
      value,
      result
    )
  }

  /// A name that itself says that it is a default.
  func noteNamedDefault(_ pattern: Pattern, _ value: Expression, _ result: Value) {
    guard isRecording, case .name(let name, _) = pattern, case .text = result else { return }
    recorder.noteFallback(
      Fallback(
        kind: .assignment,
        subjectNames: [],
        valueNames: [name],
        alternatives: [],
        isRefusal: false,
        range: recorder.range(value.range)
      ),
      at: value.range
    )
  }

  /// As in `config.get("CLUSTER", "x")`.
  func noteLookUpDefault(
    _ name: String?,
    _ callee: Expression,
    _ expressions: [Expression],
    _ arguments: [Value]
  ) {
    guard let name, expressions.count >= 2, expressions.count == arguments.count,
      Self.readers.contains(name)
    else { return }
    let last = expressions.count - 1
    noteFallback(
      .defaultSubscript,
      subject: names(in: callee) + expressions[..<last].flatMap(names) + destinations,
      expressions[last],
      arguments[last]
    )
  }

  private static let readers: Set<String> = [
    "get", "getOr", "getOrDefault", "getOrElse", "env", "getEnv", "getenv", "defaultTo", "optional",
    "unwrapOr", "valueOr", "envOr", "orElse", "coalesce", "withDefault", "getString", "str",
    "isNil",
  ]

  /// `z.string().default("x")` under a key.
  func noteSchemaDefault(_ key: String?, _ value: Expression, _ scope: Scope) {
    guard let key, case .call(let callee, let arguments, _, _) = value.kind,
      case .member(_, let name, _) = callee.kind, ["default", "catch", "prefault"].contains(name),
      let standIn = arguments.first
    else { return }
    if case .function = standIn.kind { return }
    noteFallback(.defaultSubscript, subject: [key], standIn, evaluate(standIn, scope))
  }

  /// As in `if (!cluster) cluster = "x"`, `if (!cluster) return "x"`.
  func noteConditionalDefault(_ test: Expression, _ then: [Statement], _ scope: Scope) {
    guard isRecording, let subject = absent(in: test) else { return }
    for statement in then.flatMap(\.simple) {
      switch statement.kind {
      case .expression(let expression):
        guard case .assignment(_, let target, let value) = expression.kind,
          !Set(names(in: target)).isDisjoint(with: subject)
        else { continue }
        noteFallback(.conditional, subject: subject, value, evaluate(value, scope))
      case .returning(let value?):
        noteFallback(.conditional, subject: subject, value, evaluate(value, scope))
      default: break
      }
    }
  }

  /// The names of what a test finds missing; nil when it asks for something else.
  private func absent(in test: Expression) -> [String]? {
    switch test.kind {
    case .prefix("!", let inner): return names(in: inner)
    case .binary(let name, let operands) where name == "==" || name == "===":
      guard operands.count == 2, operands.contains(where: isNothing) else { return nil }
      return operands.flatMap(names)
    case .binary("||", let operands), .binary("&&", let operands):
      return operands.lazy.compactMap(absent).first
    default: return nil
    }
  }

  private func isNothing(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .keyword(let word): word == "null" || word == "undefined"
    case .name("undefined"), .string(""), .string("undefined"): true
    case .number(0): true
    default: false
    }
  }

  /// `default: return "x"` of a switch over a cluster.
  func noteChoiceDefault(_ value: Expression, _ body: [Statement], _ scope: Scope) {
    guard isRecording else { return }
    for statement in body.flatMap(\.simple) {
      if case .returning(let result?) = statement.kind {
        noteFallback(.conditional, subject: names(in: value), result, evaluate(result, scope))
      }
    }
  }

  // MARK: Providers and failures

  /// As in `{ provide: TOKEN, useFactory: () => createClient(…) }`.
  func noteProvider(_ object: ObjectValue, _ properties: [Property], _ scope: Scope) {
    guard isRecording, object.fields["provide"] != nil || object.keys.contains("provide") else {
      return
    }
    let scopeNames = properties.filter { $0.key.name == "scope" || $0.key.name == "durable" }
      .flatMap { names(in: $0.value) }
    if scopeNames.contains(where: { $0 == "REQUEST" || $0 == "TRANSIENT" }) { return }
    for property in properties {
      guard let key = property.key.name, key.hasPrefix("use"), let value = object.fields[key] else {
        continue
      }
      var found = client(in: value)
      switch value {
      case .function(let function): found = client(in: call(function, []))
      case .type(let type): found = type.client
      case .driver(let module, let export) where Drivers.isClientType(module, export):
        found = "\(module).\(export)"
      default: break
      }
      if let found {
        recorder.settle(property.value.range)
        noteStorage(.global, "provider", found, property.key.range)
      }
    }
  }
}

extension Statement {
  /// The statement, or those of a block.
  fileprivate var simple: [Statement] {
    if case .block(let statements) = kind { statements } else { [self] }
  }
}
