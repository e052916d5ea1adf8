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

extension TupleExprSyntax {
  /// What stands between parentheses that only group.
  var onlyExpression: ExprSyntax? {
    guard elements.count == 1, let element = elements.first, element.label == nil else {
      return nil
    }
    return element.expression
  }
}

extension ExprSyntax {
  /// The operator, if this part of a sequence is one.
  var operatorText: String? { self.as(BinaryOperatorExprSyntax.self)?.operator.text }
}
