import Catalog

/// Looks through one statement.
///
/// It knows the kinds of nodes that it handles, and refuses any other by name: what is not understood could read a row.
final class Analyzer {
  let schema: KnownSchema
  /// What stands for the tenant; nil where nothing does.
  let tenant: TenantValue?
  var graph = BindingGraph()
  private(set) var columns: [ColumnFacts] = []
  private(set) var obligations: [Obligation] = []
  private(set) var problems: Set<SQLProblem> = []
  /// Whether a condition is a parameter, and so not known.
  var hasOpenCondition = false
  /// Of the problems, what is written without a tenant.
  var unbound: Set<SQLProblem> = []
  var isRead = true
  var unqualified: Set<StatementAnalysis.UnqualifiedRelation> = []
  var stars: [StatementAnalysis.Star] = []
  private var uses: [Int: [StatementAnalysis.ParameterUse]] = [:]

  init(_ schema: KnownSchema, tenant: TenantValue?) {
    self.schema = schema
    self.tenant = tenant
  }

  /// Whether an expression is the tenant's parameter.
  func isTenant(_ expression: SyntaxNode) -> Bool {
    switch tenant {
    case .parameter(let number):
      expression.kind == "ParamRef" && expression.number("number") == number
    case .anything:
      expression.kind == "ParamRef" || expression.kind == "A_Const" && !expression.flag("isnull")
        || expression.names("funcname").last == "current_setting"
    case nil: false
    }
  }

  /// Everything that is known of a statement.
  func analysis(of statement: SyntaxNode) throws(SQLRefusal) -> StatementAnalysis {
    let outputs = outputs(of: statement, in: nil, tables: [:], isReturned: true)
    let bound = graph.boundColumns()
    for obligation in obligations where !bound.contains(obligation.column) {
      problems.insert(obligation.problem)
    }
    guard problems.isEmpty else {
      throw SQLRefusal(problems: problems.sorted { ($0.offset, $0.cause) < ($1.offset, $1.cause) })
    }
    let isCountable = outputs.isOrdered && !outputs.isOpen && stars.isEmpty
    return StatementAnalysis(
      isRead: isRead,
      columns: isCountable
        ? outputs.columns.map { column in
          let facts = columns[column.id]
          return StatementAnalysis.Column(
            isNonNull: facts.isNonNull,
            isSecret: facts.isSecret,
            origin: facts.origin
          )
        } : nil,
      unqualifiedRelations: unqualified.sorted { $0.offset < $1.offset },
      stars: stars,
      parameterUses: uses
    )
  }

  /// What a statement reads or writes of tenants without being bound to one; what is not understood counts as bound.
  func unboundParts(of statement: SyntaxNode) -> [SQLProblem] {
    _ = outputs(of: statement, in: nil, tables: [:], isReturned: true)
    guard !hasOpenCondition else { return [] }
    let bound = graph.boundColumns()
    let open = obligations.filter { !bound.contains($0.column) }.map(\.problem)
    return Set(open).union(unbound).sorted { ($0.offset, $0.cause) < ($1.offset, $1.cause) }
  }

  // MARK: Notes

  /// Notes a problem and goes on.
  func refuse(_ node: SyntaxNode, _ cause: String, _ remedy: String) {
    refuse(SQLProblem(at: node.location, cause, remedy))
  }

  /// Notes a problem and goes on.
  func refuse(_ problem: SQLProblem) { problems.insert(problem) }

  /// Refuses a kind of node that nobody taught this type.
  func refuseUnknown(_ node: SyntaxNode) {
    refuse(
      node,
      "it holds a \(node.kind), and what that reads is not known here",
      "Write it another way."
    )
  }

  /// Requires that a node has no other fields than these.
  func requireFields(_ known: Set<String>, of node: SyntaxNode) {
    for field in node.fieldNames where !known.contains(field) && field != "location" {
      refuse(
        node,
        "its \(node.kind) has '\(field)', and what that does is not known here",
        "Write it another way."
      )
    }
  }

  /// Notes that a column must hold the tenant.
  func require(_ column: ColumnID, or problem: SQLProblem) {
    obligations.append(Obligation(column: column, problem: problem))
  }

  /// Notes what a parameter is compared with.
  func note(_ parameter: SyntaxNode, with column: ColumnID, isList: Bool, isWritten: Bool) {
    guard let number = parameter.number("number"), let origin = columns[column].origin else {
      return
    }
    uses[number, default: []].append(
      StatementAnalysis.ParameterUse(column: origin, isList: isList, isWritten: isWritten)
    )
  }

  // MARK: Columns

  /// Makes a column.
  func makeColumn(_ facts: ColumnFacts = ColumnFacts()) -> ColumnID {
    columns.append(facts)
    return columns.count - 1
  }

  /// Makes a column with the values of another.
  func makeColumn(copying source: ColumnID) -> ColumnID {
    let column = makeColumn(columns[source])
    graph.connect(source, to: column)
    return column
  }

  /// Changes what is known of a column.
  func update(_ column: ColumnID, _ change: (inout ColumnFacts) -> Void) {
    change(&columns[column])
  }
}
