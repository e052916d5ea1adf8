import Catalog
import ConfigurationFile
import RepositoryGeneration

/// Plans what is read of an account: every column that a field or a check names, once.
struct SourcePlanner {
  var planner: ContractPlanner
  let control: ControlPlan
  let shape: RelationShape?
  private(set) var joins: [(name: String, shape: RelationShape, plan: JoinPlan)] = []
  private var inputs: [InputPlan] = []
  private var lists: [(statement: ConfigurationText, plan: ListPlan)] = []

  /// Plans the rows beside the account.
  init(_ planner: ContractPlanner, control: ControlPlan) {
    self.planner = planner
    self.control = control
    shape = planner.control.shapes[control.relation.name]
    let statement = planner.contract.control
    if let shape {
      joins = planJoins(statement.beside, of: shape, alias: Self.accountAlias)
    }
    lists = statement.lists.compactMap { list in planList(list).map { (list.join.name, $0) } }
    requireOwnNames()
  }

  /// What is read of an account, once every field and check has been planned.
  var plan: ControlPlan {
    ControlPlan(
      relation: control.relation,
      key: control.key,
      version: control.version,
      cluster: control.cluster,
      deleted: control.deleted,
      joins: joins.map(\.plan),
      inputs: inputs,
      lists: lists.map(\.plan)
    )
  }

  /// What the account is called in SQL.
  static let accountAlias = "account"
  /// The properties that every source has.
  static let fixedNames = ["account", "version", "cluster", "hasOpenEvents"]

  // MARK: Inputs

  /// What a text like `slug`, `plan.monthly_fee` or `addons` names; nil with a problem noted.
  mutating func argument(_ text: ConfigurationText) -> ArgumentPlan? {
    if let list = lists.first(where: { $0.plan.name == SwiftName.member(text.text) }),
      list.statement.text == text.text
    {
      return ArgumentPlan(
        name: list.plan.name,
        type: "[ContractSource.\(list.plan.elementType)]",
        origin: list.plan.relation.name.description,
        isSecret: list.plan.columns.contains(where: \.isSecret)
      )
    }
    return input(text).map {
      ArgumentPlan(name: $0.name, type: $0.type, origin: $0.origin, isSecret: $0.isSecret)
    }
  }

  /// What a text like `slug` or `plan.monthly_fee` names; nil with a problem noted.
  mutating func input(_ text: ConfigurationText) -> InputPlan? {
    guard let shape, let input = resolve(text, account: shape, alias: Self.accountAlias, joins)
    else { return nil }
    if !inputs.contains(input) {
      let taken = inputs.map(\.name) + lists.map(\.plan.name) + Self.fixedNames
      if taken.contains(input.name) {
        planner.report(text, "another thing that is read is called \(input.name) in Swift, too.")
      }
      inputs.append(input)
    }
    return input
  }

  /// What a text names in a relation or in a row beside it; nil with a problem noted.
  mutating func resolve(
    _ text: ConfigurationText,
    account: RelationShape,
    alias: String,
    _ joins: [(name: String, shape: RelationShape, plan: JoinPlan)]
  ) -> InputPlan? {
    let parts = text.text.split(separator: ".", maxSplits: 1)
    guard parts.count == 2 else {
      return plainColumn(text, of: account).map { column in
        input(column, of: account, alias: alias, name: column.name, isOptional: false)
      }
    }
    guard let join = joins.first(where: { $0.name == parts[0] }) else {
      let names = joins.map(\.name)
      planner.report(
        text,
        "nothing called '\(parts[0])' stands beside it.\(spellingAdvice(String(parts[0]), among: names))"
      )
      return nil
    }
    guard let column = plainColumn(text.part(parts[1]), of: join.shape) else { return nil }
    return input(
      column,
      of: join.shape,
      alias: join.plan.alias,
      name: SwiftName.member("\(join.name)_\(column.column.name)") ?? column.name,
      isOptional: !join.plan.isRequired
    )
  }

  /// The column that a text names, if it can be read as it is; nil with a problem noted.
  private mutating func plainColumn(
    _ text: ConfigurationText,
    of shape: RelationShape
  ) -> ColumnShape? {
    guard let column = planner.column(text, of: shape) else { return nil }
    if column.isPlain { return column }
    planner.report(
      text,
      """
      values of the type \(column.column.type.sql) cannot be read for a contract yet. Keep what it needs in \
      a column of a plain type.
      """
    )
    return nil
  }

  private func input(
    _ column: ColumnShape,
    of shape: RelationShape,
    alias: String,
    name: String,
    isOptional: Bool
  ) -> InputPlan {
    let isOptional = isOptional || column.column.isNullable
    let origin = "\(shape.relation.name).\(column.column.name)"
    return InputPlan(
      name: name,
      origin: origin,
      sql: "\(quotedIdentifier(alias)).\(quotedIdentifier(column.column.name))",
      type: column.valueType + (isOptional ? "?" : ""),
      baseType: column.baseType,
      isOptional: isOptional,
      isSecret: column.isSecret,
      sentence: sentence(column.column.comment, otherwise: "\(code(origin)).")
    )
  }
}
