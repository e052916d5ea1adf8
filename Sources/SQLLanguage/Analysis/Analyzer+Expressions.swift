/// What is known of an expression's value.
struct ExpressionFacts {
  /// Whether it is not NULL.
  var isNonNull = false
  /// Whether it tells a secret.
  var isSecret = false
}

extension Analyzer {
  /// Looks through an expression: at the queries in it, the functions that it calls, the columns that it shows.
  func look(
    at expression: SyntaxNode,
    in scope: Scope,
    _ tables: CommonTables,
    _ grouping: Grouping = Grouping()
  ) -> ExpressionFacts {
    switch expression.kind {
    case "ColumnRef":
      return facts(ofReference: expression, in: scope)
    case "SubLink":
      return facts(ofQuery: expression, in: scope, tables)
    case "FuncCall":
      return facts(ofCall: expression, in: scope, tables, grouping)
    default:
      break
    }
    guard Self.plainKinds.contains(expression.kind) else {
      refuseUnknown(expression)
      return ExpressionFacts(isSecret: true)
    }
    if expression.kind == "A_Expr" { look(atOperatorOf: expression, in: scope) }
    let parts = Dictionary(
      uniqueKeysWithValues: expression.fieldNames.map { field in
        (
          field,
          (expression.node(field).map { [$0] } ?? expression.nodes(field))
            .map { look(at: $0, in: scope, tables, grouping) }
        )
      }
    )
    let hidesSecrets = expression.kind == "NullTest"
    return ExpressionFacts(
      isNonNull: isNonNull(expression, parts, in: scope),
      isSecret: !hidesSecrets && parts.values.contains { $0.contains(where: \.isSecret) }
    )
  }

  private func look(atOperatorOf expression: SyntaxNode, in scope: Scope) {
    let names = expression.names("name")
    if schema.hasTenants, names.count > 1, names[0] != "pg_catalog" {
      refuse(
        expression,
        "which rows the operator \(names.joined(separator: ".")) reads is not known",
        "Use an operator of Postgres itself."
      )
    }
    noteParameters(of: expression, in: scope)
  }

  /// Kinds that do nothing but combine their parts.
  private static let plainKinds: Set<String> = [
    "A_ArrayExpr", "A_Const", "A_Expr", "A_Indices", "A_Indirection", "A_Star", "BoolExpr",
    "BooleanTest", "CaseExpr", "CaseWhen", "CoalesceExpr", "CollateClause", "Float",
    "GroupingFunc", "GroupingSet", "Integer", "List", "MinMaxExpr", "MultiAssignRef",
    "NamedArgExpr", "NullTest", "ParamRef", "RowExpr", "SQLValueFunction", "SetToDefault",
    "SortBy", "String", "TypeCast", "TypeName", "WindowDef", "boolval", "bsval", "fval", "ival",
    "sval",
  ]

  // MARK: References

  private func facts(ofReference reference: SyntaxNode, in scope: Scope) -> ExpressionFacts {
    let parts = reference.names("fields")
    if reference.nodes("fields").last?.kind == "A_Star" {
      let columns = parts.last.flatMap(scope.source)?.columns ?? scope.namespace.visible
      return ExpressionFacts(isSecret: columns.contains(where: isSecret))
    }
    switch scope.meaning(of: parts) {
    case .column(let column):
      return ExpressionFacts(
        isNonNull: columns[column].isNonNull,
        isSecret: columns[column].isSecret
      )
    case .row(let source):
      return ExpressionFacts(isSecret: source.columns.contains(where: isSecret))
    case .unknown:
      // Names that the order of a union gives, or a function's columns.
      return ExpressionFacts(isSecret: parts.contains(where: schema.hasSecret))
    }
  }

  private func isSecret(_ column: NamedColumn) -> Bool { columns[column.id].isSecret }

  // MARK: Queries within

  private func facts(
    ofQuery link: SyntaxNode,
    in scope: Scope,
    _ tables: CommonTables
  ) -> ExpressionFacts {
    requireFields(["operName", "subLinkType", "subselect", "testexpr"], of: link)
    let test = link.node("testexpr").map { look(at: $0, in: scope, tables) }
    guard let query = link.node("subselect") else { return ExpressionFacts() }
    let outputs = self.outputs(of: query, in: scope, tables: tables)
    let tells = outputs.columns.contains { columns[$0.id].isSecret } || test?.isSecret == true
    switch link.text("subLinkType") {
    case "EXISTS_SUBLINK": return ExpressionFacts(isNonNull: true)
    case "ARRAY_SUBLINK": return ExpressionFacts(isNonNull: true, isSecret: tells)
    default: return ExpressionFacts(isSecret: tells)
    }
  }

  // MARK: Functions

  private func facts(
    ofCall call: SyntaxNode,
    in scope: Scope,
    _ tables: CommonTables,
    _ grouping: Grouping
  ) -> ExpressionFacts {
    let names = call.names("funcname")
    let schemaName = names.count > 1 ? names[0] : nil
    let name = names.last ?? ""
    let function = schema.function(schemaName, name)
    let isHarmless = function == .postgres
    switch function {
    case .postgres, .pure: break
    case .reading, .writing, nil:
      if schema.hasTenants {
        refuse(
          call,
          "it calls \(names.joined(separator: ".")), and which rows that reads or writes is not known",
          """
          Write what it does into the query, call the function by its own method, or declare it immutable \
          where it looks at nothing but its arguments.
          """
        )
      }
      if function != .reading { isRead = false }
    }
    let arguments = call.nodes("args").map { look(at: $0, in: scope, tables) }
    let others = (call.nodes("agg_order") + ["agg_filter", "over"].compactMap(call.node))
      .map { look(at: $0, in: scope, tables) }
    let counts = isHarmless && KnownFunctions.countingAggregates.contains(name)
    return ExpressionFacts(
      isNonNull: isHarmless
        && isNonNull(name, arguments.allSatisfy(\.isNonNull), call, grouping),
      isSecret: !counts && (arguments + others).contains(where: \.isSecret)
    )
  }

  private func isNonNull(
    _ function: String,
    _ hasArguments: Bool,
    _ call: SyntaxNode,
    _ grouping: Grouping
  ) -> Bool {
    if KnownFunctions.countingAggregates.contains(function) { return true }
    if KnownFunctions.groupAggregates.contains(function) {
      return grouping.isPlain && hasArguments && call.node("agg_filter") == nil
        && call.node("over") == nil
    }
    // These leave NULL out.
    let takesNull = ["concat", "concat_ws", "jsonb_build_object", "jsonb_build_array"]
    return KnownFunctions.nonNull.contains(function)
      && (hasArguments || takesNull.contains(function))
  }
}
