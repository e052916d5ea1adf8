import SwiftSyntax

/// The names of all types that a piece of syntax writes, from left to right: `Mutex`, `Client`.
func typeNames(in node: some SyntaxProtocol) -> [String] {
  let collector = TypeNameCollector(viewMode: .sourceAccurate)
  collector.walk(Syntax(node))
  return collector.names
}

private final class TypeNameCollector: SyntaxVisitor {
  var names: [String] = []

  override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
    names.append(node.name.plainText)
    return .visitChildren
  }

  override func visit(_ node: MemberTypeSyntax) -> SyntaxVisitorContinueKind {
    names.append(node.name.plainText)
    return node.genericArgumentClause == nil ? .skipChildren : .visitChildren
  }
}

/// All identifiers in an expression, members too.
func identifiers(in node: some SyntaxProtocol) -> [String] {
  let collector = IdentifierCollector(viewMode: .sourceAccurate)
  collector.walk(Syntax(node))
  return collector.names
}

private final class IdentifierCollector: SyntaxVisitor {
  var names: [String] = []

  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    names.append(node.baseName.plainText)
    return .skipChildren
  }
}

/// The last name of an expression to which a member or a call is applied: `Client` in `Module.Client<T>?`.
func lastName(of expression: ExprSyntax) -> String? {
  switch expression.as(ExprSyntaxEnum.self) {
  case .declReferenceExpr(let node): node.baseName.plainText
  case .memberAccessExpr(let node): node.declName.baseName.plainText
  case .genericSpecializationExpr(let node): lastName(of: node.expression)
  case .optionalChainingExpr(let node): lastName(of: node.expression)
  case .forceUnwrapExpr(let node): lastName(of: node.expression)
  case .tupleExpr(let node): node.onlyExpression.flatMap(lastName)
  default: nil
  }
}

/// The names of what an expression results in: what it makes, what it wraps, and the functions that make
/// it.
///
/// `Mutex<Client?>(nil)` gives `Mutex` and `Client`; `Client.limit` gives nothing.
func resultNames(of expression: ExprSyntax) -> [String] {
  switch expression.as(ExprSyntaxEnum.self) {
  case .functionCallExpr(let call): namesOfResult(of: call)
  case .memberAccessExpr(let member): namesOfMember(member)
  case .declReferenceExpr: []
  case .tryExpr(let node): resultNames(of: node.expression)
  case .awaitExpr(let node): resultNames(of: node.expression)
  case .forceUnwrapExpr(let node): resultNames(of: node.expression)
  case .optionalChainingExpr(let node): resultNames(of: node.expression)
  case .tupleExpr(let node): node.elements.flatMap { resultNames(of: $0.expression) }
  case .arrayExpr(let node): node.elements.flatMap { resultNames(of: $0.expression) }
  case .dictionaryExpr(let node): namesOfValues(in: node)
  case .sequenceExpr(let node): node.elements.flatMap(resultNames)
  case .ternaryExpr(let node):
    resultNames(of: node.thenExpression) + resultNames(of: node.elseExpression)
  case .unresolvedTernaryExpr(let node): resultNames(of: node.thenExpression)
  case .typeExpr(let node): typeNames(in: node)
  case .closureExpr(let node): namesOfResults(in: node.statements)
  case .ifExpr(let node): namesOfResults(in: node.body.statements)
  default: []
  }
}

/// The names of what a block returns, or of its last expression.
func namesOfResults(in statements: CodeBlockItemListSyntax) -> [String] {
  statements.flatMap { item -> [String] in
    switch item.item {
    case .stmt(let statement):
      statement.as(ReturnStmtSyntax.self)?.expression.map(resultNames) ?? []
    case .expr(let expression) where item.id == statements.last?.id: resultNames(of: expression)
    default: []
    }
  }
}

private func namesOfResult(of call: FunctionCallExprSyntax) -> [String] {
  let callee = call.calledExpression
  let wrapped =
    call.arguments.flatMap { resultNames(of: $0.expression) }
    + (call.trailingClosure.map { namesOfResults(in: $0.statements) } ?? [])
  switch callee.as(ExprSyntaxEnum.self) {
  case .declReferenceExpr(let name): return [name.baseName.plainText] + wrapped
  case .genericSpecializationExpr(let node):
    return (lastName(of: node.expression).map { [$0] } ?? []) + typeNames(in: node) + wrapped
  case .arrayExpr, .dictionaryExpr: return identifiers(in: callee)
  case .closureExpr(let closure): return namesOfResults(in: closure.statements)
  case .memberAccessExpr(let member):
    let name = member.declName.baseName.plainText
    let base = member.base.flatMap(lastName)
    // `Module.Client(…)` makes one, as `Client.connect(…)` does; `Client.options()` does not.
    let isMaking =
      name == "init" || ["connect", "make", "create", "open"].contains(where: name.hasPrefix)
    return [name] + (isMaking ? [base].compactMap { $0 } : []) + wrapped
  default: return wrapped
  }
}

private func namesOfMember(_ member: MemberAccessExprSyntax) -> [String] {
  guard let base = member.base.flatMap(lastName),
    ["shared", "default", "main", "instance", "current"].contains(
      member.declName.baseName.plainText
    )
  else { return [] }
  return [base]
}

private func namesOfValues(in node: DictionaryExprSyntax) -> [String] {
  guard case .elements(let elements) = node.content else { return [] }
  return elements.flatMap { resultNames(of: $0.value) }
}

extension TupleExprSyntax {
  /// What stands between parentheses that only group.
  var onlyExpression: ExprSyntax? {
    guard elements.count == 1, let element = elements.first, element.label == nil else {
      return nil
    }
    return element.expression
  }
}
