import Lint
import SourceText
import SwiftSyntax

/// Runs a file as far as constants go, every function once with arguments of which nothing is known, and
/// notes what expressions are.
final class Evaluator {
  let declarations: Declarations
  /// The file that is looked at.
  let file: Int

  /// What expressions of the file are: of one that runs several times, everything that it was.
  private(set) var values: [SyntaxIdentifier: Value] = [:]
  /// The types that members are applied to.
  private(set) var bases: [SyntaxIdentifier: [String]] = [:]

  /// Whether what runs is the file itself, and not something that it calls.
  var isRecording = true
  /// How many functions run within each other.
  var depth = 0
  /// How much the call that runs may still do; what would need more is unknown.
  private var allowance = 0
  /// How much calls of the file may still do, taken together.
  private var budget = 25_000

  private static let maximumAllowance = 150
  /// Variables that were changed since a branch began, with what they were.
  private var journals: [[ObjectIdentifier: (variable: Scope.Variable, old: Value)]] = []
  /// Variables that the call that is watched has changed, in the order of their first changes.
  private var watched: [Scope.Variable]?
  /// What the function that runs has returned so far.
  var returned: [Value] = []
  /// The name of the function that runs.
  var functionName: String?
  /// The types that the functions that run are declared to give.
  var expectedResult: [String?] = []
  /// Constants that are known already, and those that are being computed.
  private var constants: [ConstantKey: Value?] = [:]

  /// What types hold, as far as it was asked for.
  var expansions: [TypeKey: [String]] = [:]

  /// A type as a file sees it.
  struct TypeKey: Hashable {
    let name: String
    let file: Int
  }

  private struct ConstantKey: Hashable {
    let node: SyntaxIdentifier
    let name: String
    /// What is known of the instance.
    var this = ""
  }

  /// What functions give where nothing is known of their arguments but types; nil while one runs.
  private var results: [CallKey: Value?] = [:]

  private struct CallKey: Hashable {
    let function: SyntaxIdentifier
    let inputs: [String]
  }

  /// What of the file is run, or not, as a whole.
  private let units: Set<SyntaxIdentifier>
  /// Those that run now, and those that ran.
  private var selected: Set<SyntaxIdentifier> = []
  private var finished: Set<SyntaxIdentifier> = []
  /// The one that runs.
  private var unit: SyntaxIdentifier?
  /// Those in which something came about that can be a client or a text, and those with a piece of a text.
  private var carrying: Set<SyntaxIdentifier> = []
  private var holdingPieces: Set<SyntaxIdentifier> = []
  private let filter: WordFilter
  /// By unit, the types of what came about in it.
  private var types: [SyntaxIdentifier: Set<UInt32>] = [:]
  private var knownTypes: [String: (word: UInt32, isCarried: Bool)] = [:]

  init(
    _ declarations: Declarations,
    file: Int,
    units: Set<SyntaxIdentifier>,
    filter: WordFilter
  ) {
    self.declarations = declarations
    self.file = file
    self.units = units
    self.filter = filter
  }

  /// Whether a declaration of the file, or a statement at its top, does not run now.
  func skips(_ node: some SyntaxProtocol) -> Bool {
    let id = node.id
    guard units.contains(id) else { return false }
    guard selected.contains(id) else { return true }
    unit = id
    return false
  }

  /// Whether a declaration of the file was never run.
  func leavesOut(_ node: some SyntaxProtocol) -> Bool {
    units.contains(node.id) && !finished.contains(node.id)
  }

  /// Runs units of the file.
  ///
  /// - Parameter selected: the units.
  /// - Returns: what came about in units that ran.
  func run(_ selected: Set<SyntaxIdentifier>) -> [SyntaxIdentifier: Outcome] {
    self.selected = selected
    finished.formUnion(selected)
    let scope = Scope(parent: nil, file: file)
    for item in declarations.file(file).tree.statements where !skips(item.item) {
      _ = execute(item.item, scope, isTop: true)
    }
    unit = nil
    return Dictionary(
      uniqueKeysWithValues: selected.map { unit in
        let outcome = Outcome(
          carries: carrying.contains(unit),
          holdsPiece: holdingPieces.contains(unit),
          types: types[unit] ?? []
        )
        return (unit, outcome)
      }
    )
  }

