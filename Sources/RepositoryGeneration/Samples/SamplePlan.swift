import Catalog
import SQLLanguage

/// What the sample of a relation's draft gives each of its properties.
struct SamplePlan {
  /// A parameter of `sample(…)`.
  struct Parameter {
    let property: PropertyPlan
    /// The default as Swift source; nil leaves it to the caller.
    let value: String?
  }

  let entity: EntityPlan
  let parameters: [Parameter]
}

/// Chooses values that a relation's constraints let through, by following its checks with them.
///
/// What cannot be shown to pass has no default, so that a test that forgets it does not compile.
struct SamplePlanner {
  private let entity: EntityPlan
  private let candidates: SampleCandidates
  private let checks: [RowCheck]
  private let exclusions: [Set<String>]
  /// The columns that refer to other rows.
  private let referring: Set<String>
  private var chosen: [String: SampleCandidate] = [:]
  /// The columns whose value is the caller's to give.
  private var callers: Set<String> = []

  init(_ entity: EntityPlan, _ candidates: SampleCandidates) {
    self.entity = entity
    self.candidates = candidates
    let relation = entity.relation
    let excluding = relation.checks.filter { $0.definition.hasPrefix("EXCLUDE") }
    exclusions = excluding.map { SyntaxNode.constraint($0.definition)?.columnNames ?? [] }
    let columns = relation.columns.map(\.name)
    let domains = entity.properties.flatMap { property in
      (property.domain?.checks ?? []).map {
        RowCheck($0.definition, amongColumns: columns, valueColumn: property.column.name)
      }
    }
    checks =
      relation.checks.filter { !$0.definition.hasPrefix("EXCLUDE") }.map {
        RowCheck($0.definition, amongColumns: columns)
      }
      + domains
    referring = Set(relation.foreignKeys.flatMap(\.columns))
      .subtracting([entity.scope.tenantColumn].compactMap { $0 })
  }

  /// Makes the plan.
  mutating func plan() -> SamplePlan {
    let options = options()
    for (column, list) in options {
      if let first = list.first { chosen[column] = first } else { callers.insert(column) }
    }
    for check in checks where !isSettled(check) { settle(check, options) }
    // What was changed for one check may break another.
    for check in checks where !isSettled(check) { leaveToCaller(check) }
    return SamplePlan(
      entity: entity,
      parameters: entity.draftProperties.map { property in
        let isCallers = callers.contains(property.column.name)
        let value = chosen[property.column.name]?.source
        return SamplePlan.Parameter(
          property: property,
          value: isCallers
            ? nil : value.map { property.asSample($0) } ?? (property.isRequired ? nil : "nil")
        )
      }
    )
  }

  // MARK: Values

  /// The values that each column of the draft can be given, the best first.
  private func options() -> [String: [SampleCandidate]] {
    let distinct = distinctColumns()
    return Dictionary(
      uniqueKeysWithValues: entity.draftProperties.map { property in
        let column = property.column.name
        let own = checks.filter { $0.columns.contains(column) }
        var values: [SampleCandidate] = []
        if !referring.contains(column), !property.hasUnknownDomain,
          !distinct.impossible.contains(column)
        {
          values =
            distinct.columns.contains(column)
            ? candidates.distinct(property)
            : candidates.fixed(property, constants: own.flatMap(\.constants))
        }
        // A reference that the table makes leads to a row that the test has to make.
        let leadsSomewhere = referring.contains(column) && property.column.source != nil
        if property.canBeLeftOut, !leadsSomewhere, !distinct.columns.contains(column) {
          values.insert(SampleCandidate(nil, property.valueLeftOut), at: 0)
        }
        return (column, values)
      }
    )
  }

  /// The columns by which the rows of two calls differ in each key; and those that would have to and cannot.
  private func distinctColumns() -> (columns: Set<String>, impossible: Set<String>) {
    var columns: Set<String> = []
    var impossible: Set<String> = []
    for key in keys() {
      let properties = entity.draftProperties.filter { key.contains($0.column.name) }
      // The tenant's own row, or a key that is made by the server.
      guard !properties.isEmpty, !properties.contains(where: \.isMadeDistinct) else { continue }
      if properties.contains(where: { columns.contains($0.column.name) }) { continue }
      let own = properties.filter { !referring.contains($0.column.name) }
      let countable = own.filter { property in
        !candidates.distinct(property).isEmpty && !isLimited(property.column.name)
      }
      // A range that overlaps no other settles an exclusion.
      if let best = countable.first(where: { $0.column.type.name.name.hasSuffix("range") })
        ?? countable.first
      {
        columns.insert(best.column.name)
      } else if own.count == properties.count {
        impossible.formUnion(own.map(\.column.name))
      }
    }
    return (columns, impossible)
  }

