import Lint
import SwiftSyntax

extension FactsCollector {
  /// What the branch of an `if` gives in which something is missing.
  func fallbacks(of node: IfExprSyntax) -> [Fallback] {
    var found = fallbacks(
      for: missingSubjects(of: node.conditions, whenTrue: true),
      in: node.body.statements
    )
    if case .codeBlock(let block)? = node.elseBody {
      found += fallbacks(
        for: missingSubjects(of: node.conditions, whenTrue: false),
        in: block.statements
      )
    }
    return found
  }

  /// What a `guard` gives when something is missing.
  func fallbacks(of node: GuardStmtSyntax) -> [Fallback] {
    fallbacks(
      for: missingSubjects(of: node.conditions, whenTrue: false),
      in: node.body.statements
    )
  }

  /// What a `switch` over an optional gives where that is missing.
  func fallbacks(of node: SwitchExprSyntax) -> [Fallback] {
    let branches = node.cases.compactMap { element -> SwitchCaseSyntax? in
      if case .switchCase(let branch) = element { branch } else { nil }
    }
    guard branches.contains(where: \.asksForPresence) else { return [] }
    return branches.filter { $0.isDefault || $0.matchesNothing }
      .flatMap { fallbacks(for: names(in: node.subject), in: $0.statements) }
  }

  /// What is missing when conditions hold, or when they do not.
  private func missingSubjects(
    of conditions: ConditionElementListSyntax,
    whenTrue: Bool
  ) -> [String] {
    conditions.flatMap { element -> [String] in
      switch element.condition {
      case .optionalBinding(let binding):
        guard !whenTrue else { return [] }
        return binding.initializer.map { names(in: $0.value) } ?? binding.pattern.boundNames
      case .expression(let expression):
        let parts =
          expression.as(SequenceExprSyntax.self).map { Array($0.elements) } ?? [expression]
        let asks =
          parts.contains { $0.is(NilLiteralExprSyntax.self) }
          || identifiers(in: expression).last == "isEmpty"
        let isNegated =
          parts.contains { $0.operatorText == "!=" }
          || expression.as(PrefixOperatorExprSyntax.self)?.operator.text == "!"
        return asks && isNegated != whenTrue ? names(in: expression) : []
      default: return []
      }
    }
  }

  /// The values that a branch returns, assigns or is in place of what is missing.
  private func fallbacks(
    for subject: [String],
    in statements: CodeBlockItemListSyntax
  ) -> [Fallback] {
    guard !subject.isEmpty else { return [] }
    return statements.flatMap { item -> [Fallback] in
      switch item.item {
      case .stmt(let statement):
        guard let value = statement.as(ReturnStmtSyntax.self)?.expression else { return [] }
        return [fallback(.conditional, subject: subject, value: [value][...])]
      case .expr(let expression):
        if let parts = expression.as(SequenceExprSyntax.self).map({ Array($0.elements) }),
          parts.count > 2, parts[1].is(AssignmentExprSyntax.self)
        {
          return [
            fallback(.conditional, subject: subject + names(in: parts[0]), value: parts[2...])
          ]
        }
        return expression.is(StringLiteralExprSyntax.self) && item.id == statements.last?.id
          ? [fallback(.conditional, subject: subject, value: [expression][...])] : []
      case .decl: return []
      }
    }
  }
}

extension SwitchCaseSyntax {
  fileprivate var isDefault: Bool {
    if case .default = label { true } else { false }
  }

  /// Whether it is `case nil` or `case .none`.
  fileprivate var matchesNothing: Bool {
    patternTokens.contains { $0.tokenKind == .keyword(.nil) || $0.text == "none" }
  }

  /// Whether its pattern tells something from nothing: `case nil`, `case let id?`, `case .some(let id)`.
  fileprivate var asksForPresence: Bool {
    matchesNothing
      || patternTokens.contains { $0.tokenKind == .postfixQuestionMark || $0.text == "some" }
  }

  private var patternTokens: [TokenSyntax] {
    guard case .case(let label) = label else { return [] }
    return label.caseItems.flatMap { Array($0.pattern.tokens(viewMode: .sourceAccurate)) }
  }
}
