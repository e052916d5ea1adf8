import Lint
import SwiftSyntax

extension FactsCollector {
  /// What the context that a function is given says instead of the name of a cluster that it spells out.
  ///
  /// It stands in where it surely compiles to the same kind of value and nothing is decided by it: as an argument of a
  /// call, or where a local variable begins; not where the name is compared, or stands in for one that is missing.
  func contextFix(of literal: StringLiteralExprSyntax) -> Fix? {
    guard literal.isPlainValue, let context = contextParameter(around: literal) else { return nil }
    // `ClusterID(rawValue: "…")` is the context's own id.
    if let call = literal.argumentCall, lastName(of: call.calledExpression) == "ClusterID",
      call.arguments.count == 1, call.isPlainValue
    {
      return fix(call, context, "clusterID")
    }
    return fix(literal, context, "clusterID.rawValue")
  }

  private func fix(_ node: some SyntaxProtocol, _ context: String, _ member: String) -> Fix {
    Fix(
      "Take the cluster from '\(context)'",
      replace: locations.range(of: node),
      with: "\(context).\(member)"
    )
  }

  /// The parameter that is the context of the function in which a node stands, if it has one and names nothing else so.
  private func contextParameter(around node: some SyntaxProtocol) -> String? {
    var parent = node.parent
    while let current = parent {
      if current.is(ClosureExprSyntax.self) || current.is(MemberBlockSyntax.self)
        || current.decides
      {
        return nil
      }
      let function = current.as(FunctionDeclSyntax.self)
      let initializer = current.as(InitializerDeclSyntax.self)
      guard let signature = function?.signature ?? initializer?.signature else {
        parent = current.parent
        continue
      }
      let contexts = signature.parameterClause.parameters.filter {
        $0.ellipsis == nil && $0.type.isClusterContext
      }
      guard contexts.count == 1, let parameter = contexts.first,
        let body = function?.body ?? initializer?.body,
        body.position <= node.position, node.endPosition <= body.endPosition
      else { return nil }
      let name = (parameter.secondName ?? parameter.firstName).text
      let isDeclaredAgain = body.tokens(viewMode: .sourceAccurate).contains {
        $0.text == name && $0.parent?.is(DeclReferenceExprSyntax.self) == false
          && $0.parent?.is(LabeledExprSyntax.self) == false
      }
      return name == "_" || isDeclaredAgain ? nil : name
    }
    return nil
  }
}

extension Syntax {
  /// Whether what stands in it is held against something else.
  fileprivate var decides: Bool {
    if let call = self.as(FunctionCallExprSyntax.self) {
      let name = lastName(of: call.calledExpression)?.lowercased() ?? ""
      if Self.comparisons.contains(where: { name.contains($0) }) { return true }
    }
    if let sequence = self.as(SequenceExprSyntax.self) {
      return !sequence.elements.contains { $0.is(AssignmentExprSyntax.self) }
        || sequence.elements.count != 3
    }
    return self.is(ConditionElementSyntax.self) || self.is(ExpressionPatternSyntax.self)
      || self.is(WhereClauseSyntax.self) || self.is(MacroExpansionExprSyntax.self)
      || parent?.as(SwitchExprSyntax.self)?.subject.id == id
  }

  /// Parts of the names of functions that compare.
  private static let comparisons: Set<String> = [
    "assert", "compare", "contain", "equal", "expect", "index", "match", "precondition", "prefix",
    "remov", "replac", "split", "suffix", "range",
  ]
}

extension TypeSyntax {
  /// `ClusterContext`, as well `Demarc.ClusterContext` and `borrowing ClusterContext`.
  fileprivate var isClusterContext: Bool {
    if let type = self.as(AttributedTypeSyntax.self) { return type.baseType.isClusterContext }
    let name = self.as(MemberTypeSyntax.self)?.name ?? self.as(IdentifierTypeSyntax.self)?.name
    return name?.text == "ClusterContext"
  }
}

extension ExprSyntaxProtocol {
  /// The call whose argument this is.
  fileprivate var argumentCall: FunctionCallExprSyntax? {
    parent?.as(LabeledExprSyntax.self)?.parent?.parent?.as(FunctionCallExprSyntax.self)
  }

  /// Whether this is all of an argument, or of what a local variable without a type begins with.
  fileprivate var isPlainValue: Bool {
    if argumentCall != nil { return true }
    guard
      let binding = parent?.as(InitializerClauseSyntax.self)?.parent?.as(PatternBindingSyntax.self)
    else { return false }
    return binding.typeAnnotation == nil && binding.pattern.is(IdentifierPatternSyntax.self)
  }
}
