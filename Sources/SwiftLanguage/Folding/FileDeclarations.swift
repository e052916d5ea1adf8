import SwiftSyntax

/// What a file declares, for resolving names within it.
///
/// Names are resolved by their scope; a name that a parameter, a `var` or a pattern binds is known to be
/// unknown, so that it hides a constant of the same name further out.
final class FileDeclarations: SyntaxVisitor {
  /// The initialisers of constants by scope and name; nil for a name whose value is unknown.
  private var constants: [SyntaxIdentifier: [String: ExprSyntax?]] = [:]
  /// The initialisers of a type's static constants, by the type's name.
  private var members: [String: [String: ExprSyntax]] = [:]
  /// The raw values of an enum's cases, by the enum's name; nil for an implicit one.
  private var cases: [String: [String: ExprSyntax?]] = [:]
  /// What an alias, a function's result or a type's stored properties stand for.
  private var expansions: [String: [String]] = [:]

  /// The types that an alias stands for.
  private var aliasedTypes: [String: [String]] = [:]

  /// Looks at a file.
  init(_ tree: SourceFileSyntax) {
    super.init(viewMode: .sourceAccurate)
    walk(tree)
  }

  /// The initialiser of the constant that a name means at a place.
  func constant(_ name: String, at node: some SyntaxProtocol) -> ExprSyntax? {
    var scope = node.parent
    while let current = scope {
      if let value = constants[current.id]?[name] { return value }
      if let type = current.declaredTypeName, let value = members[type]?[name] { return value }
      scope = current.parent
    }
    return nil
  }

  /// The initialiser of a type's static constant.
  func member(_ name: String, of type: String) -> ExprSyntax? { members[type]?[name] }

  /// Whether an enum of this file has a case.
  func hasCase(_ name: String, of type: String) -> Bool { cases[type]?[name] != nil }

  /// The raw value of an enum's case, if it is written.
  func rawValue(of name: String, of type: String) -> ExprSyntax? {
    cases[type]?[name].flatMap { $0 }
  }

  /// Names with those that they stand for in this file.
  func expanded(_ names: [String]) -> [String] {
    var result: [String] = []
    var pending = Array(names.reversed())
    while let name = pending.popLast() {
      guard !result.contains(name) else { continue }
      result.append(name)
      pending += (expansions[name] ?? []).reversed()
    }
    return result
  }

  /// A name with the types that an alias of this file makes it stand for.
  func aliases(of name: String) -> [String] { [name] + (aliasedTypes[name] ?? []) }

  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
    let isConstant = node.bindingSpecifier.tokenKind == .keyword(.let)
    let type = node.nearestTypeName
    for binding in node.bindings {
      guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.plainText
      else {
        hideNames(in: Syntax(binding.pattern), from: node)
        continue
      }
      let value = isConstant ? binding.initializer?.value : nil
      declare(name, value, from: node)
      guard let type, node.isMember else { continue }
      if node.isStatic {
        if let value { members[type, default: [:]][name] = value }
      } else if binding.accessorBlock == nil {
        let held = binding.typeAnnotation.map { typeNames(in: $0) } ?? []
        let made = binding.initializer.map { resultNames(of: $0.value) } ?? []
        expansions[type, default: []] += held + made
      }
    }
    return .visitChildren
  }

  override func visit(_ node: OptionalBindingConditionSyntax) -> SyntaxVisitorContinueKind {
    hideNames(in: Syntax(node.pattern), from: node)
    return .visitChildren
  }

  override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
    hide(node.secondName ?? node.firstName, from: node)
    return .visitChildren
  }

  override func visit(_ node: ClosureShorthandParameterSyntax) -> SyntaxVisitorContinueKind {
    hide(node.name, from: node)
    return .visitChildren
  }

  override func visit(_ node: ClosureParameterSyntax) -> SyntaxVisitorContinueKind {
    hide(node.secondName ?? node.firstName, from: node)
    return .visitChildren
  }

  override func visit(_ node: ForStmtSyntax) -> SyntaxVisitorContinueKind {
    for name in node.pattern.boundNames { constants[node.id, default: [:]][name] = .some(nil) }
    return .visitChildren
  }

  override func visit(_ node: EnumCaseElementSyntax) -> SyntaxVisitorContinueKind {
    if let type = node.nearestTypeName {
      cases[type, default: [:]][node.name.plainText] = .some(node.rawValue?.value)
    }
    return .visitChildren
  }

  override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind {
    let types = typeNames(in: node.initializer)
    expansions[node.name.plainText, default: []] += types
    aliasedTypes[node.name.plainText] = types
    return .visitChildren
  }

  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
    if let result = node.signature.returnClause {
      expansions[node.name.plainText, default: []] += typeNames(in: result.type)
    }
    return .visitChildren
  }

  private func hide(_ name: TokenSyntax, from node: some SyntaxProtocol) {
    declare(name.plainText, nil, from: node)
  }

  private func hideNames(in pattern: Syntax, from node: some SyntaxProtocol) {
    guard let pattern = pattern.as(PatternSyntax.self) else { return }
    for name in pattern.boundNames { declare(name, nil, from: node) }
  }

  private func declare(_ name: String, _ value: ExprSyntax?, from node: some SyntaxProtocol) {
    guard let scope = node.enclosingScope else { return }
    constants[scope.id, default: [:]][name] = .some(value)
  }
}
