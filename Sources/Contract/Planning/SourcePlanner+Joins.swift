import Catalog
import ConfigurationFile
import RepositoryGeneration

extension SourcePlanner {
  /// The rows that stand beside another; problems are noted.
  mutating func planJoins(
    _ statements: [Contract.Join],
    of shape: RelationShape,
    alias: String
  ) -> [(name: String, shape: RelationShape, plan: JoinPlan)] {
    statements.compactMap { statement in
      planJoin(statement, of: shape, alias: alias).map { (statement.name.text, $0.shape, $0.plan) }
    }
  }

  /// A row that stands beside another: at most one, by a unique key.
  private mutating func planJoin(
    _ statement: Contract.Join,
    of shape: RelationShape,
    alias: String
  ) -> (shape: RelationShape, plan: JoinPlan)? {
    guard let target = planner.relation(statement.table, in: planner.control) else { return nil }
    let pairs = pairs(statement, target: target, other: shape)
    guard pairs.count == statement.on.count else { return nil }
    let relation = target.relation
    let keys = relation.uniqueKeys.map(\.columns) + [relation.primaryKey?.columns ?? []]
    guard keys.contains(where: { Set($0) == Set(pairs.map(\.column)) }) else {
      planner.report(
        statement.name,
        """
        no unique key of \(relation.name) holds these columns, so there could be several. Make it one \
        of 'lists'.
        """
      )
      return nil
    }
    return (
      target,
      JoinPlan(
        alias: statement.name.text,
        relation: relation,
        condition: condition(pairs, alias: statement.name.text, other: alias),
        isRequired: isRequired(pairs, of: shape.relation, target: relation)
      )
    )
  }

  /// The column pairs of a join; fewer than stated when a problem was noted.
  private mutating func pairs(
    _ statement: Contract.Join,
    target: RelationShape,
    other: RelationShape
  ) -> [(column: String, other: String)] {
    statement.on.compactMap { pair in
      guard let column = planner.column(pair.column, of: target),
        let other = planner.column(pair.other, of: other)
      else { return nil }
      return (column.column.name, other.column.name)
    }
  }

  private func condition(
    _ pairs: [(column: String, other: String)],
    alias: String,
    other: String
  ) -> String {
    pairs.map { pair in
      "\(quotedIdentifier(alias)).\(quotedIdentifier(pair.column))"
        + " = \(quotedIdentifier(other)).\(quotedIdentifier(pair.other))"
    }
    .joined(separator: " and ")
  }

  private func isRequired(
    _ pairs: [(column: String, other: String)],
    of relation: Relation,
    target: Relation
  ) -> Bool {
    let columns = pairs.map(\.other)
    guard columns.allSatisfy({ relation.column(named: $0)?.isNullable == false }) else {
      return false
    }
    return relation.foreignKeys.contains { key in
      key.target == target.name
        && Set(zip(key.columns, key.targetColumns).map { "\($0.0)→\($0.1)" })
          == Set(pairs.map { "\($0.other)→\($0.column)" })
    }
  }

  /// Rows that belong to an account; nil with a problem noted.
  mutating func planList(_ statement: Contract.List) -> ListPlan? {
    let name = statement.join.name
    guard let shape, let target = planner.relation(statement.join.table, in: planner.control) else {
      return nil
    }
    guard let property = SwiftName.member(name.text),
      let elementType = SwiftName.type(name.text, singularize: true)
    else {
      planner.report(name, "no Swift name can be made of '\(name)'. Call it otherwise.")
      return nil
    }
    guard let key = target.relation.primaryKey?.columns else {
      planner.report(
        name,
        "\(target.relation.name) has no primary key to order its rows by. Add one."
      )
      return nil
    }
    guard !statement.columns.isEmpty else {
      planner.report(name, "name under 'columns' what is read of each row.")
      return nil
    }
    planner.requireOwnType(name, elementType)
    let pairs = pairs(statement.join, target: target, other: shape)
    let joins = planJoins(statement.beside, of: target, alias: name.text)
    let columns = statement.columns.compactMap { text in
      resolve(text, account: target, alias: name.text, joins).map { listColumn($0, text) }
    }
    guard pairs.count == statement.join.on.count, columns.count == statement.columns.count else {
      return nil
    }
    var conditions = [condition(pairs, alias: name.text, other: Self.accountAlias)]
    for condition in statement.conditions {
      guard let sql = sqlCondition(condition, of: target, alias: name.text) else { continue }
      conditions.append(sql)
    }
    return ListPlan(
      name: property,
      elementType: elementType,
      alias: name.text,
      relation: target.relation,
      conditions: conditions,
      joins: joins.map(\.plan),
      columns: columns,
      order: key.map { "\(quotedIdentifier(name.text)).\(quotedIdentifier($0))" }
    )
  }

  /// In an element, a column of a row beside it goes by its own name.
  private func listColumn(_ input: InputPlan, _ text: ConfigurationText) -> InputPlan {
    InputPlan(
      name: text.text.split(separator: ".").last.flatMap { SwiftName.member(String($0)) }
        ?? input.name,
      origin: input.origin,
      sql: input.sql,
      type: input.type,
      baseType: input.baseType,
      isOptional: input.isOptional,
      isSecret: input.isSecret,
      sentence: input.sentence
    )
  }

  /// What a column of text must hold, in SQL; nil with a problem noted.
  private mutating func sqlCondition(
    _ condition: Contract.Condition,
    of shape: RelationShape,
    alias: String
  ) -> String? {
    guard let column = planner.column(condition.column, of: shape) else { return nil }
    guard case .anyOf(let texts) = condition.test, column.baseType == "String" else {
      planner.report(condition.column, "here a column of text equals a text, or one of several.")
      return nil
    }
    let values = texts.map { sqlLiteral($0.text) }
    let sql = "\(quotedIdentifier(alias)).\(quotedIdentifier(column.column.name))"
    return values.count == 1
      ? "\(sql) = \(values[0])" : "\(sql) in (\(values.joined(separator: ", ")))"
  }

  /// What must hold of the account itself, in SQL.
  mutating func accountCondition(_ condition: Contract.Condition) -> String? {
    shape.flatMap { sqlCondition(condition, of: $0, alias: Self.accountAlias) }
  }

  /// Every row that is read has an alias of its own.
  mutating func requireOwnNames() {
    let statement = planner.contract.control
    let names =
      statement.beside.map(\.name)
      + statement.lists.flatMap { [$0.join.name] + $0.beside.map(\.name) }
    var seen: Set<String> = [Self.accountAlias]
    for name in names where !seen.insert(name.text).inserted {
      planner.report(name, "something else that is read is called '\(name)' too.")
    }
  }
}

/// A text as a literal of SQL.
func sqlLiteral(_ text: String) -> String {
  let quoted = "'\(text.replacing("'", with: "''"))'"
  return text.contains("\\") ? "E\(quoted.replacing("\\", with: "\\\\"))" : quoted
}