  /// What came about in a unit.
  struct Outcome: Sendable {
    /// Whether that is what a rule looks for: a client, or a text.
    var carries = false
    /// Whether it is a piece of a text.
    var holdsPiece = false
    /// The types that it has.
    var types: Set<UInt32> = []
  }

  // MARK: Notes

  /// What is known of an expression of the file.
  func value(of expression: some SyntaxProtocol) -> Value { values[expression.id] ?? .unknown }

  /// Evaluates an expression, and takes note of it.
  func evaluate(_ expression: ExprSyntax, _ scope: Scope, expecting type: String? = nil) -> Value {
    if !isRecording {
      guard allowance > 0, budget > 0, depth < 24 else { return .unknown }
      allowance -= 1
      budget -= 1
    }
    let value = result(of: expression, scope, type)
    if isRecording, scope.file == file { note(value, for: expression.id) }
    return value
  }

  func note(_ value: Value, for node: SyntaxIdentifier) {
    if let unit, !carrying.contains(unit), carries(value, 0) { carrying.insert(unit) }
    values[node] = values[node].map { .either($0, value) } ?? value
  }

  /// Whether a value is or holds what a rule looks for; a piece of it is noted.
  private func carries(_ value: Value, _ depth: Int) -> Bool {
    guard depth < 8 else { return false }
    switch value {
    case .text(let texts): return texts.contains { carries($0.folded.display) }
    case .list(let values): return values.contains { carries($0, depth + 1) }
    case .any(let values): return values.contains { carries($0, depth + 1) }
    case .map(let pairs):
      return pairs.contains { carries($0.key, depth + 1) || carries($0.value, depth + 1) }
    case .tuple(let parts): return parts.contains { carries($0.value, depth + 1) }
    case .member(let type, let name, let payload):
      return carries(name) || carries(type: type) || payload.contains { carries($0, depth + 1) }
    case .object(let object):
      return object.types.contains { carries(type: $0) } || object.makers.contains { carries($0) }
        || object.fields.values.contains { carries($0, depth + 1) }
        || object.contents.contains { carries($0, depth + 1) }
    case .type(let name): return carries(type: name)
    case .function(.function(_, _, let owner)): return owner.map { carries($0, depth + 1) } ?? false
    case .function(.method(_, let value)): return carries(value, depth + 1)
    case .function(.builtin(let name)): return carries(name)
    case .function(.enumCase(let type, let name)): return carries(type: type) || carries(name)
    // What stands in these is run where they stand.
    case .function(.closure), .function(.local), .function(.built): return false
    case .number, .truth, .nothing, .unknown, .keyPath: return false
    }
  }

