import Lint
import SwiftSyntax

extension FactsCollector {
  /// The right sides of `??`, and the branches of a conditional that asks whether something is there.
  func fallbacks(in parts: [ExprSyntax]) -> [Fallback] {
    var found: [Fallback] = []
    for (index, part) in parts.enumerated() {
      if part.operatorText == "??" {
        let end = parts[(index + 1)...].firstIndex { $0.isWeakOperator } ?? parts.endIndex
        let start = parts[..<index].lastIndex { $0.isWeakOperator }.map { $0 + 1 } ?? 0
        found.append(
          fallback(
            .coalescing,
            subject: parts[start..<index].flatMap { names(in: $0) },
            value: parts[(index + 1)..<end]
          )
        )
      } else if let ternary = part.as(UnresolvedTernaryExprSyntax.self) {
        let condition = parts[..<index]
        guard condition.contains(where: \.asksForPresence) else { continue }
        let subject = condition.flatMap { names(in: $0) }
        found.append(
          fallback(.conditional, subject: subject, value: [ternary.thenExpression][...])
        )
        found.append(fallback(.conditional, subject: subject, value: parts[(index + 1)...]))
      }
    }
    return found
  }

  /// The argument `default:` of a lookup or of a reader of the environment.
  func labelledDefault(
    _ argument: LabeledExprSyntax,
    among arguments: LabeledExprListSyntax,
    of callee: ExprSyntax
  ) -> Fallback? {
    guard let label = argument.label?.plainText,
      ["default", "defaultValue", "fallback", "defaultingTo"].contains(label)
    else { return nil }
    let others = arguments.filter { $0.id != argument.id }.flatMap { names(in: $0.expression) }
    return fallback(
      .defaultSubscript,
      subject: names(in: callee) + others,
      value: [argument.expression][...]
    )
  }

  /// The string that a property or variable begins with, when its name says that it is a default.
  func defaultValue(of binding: PatternBindingSyntax) -> Fallback? {
    guard let value = binding.initializer?.value, !folded(value).isEmpty else { return nil }
    var result = fallback(.assignment, subject: [], value: [value][...])
    result.alternatives = []
    result.valueNames = binding.pattern.boundNames
    return result
  }

  /// Describes a value that stands in.
  func fallback(
    _ kind: Fallback.Kind,
    subject: [String],
    value: ArraySlice<ExprSyntax>
  ) -> Fallback {
    let range = locations.range(
      value.first?.positionAfterSkippingLeadingTrivia ?? AbsolutePosition(utf8Offset: 0),
      value.last?.endPositionBeforeTrailingTrivia ?? AbsolutePosition(utf8Offset: 0)
    )
    return Fallback(
      kind: kind,
      subjectNames: subject,
      valueNames: value.flatMap { identifiers(in: $0) },
      alternatives: value.count == 1 ? stringValues(of: value.first) : [],
      isRefusal: value.count == 1 && value.first?.isRefusal == true,
      range: range
    )
  }

  /// The string that an expression is, or that it is made from: `ClusterID("…")`.
  private func stringValues(of expression: ExprSyntax?) -> [FoldedText] {
    guard let expression else { return [] }
    let values = folded(expression)
    if !values.isEmpty { return values }
    guard let call = expression.as(FunctionCallExprSyntax.self), call.arguments.count == 1,
      let argument = call.arguments.first
    else { return [] }
    return folded(argument.expression)
  }

  /// The texts that an expression may be, without those of which nothing is known.
  private func folded(_ expression: ExprSyntax) -> [FoldedText] {
    evaluator.value(of: expression).knownTexts.map(\.folded).filter { $0 != .unknown }
  }

  /// The identifiers of an expression, and the strings that may be keys: `environment["CLUSTER_ID"]`.
  func names(in expression: ExprSyntax) -> [String] {
    let keys = expression.tokens(viewMode: .sourceAccurate).compactMap { token -> String? in
      if case .stringSegment(let text) = token.tokenKind { text } else { nil }
    }
    return identifiers(in: expression) + keys
  }
}

extension ExprSyntax {
  /// Whether this part of a sequence is an operator that binds weaker than `??`.
  fileprivate var isWeakOperator: Bool {
    if self.is(UnresolvedTernaryExprSyntax.self) || self.is(AssignmentExprSyntax.self) {
      return true
    }
    guard let text = operatorText else { return false }
    return ["??", "==", "!=", "<", ">", "<=", ">=", "&&", "||", "~=", "===", "!=="].contains(text)
  }

  /// Whether this is `nil` or a call that never returns.
  fileprivate var isRefusal: Bool {
    if self.is(NilLiteralExprSyntax.self) { return true }
    guard let call = self.as(FunctionCallExprSyntax.self),
      let name = lastName(of: call.calledExpression)
    else { return false }
    return ["fatalError", "preconditionFailure"].contains(name)
  }

  /// Whether this part of a condition asks whether something is there.
  fileprivate var asksForPresence: Bool {
    if self.is(NilLiteralExprSyntax.self) { return true }
    return identifiers(in: self).last == "isEmpty"
  }
}
