extension Analyzer {
  /// Whether the value of an expression that combines others is not NULL.
  ///
  /// - Parameters:
  ///   - expression: the expression.
  ///   - parts: what is known of the nodes in each of its fields.
  ///   - scope: what it can name.
  /// - Returns: false also where nobody knows.
  func isNonNull(
    _ expression: SyntaxNode,
    _ parts: [String: [ExpressionFacts]],
    in scope: Scope
  ) -> Bool {
    func areNonNull(_ fields: String...) -> Bool {
      fields.allSatisfy { parts[$0, default: []].allSatisfy(\.isNonNull) }
    }
    switch expression.kind {
    case "A_Const":
      return !expression.flag("isnull")
    case "A_ArrayExpr", "NullTest", "BooleanTest", "SQLValueFunction", "GroupingFunc":
      return true
    case "ParamRef":
      return isTenant(expression)
    case "BoolExpr":
      return areNonNull("args")
    case "CoalesceExpr", "MinMaxExpr":
      return parts["args", default: []].contains(where: \.isNonNull)
    case "CaseExpr":
      return expression.node("defresult") != nil && areNonNull("args", "defresult")
    case "CaseWhen":
      return areNonNull("result")
    case "CollateClause", "NamedArgExpr":
      return areNonNull("arg")
    case "TypeCast":
      return expression.node("arg").map { !isDocument($0, in: scope) } == true && areNonNull("arg")
    case "A_Expr":
      switch expression.text("kind") {
      case "AEXPR_OP": return isStrict(expression) && areNonNull("lexpr", "rexpr")
      case "AEXPR_DISTINCT", "AEXPR_NOT_DISTINCT": return true
      case "AEXPR_LIKE", "AEXPR_ILIKE": return areNonNull("lexpr", "rexpr")
      default: return false
      }
    default:
      return false
    }
  }

  /// Whether an expression may be a JSON document, of which a cast can be NULL.
  private func isDocument(_ expression: SyntaxNode, in scope: Scope) -> Bool {
    switch expression.kind {
    case "A_Const", "ParamRef": false
    case "ColumnRef":
      if case .column(let column) = operand(expression, in: scope) {
        columns[column].isDocument
      } else {
        true
      }
    case "FuncCall": expression.names("funcname").last?.contains("json") ?? true
    case "A_Expr", "BoolExpr", "SQLValueFunction": false
    default: true
    }
  }

  // MARK: Parameters

  /// Notes which columns the parameters of a comparison are compared with.
  func noteParameters(of comparison: SyntaxNode, in scope: Scope) {
    guard comparison.names("name").count == 1, let left = comparison.node("lexpr"),
      let right = comparison.node("rexpr")
    else { return }
    switch comparison.text("kind") {
    case "AEXPR_OP" where Self.comparisons.contains(comparison.names("name")[0]):
      if left.kind == "RowExpr", right.kind == "RowExpr" {
        for (left, right) in zip(left.nodes("args"), right.nodes("args")) {
          note(left, with: right, isList: false, in: scope)
          note(right, with: left, isList: false, in: scope)
        }
      } else {
        note(left, with: right, isList: false, in: scope)
        note(right, with: left, isList: false, in: scope)
      }
    case "AEXPR_OP_ANY" where comparison.names("name") == ["="]:
      note(right, with: left, isList: true, in: scope)
    case "AEXPR_IN", "AEXPR_BETWEEN", "AEXPR_NOT_BETWEEN":
      for item in right.nodes("items") { note(item, with: left, isList: false, in: scope) }
    default:
      break
    }
  }

  private func note(
    _ parameter: SyntaxNode,
    with other: SyntaxNode,
    isList: Bool,
    in scope: Scope
  ) {
    guard parameter.kind == "ParamRef", case .column(let column) = operand(other, in: scope) else {
      return
    }
    note(parameter, with: column, isList: isList, isWritten: false)
  }

  private static let comparisons: Set<String> = ["=", "<>", "!=", "<", "<=", ">", ">="]
}