  private func carries(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      let scan = filter.evidence(in: bytes, isSource: false)
      if let unit, filter.holdsPiece(scan, shortest: SwiftReader.shortestPiece) {
        holdingPieces.insert(unit)
      }
      return scan.evidence.contains(.carried)
    }
  }

  private func carries(type: String) -> Bool {
    let known: (word: UInt32, isCarried: Bool)
    if let found = knownTypes[type] {
      known = found
    } else {
      known = (wordHash(type), carries(type))
      knownTypes[type] = known
    }
    if let unit { types[unit, default: []].insert(known.word) }
    return known.isCarried
  }

  func note(base: [String], for node: SyntaxIdentifier) {
    guard isRecording else { return }
    bases[node, default: []] += base
  }

  /// Does something without taking note of it.
  func silently<Result>(_ body: () -> Result) -> Result {
    let outer = isRecording
    if outer { allowance = Self.maximumAllowance }
    isRecording = false
    defer { isRecording = outer }
    return body()
  }

  /// Does something that is the same wherever it is asked for, so that it may cost the same everywhere.
  private func apart<Result>(_ body: () -> Result) -> Result {
    let outer = allowance
    allowance = Self.maximumAllowance
    defer { allowance = outer }
    return silently(body)
  }

  // MARK: Variables

  func set(_ variable: Scope.Variable, _ value: Value) {
    if watched?.contains(where: { $0 === variable }) == false { watched?.append(variable) }
    if !journals.isEmpty, journals[journals.count - 1][ObjectIdentifier(variable)] == nil {
      journals[journals.count - 1][ObjectIdentifier(variable)] = (variable, variable.value)
    }
    variable.value = value
  }

  /// Runs what may happen instead of each other, and joins what came of it.
  ///
  /// - Parameters:
  ///   - branches: each says whether what follows may run after it.
  ///   - isComplete: whether one of them surely runs.
  /// - Returns: whether what follows may run.
  func branch(_ branches: [() -> Bool], isComplete: Bool) -> Bool {
    var variables: [ObjectIdentifier: Scope.Variable] = [:]
    var outcomes: [[ObjectIdentifier: Value]] = isComplete ? [] : [[:]]
    for body in branches {
      journals.append([:])
      let goesOn = body()
      let changes = journals.removeLast()
      var outcome: [ObjectIdentifier: Value] = [:]
      for (key, change) in changes {
        outcome[key] = change.variable.value
        variables[key] = change.variable
        change.variable.value = change.old
      }
      if goesOn { outcomes.append(outcome) }
    }
    for (key, variable) in variables {
      let all = outcomes.map { $0[key] ?? variable.value }
      if !all.isEmpty { set(variable, .either(all)) }
    }
    return !outcomes.isEmpty
  }

  /// Calls something, and gives the variables that it changed.
  func watching(_ call: () -> Value) -> (value: Value, changes: [Scope.Variable]) {
    let outer = watched
    watched = []
    defer { watched = outer }
    let value = call()
    return (value, watched ?? [])
  }

  // MARK: Steps

  /// A step at a place.
  func step(_ text: String, at node: some SyntaxProtocol, in file: Int) -> DerivationStep {
    let source = declarations.file(file)
    return DerivationStep(text, path: source.path, range: source.locations.range(of: node))
  }

  /// The texts as they come out of a step.
  func adding(
    _ describe: (String) -> String,
    to value: Value,
    at node: some SyntaxProtocol,
    in file: Int
  ) -> Value {
    switch value {
    case .text(let texts):
      return .text(
        texts.map { text in
          guard text.folded != .unknown, text.steps.count < 12 else { return text }
          var text = text
          text.steps.append(
            step(describe("\"\(text.folded.display.prefix(80))\""), at: node, in: file)
          )
          return text
        }
      )
    case .any(let values):
      return .any(values.map { adding(describe, to: $0, at: node, in: file) })
    default: return value
    }
  }

  /// The texts as an expression that made them.
  func arisen(_ value: Value, at node: some SyntaxProtocol, keepingLiterals: Bool = false) -> Value
  {
    switch value {
    case .text(let texts):
      return .text(
        texts.map { text in
          if keepingLiterals, text.isLiteral { return text }
          var text = text
          text.origin = node.id
          text.isLiteral = false
          return text
        }
      )
    case .any(let values):
      return .any(values.map { arisen($0, at: node, keepingLiterals: keepingLiterals) })
    default: return value
    }
  }

  // MARK: Names

  /// What a name means.
  func lookUp(_ name: String, _ scope: Scope, at node: some SyntaxProtocol) -> Value {
    var current: Scope? = scope
    while let here = current {
      if let variable = here.variables[name] {
        return adding({ "'\(name)' is \($0)" }, to: variable.value, at: node, in: scope.file)
      }
      if let type = here.type, let this = here.this?.value {
        if let value = knownMember(name, of: this, type: type, scope) { return value }
      }
      current = here.parent
    }
    let items = declarations.globals(name, from: scope.file)
    if !items.isEmpty { return .either(items.map { constant($0, name) }) }
    if declarations.hasType(name, from: scope.file) { return .type(name) }
    if let target = declarations.aliasTarget(of: name, from: scope.file) { return .type(target) }
    if name.first?.isUppercase == true { return .type(name) }
    return .unknown
  }

  /// The value of a variable, property or function that a file declares.
  func constant(_ item: Declarations.Item, _ name: String, this: Value? = nil) -> Value {
    if let function = item.node.as(FunctionDeclSyntax.self) {
      return .function(.function(function, file: item.file, owner: this))
    }
    guard let binding = item.node.as(PatternBindingSyntax.self) else { return .unknown }
    // What depends on an instance of which something is known is not the same for all.
    var key: ConstantKey?
    switch this {
    case nil, .type: key = ConstantKey(node: item.node.id, name: name)
    case let this?:
      key = this.typeAlone.map { ConstantKey(node: item.node.id, name: name, this: $0) }
    }
    if let key, let known = constants[key] { return known ?? .unknown }
    guard depth < 20 else { return .unknown }
    if let key { constants[key] = .some(nil) }
    let run = { self.inside(item.file) { self.computed(binding, item, name, this) } }
    var value = key == nil ? silently(run) : apart(run)
    value = adding({ "'\(name)' is \($0)" }, to: value, at: binding.pattern, in: item.file)
    if let key { constants[key] = .some(value) }
    return value
  }

  /// Runs something of another function.
  private func inside<Result>(_ file: Int, _ body: () -> Result) -> Result {
    let outer = (returned, functionName, journals)
    returned = []
    journals = []
    depth += 1
    defer {
      (returned, functionName, journals) = outer
      depth -= 1
    }
    return body()
  }

  func inlined<Result>(_ name: String?, _ body: () -> Result) -> Result {
    silently {
      inside(file) {
        functionName = name
        return body()
      }
    }
  }

  /// What a function gives, which is asked for once where nothing is known of what goes in but types.
  func result(of function: SyntaxIdentifier, from inputs: [Argument], _ body: () -> Value) -> Value
  {
    var types: [String] = []
    for input in inputs {
      guard let type = input.value.typeAlone else { return body() }
      types.append("\(input.label ?? ""):\(type)")
    }
    let key = CallKey(function: function, inputs: types)
    if let known = results[key] { return known ?? .unknown }
    results[key] = .some(nil)
    let value = apart(body)
    results[key] = .some(value)
    return value
  }

  private func computed(
    _ binding: PatternBindingSyntax,
    _ item: Declarations.Item,
    _ name: String,
    _ this: Value?
  ) -> Value {
    let owner = binding.declaration?.nearestTypeName
    let scope = Scope(
      parent: owner.map { Scope(parent: nil, file: item.file, type: $0, this: this ?? .type($0)) },
      file: item.file
    )
    let type = binding.typeAnnotation?.type
    if let getter = binding.getter {
      if let builder = binding.declaration.flatMap({ builder(of: $0.attributes, item.file) }) {
        return built(getter, by: builder, scope)
      }
      functionName = name
      let value = results(of: getter, scope, expecting: type.flatMap { mainTypeName($0) })
      return completed(value, type, item.file)
    }
    var value: Value = .unknown
    if let initializer = binding.initializer?.value {
      value = evaluate(initializer, scope, expecting: type.flatMap { mainTypeName($0) })
      value = part(of: value, named: name, in: binding.pattern)
    } else if binding.declaration?.bindingSpecifier.tokenKind == .keyword(.var),
      type?.isOptional == true
    {
      value = .nothing
    }
    if value.isUnknown || value.isNothing {
      value = type == nil ? value : .either(value, typed(type, item.file))
    }
    if case .any(let all) = value, all.count == 2, all[0].isUnknown { value = all[1] }
    value = completed(value, type, item.file)
    if binding.declaration?.bindingSpecifier.tokenKind == .keyword(.var) {
      value = assigned(to: name, from: value, item.file)
    }
    return value
  }

  /// What a variable may be after all that is assigned to it anywhere.
  private func assigned(to name: String, from first: Value, _ file: Int) -> Value {
    var value = first
    var last = first
    for assignment in declarations.assignments(to: name, from: file).prefix(8) {
      let parts = Array(assignment.node.elements)
      guard parts[0].assignsWhole else {
        // What is put into a collection may be a client that it holds.
        let put = evaluate(parts[2...], Scope(parent: nil, file: assignment.file), assignment.node)
        if !heldTypes(of: put).isEmpty { value = .either(value, put) }
        continue
      }
      let scope = Scope(
        parent: assignment.node.nearestTypeName.map {
          Scope(parent: nil, file: assignment.file, type: $0, this: .type($0))
        },
        file: assignment.file
      )
      let right = evaluate(parts[2...], scope, assignment.node)
      last =
        parts[1].operatorText == "+=" ? sum(last, right, assignment.node, assignment.file) : right
      value = .either(value, last)
    }
    return value
  }

  /// What a part of a pattern is when the pattern holds a value.
  func part(of value: Value, named name: String, in pattern: PatternSyntax) -> Value {
    guard let tuple = pattern.as(TuplePatternSyntax.self) else { return value }
    guard case .tuple(let parts) = value else { return .unknown }
    for (element, part) in zip(tuple.elements, parts) {
      if element.pattern.boundNames.contains(name) {
        return self.part(of: part.value, named: name, in: element.pattern)
      }
    }
    return .unknown
  }

  /// Binds the names of a pattern.
  func bind(_ pattern: PatternSyntax, to value: Value, _ scope: Scope) {
    for name in pattern.boundNames {
      scope.variables[name] = Scope.Variable(part(of: value, named: name, in: pattern))
    }
  }

  // MARK: Types

  /// What is known of a value by its type.
  func typed(_ type: TypeSyntax?, _ file: Int) -> Value {
    guard let type else { return .unknown }
    let names = heldTypeNames(in: type)
    guard let first = names.first, !(names.count == 1 && Self.plainTypes.contains(first)) else {
      return .unknown
    }
    return .object(Object(types: names))
  }

  /// A value with what its declared type tells beyond it.
  func completed(_ value: Value, _ type: TypeSyntax?, _ file: Int) -> Value {
    switch value {
    case .unknown: return typed(type, file)
    case .object(var object) where object.types.isEmpty:
      guard case .object(let known) = typed(type, file) else { return value }
      object.types = known.types
      return .object(object)
    default: return value
    }
  }

  /// The types of strings, numbers and the like.
  static let plainTypes: Set<String> = [
    "String", "Substring", "Character", "Int", "UInt8", "UInt", "Int64", "Int32", "Double", "Bool",
    "Data",
    "URL", "Date", "UUID", "Any", "AnyObject", "Void", "Error", "Self", "StaticString", "Unicode",
  ]

  func mainTypeName(_ type: TypeSyntax) -> String? {
    if let optional = type.as(OptionalTypeSyntax.self) { return mainTypeName(optional.wrappedType) }
    if let some = type.as(SomeOrAnyTypeSyntax.self) { return mainTypeName(some.constraint) }
    if let attributed = type.as(AttributedTypeSyntax.self) {
      return mainTypeName(attributed.baseType)
    }
    if let member = type.as(MemberTypeSyntax.self) { return member.name.plainText }
    return type.as(IdentifierTypeSyntax.self)?.name.plainText
  }

  /// A type's name with its alias resolved.
  func resolved(_ type: String, _ file: Int) -> String {
    declarations.hasType(type, from: file)
      ? type : declarations.aliasTarget(of: type, from: file) ?? type
  }

  /// An instance of which nothing is known but its type: any of its cases, for an enum.
  func instance(of type: String, _ file: Int) -> Value {
    let cases = declarations.cases(of: type, from: file)
    guard !cases.isEmpty, cases.count <= 12, cases.allSatisfy({ $0.node.parameterClause == nil })
    else {
      return .object(Object(types: [type]))
    }
    return .either(cases.map { .member(type: type, name: $0.node.name.plainText, payload: []) })
  }
}

