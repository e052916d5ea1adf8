import Lint
import SwiftParser
import SwiftSyntax

extension FactsCollector {
  // MARK: Failures

  /// A `try?`.
  func swallow(_ node: TryExprSyntax) -> Swallow? {
    guard node.questionOrExclamationMark?.tokenKind == .postfixQuestionMark,
      !isCleaningUp(Syntax(node))
    else {
      return nil
    }
    return Swallow(
      .optionalTry,
      names: accessed(in: node.expression),
      range: locations.range(of: node.tryKeyword)
    )
  }

  /// Whether a failure is on its way already: in a `defer`, and in a catch that throws in the end.
  private func isCleaningUp(_ node: Syntax) -> Bool {
    var current = node.parent
    while let around = current {
      if around.is(DeferStmtSyntax.self) { return true }
      if let clause = around.as(CatchClauseSyntax.self) {
        return clause.body.statements.last?.item.is(ThrowStmtSyntax.self) ?? false
      }
      if around.is(FunctionDeclSyntax.self) || around.is(ClosureExprSyntax.self) { return false }
      current = around.parent
    }
    return false
  }

  /// The catches of a `do` that throw nothing and do nothing, or answer.
  func swallows(_ node: DoStmtSyntax) -> [Swallow] {
    node.catchClauses.compactMap { clause in
      // Whoever names the failure that he answers knows it.
      guard
        clause.catchItems.allSatisfy({
          $0.pattern?.is(ValueBindingPatternSyntax.self) == true && $0.whereClause == nil
            && !"\($0)".contains(" as ")
        })
      else { return nil }
      let statements = clause.body.statements
      let kind: Swallow.Kind
      if statements.isEmpty {
        kind = .emptyCatch
      } else if let last = statements.last, last.isEmptyAnswer {
        kind = .answeringCatch
      } else {
        return nil
      }
      return Swallow(
        kind,
        names: accessed(in: node.body),
        range: locations.range(of: clause.catchKeyword)
      )
    }
  }

  /// The names that are used, and the types of what they stand for.
  private func accessed(in node: some SyntaxProtocol) -> [String] {
    let references = ReferenceCollector(viewMode: .sourceAccurate)
    references.walk(Syntax(node))
    return references.found.flatMap { reference in
      [reference.baseName.plainText] + evaluator.heldTypes(of: evaluator.value(of: reference))
    }
  }

  // MARK: Detached work

  /// What a call that begins detached work takes along.
  func detachments(of node: FunctionCallExprSyntax) -> [Detachment] {
    guard let runner = runner(node.calledExpression) else { return [] }
    let closures =
      [node.trailingClosure] + node.arguments.map { $0.expression.as(ClosureExprSyntax.self) }
    return closures.compactMap { $0 }.flatMap { closure in
      let references = ReferenceCollector(viewMode: .sourceAccurate)
      references.walk(closure)
      var seen: Set<String> = []
      return references.found.compactMap { reference -> Detachment? in
        let name = reference.baseName.plainText
        guard !references.bound.contains(name), seen.insert(name).inserted else { return nil }
        let types = evaluator.heldTypes(of: evaluator.value(of: reference))
        guard !types.isEmpty else { return nil }
        return Detachment(
          runner: runner,
          name: name,
          typeNames: types,
          range: locations.range(of: reference)
        )
      }
    }
  }

  /// What runs work that nobody waits for.
  private func runner(_ callee: ExprSyntax) -> String? {
    guard let member = callee.as(MemberAccessExprSyntax.self) else {
      return callee.as(DeclReferenceExprSyntax.self)?.baseName.text == "Thread" ? "Thread" : nil
    }
    let name = member.declName.baseName.plainText
    let root = member.base.map { identifiers(in: $0).first ?? "" } ?? ""
    switch (root, name) {
    case ("Task", "detached"): return "Task.detached"
    case ("DispatchQueue", "async"), ("DispatchQueue", "asyncAfter"): return "DispatchQueue"
    case ("Thread", "detachNewThread"): return "Thread"
    default: return name == "async" || name == "addOperation" ? "a queue" : nil
    }
  }
}

/// The names that are used, and those that are bound, within a node.
private final class ReferenceCollector: SyntaxVisitor {
  var found: [DeclReferenceExprSyntax] = []
  var bound: Set<String> = []

  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    let isMember = node.parent?.as(MemberAccessExprSyntax.self)?.declName.id == node.id
    if !isMember { found.append(node) }
    return .skipChildren
  }

  override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
    bound.insert(node.identifier.plainText)
    return .skipChildren
  }

  override func visit(_ node: ClosureShorthandParameterSyntax) -> SyntaxVisitorContinueKind {
    bound.insert(node.name.plainText)
    return .skipChildren
  }
}

extension CodeBlockItemSyntax {
  /// Whether it ends with nothing, false, zero or something empty as if that were the answer.
  fileprivate var isEmptyAnswer: Bool {
    if case .stmt(let statement) = item, let result = statement.as(ReturnStmtSyntax.self) {
      return result.expression?.isEmptyAnswer ?? false
    }
    guard case .expr(let expression) = item else { return false }
    if let sequence = expression.as(SequenceExprSyntax.self) {
      let parts = Array(sequence.elements)
      return parts.count == 3 && parts[1].is(AssignmentExprSyntax.self) && parts[2].isEmptyAnswer
    }
    return expression.isEmptyAnswer
  }
}

extension ExprSyntax {
  fileprivate var isEmptyAnswer: Bool {
    switch self.as(ExprSyntaxEnum.self) {
    case .nilLiteralExpr: true
    case .booleanLiteralExpr(let node): node.literal.tokenKind == .keyword(.false)
    case .arrayExpr(let node): node.elements.isEmpty
    case .dictionaryExpr(let node): if case .colon = node.content { true } else { false }
    case .integerLiteralExpr(let node): node.literal.text == "0"
    case .stringLiteralExpr(let node): node.representedLiteralValue == ""
    case .memberAccessExpr(let node): node.base == nil && node.declName.baseName.text == "none"
    default: false
    }
  }
}
