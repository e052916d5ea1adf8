import Catalog
import ConfigurationFile
import RepositoryGeneration

extension SourcePlanner {
  /// The plans of the checks; problems are noted.
  mutating func planChecks(_ fields: [FieldPlan]) -> [CheckPlan] {
    let checks = planner.contract.checks.compactMap { planCheck($0, fields) }
    planner.requireOwnNames(
      planner.contract.checks.compactMap { check in
        SwiftName.member(check.name.text).map { (check.name, $0) }
      },
      besides: ["repair", "sentence", "severity"]
    )
    let ofDifferences = checks.filter { $0.missing == nil }
    if ofDifferences.last?.takesAll != true, let last = planner.contract.checks.last {
      planner.report(
        last.name,
        "some difference might belong to no check. Let the last one name no fields and no conditions."
      )
    }
    for check in planner.contract.checks {
      guard let plan = ofDifferences.dropLast().first(where: { $0.name == check.name.text }),
        plan.takesAll
      else { continue }
      planner.report(check.name, "it takes every difference, so no check after it finds any.")
    }
    return checks
  }

  private mutating func planCheck(
    _ check: Contract.Check,
    _ fields: [FieldPlan]
  ) -> CheckPlan? {
    guard let caseName = SwiftName.member(check.name.text) else {
      planner.report(check.name, "no Swift name can be made of '\(check.name)'.")
      return nil
    }
    if check.missing != nil, check.fields != nil || !(check.expected + check.data).isEmpty {
      planner.report(check.name, "where a row is missing, there are no fields to look at.")
    }
    if check.missing != nil, check.repair != .never {
      planner.report(
        check.name,
        "a row that is missing is provisioned, not repaired; write 'never'."
      )
    }
    let conditions =
      check.control.compactMap { controlCondition($0) }
      + check.expected.compactMap { copyCondition($0, of: "expected", fields) }
      + check.data.compactMap { copyCondition($0, of: "actual", fields) }
    return CheckPlan(
      name: check.name.text,
      caseName: caseName,
      drift: check.drift,
      severity: check.severity,
      repair: check.repair,
      missing: check.missing.map { planMissing($0) },
      fields: check.fields.map { planner.lookUp($0, in: fields) },
      conditions: conditions
    )
  }

  private mutating func planMissing(_ conditions: [Contract.Condition]) -> MissingPlan {
    MissingPlan(
      conditions: conditions.compactMap { controlCondition($0) },
      sql: conditions.compactMap { accountCondition($0) }
    )
  }

  // MARK: Conditions in Swift

  /// A condition on what was read of the account.
  private mutating func controlCondition(_ condition: Contract.Condition) -> String? {
    guard let input = input(condition.column) else { return nil }
    let value = "source.\(SwiftName.escaped(input.name))"
    if input.isSecret {
      planner.report(condition.column, "a secret is not to be looked at in a check.")
      return nil
    }
    switch input.baseType {
    case "String": return swift(condition.test, value, isOptional: input.isOptional)
    case "Bool": return flag(condition, value, isOptional: input.isOptional)
    case let type where type.contains("."):
      let raw = value + (input.isOptional ? "?.rawValue" : ".rawValue")
      return swift(condition.test, raw, isOptional: input.isOptional)
    default:
      planner.report(condition.column, "a check looks at text, booleans and enums alone.")
      return nil
    }
  }

  private mutating func flag(
    _ condition: Contract.Condition,
    _ value: String,
    isOptional: Bool
  ) -> String? {
    guard case .anyOf(let texts) = condition.test, texts.count == 1,
      let wanted = Bool(texts[0].text)
    else {
      planner.report(condition.column, "it is a boolean; write true or false.")
      return nil
    }
    if isOptional { return "\(value) == \(wanted)" }
    return wanted ? value : "!\(value)"
  }

  /// A condition on a column of the copy, as it should be or as it is.
  private mutating func copyCondition(
    _ condition: Contract.Condition,
    of copy: String,
    _ fields: [FieldPlan]
  ) -> String? {
    let columns = fields.flatMap(\.columns)
    let text = condition.column
    guard let column = columns.first(where: { $0.column.name == text.text }) else {
      let names = columns.map(\.column.name)
      planner.report(
        text,
        "no field is copied to '\(text)'.\(spellingAdvice(text.text, among: names))"
      )
      return nil
    }
    if column.isSecret {
      guard case .none = condition.test else {
        planner.report(text, "of a secret a check may only say 'none'.")
        return nil
      }
    }
    if let labels = column.labels ?? (column.form == .boolean ? ["true", "false"] : nil) {
      for word in condition.test.words where !labels.contains(word.text) {
        planner.report(
          word,
          "'\(text)' is never '\(word)'.\(spellingAdvice(word.text, among: labels))"
        )
      }
    }
    return swift(condition.test, "\(copy)[.\(column.name)]", isOptional: true)
  }

  private func swift(
    _ test: Contract.Condition.Test,
    _ value: String,
    isOptional: Bool
  ) -> String {
    switch test {
    case .anyOf(let texts) where texts.count == 1:
      return "\(value) == \(stringLiteral(texts[0].text))"
    case .anyOf(let texts):
      let literals = texts.map { stringLiteral($0.text) }
      return "[\(literals.joined(separator: ", "))].contains(\(value))"
    case .not(let text):
      return "\(value) != \(stringLiteral(text.text))"
    case .prefix(let text):
      let call = "hasPrefix(\(stringLiteral(text.text)))"
      return isOptional ? "\(value)?.\(call) == true" : "\(value).\(call)"
    case .none:
      return isOptional ? "\(value) == nil" : "false"
    }
  }
}

extension Contract.Condition.Test {
  /// The whole values that are named.
  fileprivate var words: [ConfigurationText] {
    switch self {
    case .anyOf(let texts): texts
    case .not(let text): [text]
    case .prefix, .none: []
    }
  }
}