extension ExprSyntax {
  /// Whether an assignment to this changes the whole variable.
  fileprivate var assignsWhole: Bool {
    self.is(DeclReferenceExprSyntax.self) || self.is(MemberAccessExprSyntax.self)
  }
}

extension TypeSyntax {
  var isOptional: Bool {
    self.is(OptionalTypeSyntax.self) || self.is(ImplicitlyUnwrappedOptionalTypeSyntax.self)
  }
}

/// The names of the types of which a value of this type holds something: no metatypes, no results or
/// parameters of functions.
func heldTypeNames(in type: TypeSyntax) -> [String] {
  switch type.as(TypeSyntaxEnum.self) {
  case .functionType, .metatypeType: return []
  case .attributedType(let node): return heldTypeNames(in: node.baseType)
  case .optionalType(let node): return heldTypeNames(in: node.wrappedType)
  case .implicitlyUnwrappedOptionalType(let node): return heldTypeNames(in: node.wrappedType)
  case .arrayType(let node): return ["Array"] + heldTypeNames(in: node.element)
  case .dictionaryType(let node):
    return ["Dictionary"] + heldTypeNames(in: node.key) + heldTypeNames(in: node.value)
  case .tupleType(let node):
    let parts = node.elements.flatMap { heldTypeNames(in: $0.type) }
    return node.elements.count == 1 ? parts : ["Tuple"] + parts
  case .someOrAnyType(let node): return heldTypeNames(in: node.constraint)
  case .compositionType(let node): return node.elements.flatMap { heldTypeNames(in: $0.type) }
  default: return typeNames(in: type)
  }
}