  private func keys() -> [Set<String>] {
    let relation = entity.relation
    let indexes = relation.indexes.filter(\.isUnique).map { index in
      Set(
        index.terms.flatMap { term in
          term.column.map { [$0] }
            ?? relation.columns.map(\.name).filter { term.sql.contains($0) }
        }
      )
    }
    let named = ([relation.primaryKey].compactMap { $0 } + relation.uniqueKeys).map {
      Set($0.columns)
    }
    return named + indexes.filter { !named.contains($0) } + exclusions
  }

  /// Whether a check names the values that a column can have.
  private func isLimited(_ column: String) -> Bool {
    checks.contains { check in
      check.columns == [column] && check.constants.count > 1
    }
  }

  // MARK: Checks

  /// Whether the chosen values surely pass; a check of what is left to the table or the caller is theirs to keep.
  private func isSettled(_ check: RowCheck) -> Bool {
    let own = check.columns.filter { chosen[$0]?.source != nil && !callers.contains($0) }
    return SampleCandidate.calls.indices.allSatisfy { call in
      check.passes { column in value(of: column, in: call) } ?? own.isEmpty
    } || (own.isEmpty && check.columns.isSubset(of: callers))
  }

  private func value(of column: String, in call: Int) -> CheckValue {
    callers.contains(column) ? .unknown : chosen[column]?.value(in: call) ?? .unknown
  }

  /// Finds other values for a check's columns; where those do not do, for those that stand beside them in others.
  private mutating func settle(_ check: RowCheck, _ options: [String: [SampleCandidate]]) {
    let beside = checks.filter { !$0.columns.isDisjoint(with: check.columns) }
    let wider = beside.reduce(into: check.columns) { $0.formUnion($1.columns) }
    if tryValues(of: check.columns, for: check, options) { return }
    if wider != check.columns, tryValues(of: wider, for: check, options) { return }
    leaveToCaller(check)
  }

  /// Tries other values of columns, until a check and all others that passed still do.
  private mutating func tryValues(
    of wanted: Set<String>,
    for check: RowCheck,
    _ options: [String: [SampleCandidate]]
  ) -> Bool {
    let columns = wanted.filter { options[$0]?.isEmpty == false && !callers.contains($0) }.sorted()
    let before = chosen
    let affected = checks.filter { !$0.columns.isDisjoint(with: columns) }
    let others = affected.filter { isSettled($0) }
    var combinations: [[SampleCandidate]] = [[]]
    for column in columns {
      combinations = combinations.flatMap { start in
        (options[column] ?? []).map { start + [$0] }
      }
      // A check of many columns is the caller's.
      guard combinations.count <= 4096 else { break }
    }
    for combination in combinations where combination.count == columns.count {
      for (column, candidate) in zip(columns, combination) { chosen[column] = candidate }
      if isSettled(check), others.allSatisfy({ isSettled($0) }) { return true }
    }
    chosen = before
    return false
  }

  private mutating func leaveToCaller(_ check: RowCheck) {
    callers.formUnion(check.columns.filter { chosen[$0] != nil })
  }
}

extension PropertyPlan {
  /// Whether a sample may say nothing of the column.
  fileprivate var canBeLeftOut: Bool {
    guard !isRequired else { return false }
    return column.source != nil || domain == nil || domain?.isNullable == true
      || domain?.defaultExpression != nil
  }

  /// What the column then holds.
  fileprivate var valueLeftOut: CheckValue {
    guard case .defaultExpression(let expression) = column.source else {
      return column.source == nil && domain?.defaultExpression == nil ? .null : .unknown
    }
    if let match = expression.wholeMatch(of: #/'([^'\\]*)'(?:::[^']+)?/#) {
      return column.type.name.name.hasPrefix("json")
        ? .json(match.output.1.hasPrefix("[") ? "array" : "object") : .text(String(match.output.1))
    }
    if let number = Double(expression.filter { !"()".contains($0) }) { return .number(number) }
    return ["true", "false"].contains(expression) ? .truth(expression == "true") : .unknown
  }

  /// Whether the server makes a value that no other row has, or leaves one that equals no other.
  fileprivate var isMadeDistinct: Bool {
    guard canBeLeftOut else { return false }
    switch column.source {
    case .defaultExpression(let expression):
      return ["gen_random_uuid", "uuid_generate", "nextval"].contains { expression.contains($0) }
    case .identityByDefault: return true
    case nil: return domain?.defaultExpression == nil
    case .identityAlways, .generated: return false
    }
  }

  /// Whether the checks of the column's domain are not all known: those of one below it are not.
  fileprivate var hasUnknownDomain: Bool {
    domain.map { $0.base.name != column.type.name } ?? false
  }

  /// The source of a value with the identifier and the secrecy of the column around it.
  fileprivate func asSample(_ value: String) -> String {
    let isWrapped = isDomain || baseType.hasSuffix(".ID")
    let identified = isWrapped ? "\(baseType)(\(value))" : value
    return isSecret ? "Secret(\(identified))" : identified
  }
}
