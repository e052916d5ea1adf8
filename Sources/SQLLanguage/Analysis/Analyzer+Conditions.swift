/// What stands on a side of an equality.
enum Operand {
  /// The tenant itself.
  case tenant
  case column(ColumnID)
}

extension Analyzer {
  /// Takes what must hold in the rows that a `where` lets through: equalities, and what is not NULL.
  func filter(_ condition: SyntaxNode, in scope: Scope, reaching reached: Set<ColumnID>) {
    equate(condition, in: scope, reaching: reached)
    for conjunct in conjuncts(of: condition) {
      for column in columnsNotNull(in: conjunct, scope) where reached.contains(column) {
        update(column) { $0.isNonNull = true }
      }
    }
  }

  /// Takes the equalities that must hold for a condition to be true.
  ///
  /// What stands in an `or`, a `not` or a `case` need not.
  ///
  /// - Parameters:
  ///   - condition: the condition.
  ///   - scope: what it can name.
  ///   - reached: the columns whose rows are filtered by it; no other comes to hold the tenant.
  func equate(_ condition: SyntaxNode, in scope: Scope, reaching reached: Set<ColumnID>) {
    for conjunct in conjuncts(of: condition) {
      if conjunct.kind == "ParamRef" { hasOpenCondition = true }
      for (left, right) in equalities(of: conjunct) {
        guard let left = operand(left, in: scope), let right = operand(right, in: scope) else {
          continue
        }
        connect(left, right, reaching: reached)
      }
    }
  }

  /// Two sides are equal in every row of the columns that are reached.
  func connect(_ left: Operand, _ right: Operand, reaching reached: Set<ColumnID>) {
    switch (left, right) {
    case (.tenant, .column(let column)), (.column(let column), .tenant):
      if reached.contains(column) { graph.seed(column) }
    case (.column(let left), .column(let right)):
      if reached.contains(right) { graph.connect(left, to: right) }
      if reached.contains(left) { graph.connect(right, to: left) }
    case (.tenant, .tenant): break
    }
  }

  /// What an expression is, if it is nothing but a column or the tenant.
  func operand(_ expression: SyntaxNode, in scope: Scope) -> Operand? {
    switch expression.kind {
    case "ParamRef", "A_Const", "FuncCall":
      return isTenant(expression) ? .tenant : nil
    case "TypeCast":
      guard let argument = expression.node("arg"), isTenant(argument),
        let names = expression.node("typeName")?.names("names"),
        expression.node("typeName")?.nodes("arrayBounds").isEmpty == true,
        names == ["uuid"] || names == ["pg_catalog", "uuid"] || tenant == .anything
      else { return nil }
      return .tenant
    case "ColumnRef":
      guard expression.nodes("fields").last?.kind == "String",
        case .column(let column) = scope.meaning(of: expression.names("fields"))
      else { return nil }
      return .column(column)
    default:
      return nil
    }
  }

  // MARK: The shape of conditions

  /// The conditions that must all be true.
  private func conjuncts(of condition: SyntaxNode) -> [SyntaxNode] {
    guard condition.kind == "BoolExpr", condition.text("boolop") == "AND_EXPR" else {
      return [condition]
    }
    return condition.nodes("args").flatMap(conjuncts)
  }

  /// The expressions that must be equal for a condition to be true.
  private func equalities(of condition: SyntaxNode) -> [(SyntaxNode, SyntaxNode)] {
    guard condition.kind == "A_Expr", isEquality(condition), let left = condition.node("lexpr"),
      let right = condition.node("rexpr")
    else { return [] }
    switch condition.text("kind") {
    case "AEXPR_OP":
      return pairs(left, right)
    case "AEXPR_IN":
      return onlyTenant(right.nodes("items")).map { [(left, $0)] } ?? []
    case "AEXPR_OP_ANY" where right.kind == "A_ArrayExpr":
      return onlyTenant(right.nodes("elements")).map { [(left, $0)] } ?? []
    default:
      return []
    }
  }

  /// The pairs of `(a, b) = (c, d)`, or of `a = c`.
  private func pairs(_ left: SyntaxNode, _ right: SyntaxNode) -> [(SyntaxNode, SyntaxNode)] {
    guard left.kind == "RowExpr", right.kind == "RowExpr" else { return [(left, right)] }
    let (lefts, rights) = (left.nodes("args"), right.nodes("args"))
    return lefts.count == rights.count ? Array(zip(lefts, rights)) : []
  }

  /// One element of a list that holds the tenant alone.
  private func onlyTenant(_ elements: [SyntaxNode]) -> SyntaxNode? {
    elements.allSatisfy(isTenant) ? elements.first : nil
  }

  private func isEquality(_ expression: SyntaxNode) -> Bool {
    [["="], ["pg_catalog", "="]].contains(expression.names("name"))
  }

  // MARK: What is not NULL

  /// The columns of which a NULL would make a condition not true.
  private func columnsNotNull(in condition: SyntaxNode, _ scope: Scope) -> [ColumnID] {
    let sides: [SyntaxNode]
    switch condition.kind {
    case "NullTest" where condition.text("nulltesttype") == "IS_NOT_NULL":
      sides = [condition.node("arg")].compactMap { $0 }
    case "A_Expr"
    where ["AEXPR_OP", "AEXPR_OP_ANY", "AEXPR_IN", "AEXPR_LIKE", "AEXPR_ILIKE", "AEXPR_BETWEEN"]
      .contains(condition.text("kind"))
      && (condition.text("kind")?.hasPrefix("AEXPR_OP") == false || isStrict(condition)):
      sides = [condition.node("lexpr"), condition.node("rexpr")].compactMap { $0 }
    default:
      sides = []
    }
    return sides.compactMap { side in
      if case .column(let column) = operand(side, in: scope) { column } else { nil }
    }
  }

  /// Whether an operator is one of Postgres' own that give NULL for NULL.
  func isStrict(_ expression: SyntaxNode) -> Bool {
    let names = expression.names("name")
    return names.count == 1 && names.allSatisfy(KnownFunctions.strictOperators.contains)
  }
}
