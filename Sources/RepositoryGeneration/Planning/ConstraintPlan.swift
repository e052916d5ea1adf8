import Catalog

/// A constraint that a change of a relation's rows can violate.
struct ConstraintPlan: Hashable {
  /// The case's name, not escaped.
  let name: String
  /// The constraint's name in the database.
  let constraint: String
  /// What the constraint demands, in a sentence.
  let sentence: String

  /// The constraints of a relation and those of others that refer to it, each with a name of its own.
  ///
  /// - Parameters:
  ///   - relation: the relation.
  ///   - tenantColumn: the column that holds the tenant, which is no part of a name.
  ///   - referring: the relations whose foreign keys lead to it.
  /// - Returns: the constraints, sorted by name.
  static func all(
    of relation: Relation,
    tenantColumn: String?,
    referring: [Relation]
  ) -> [ConstraintPlan] {
    var sentences: [String: String] = [:]
    func add(_ name: String, _ sentence: String) {
      if sentences[name] == nil { sentences[name] = sentence }
    }
    if let key = relation.primaryKey {
      let overlap = key.period == nil ? "" : ", or overlap in the last where they are in the others"
      add(key.name, "The primary key: no two rows are equal in \(list(key.columns))\(overlap).")
    }
    for key in relation.uniqueKeys {
      add(key.name, "No two rows are equal in \(list(key.columns)).")
    }
    for index in relation.indexes where index.isUnique {
      let condition = index.predicate.map { " of those where \(code($0))" } ?? ""
      add(index.name, "No two rows\(condition) are equal in \(list(index.terms.map(\.sql))).")
    }
    for key in relation.foreignKeys {
      add(
        key.name,
        "\(list(key.columns)) \(key.columns.count == 1 ? "names" : "name") a row of \(code(key.target))."
      )
    }
    for check in relation.checks { add(check.name, "\(code(check.definition)).") }
    for other in referring {
      for key in other.foreignKeys where key.target == relation.name && other.name != relation.name
      {
        add(key.name, "A row that \(list(key.columns)) of \(code(other.name)) names stays.")
      }
    }
    let prefixes = [relation.name.name + "_", tenantColumn.map { $0 + "_" } ?? ""]
    return named(sentences, without: prefixes)
  }

  private static func named(
    _ sentences: [String: String],
    without prefixes: [String]
  ) -> [ConstraintPlan] {
    let constraints = sentences.keys.sorted()
    let names = constraints.map { shortName(of: $0, without: prefixes) ?? "" }
    let counts = Dictionary(grouping: names) { $0 }.mapValues(\.count)
    return zip(constraints, names).map { constraint, name in
      // Where two meet, each is called in full, and where even that meets, by its number.
      let isOwn = !name.isEmpty && counts[name] == 1 && !reservedCaseNames.contains(name)
      let fullName = SwiftName.member("constraint_" + constraint) ?? "constraint"
      return ConstraintPlan(
        name: isOwn ? name : fullName,
        constraint: constraint,
        sentence: sentences[constraint] ?? ""
      )
    }
    .numbered()
  }

  /// `orders_client_id_order_number_key` → `orderNumberKey`, `orders_pkey` → `primaryKey`.
  private static func shortName(of constraint: String, without prefixes: [String]) -> String? {
    var rest = Substring(constraint)
    // What would be left of a name is more than its ending.
    for prefix in prefixes where rest.hasPrefix(prefix) && !prefix.isEmpty {
      let shorter = rest.dropFirst(prefix.count)
      if prefix == prefixes[0] || shorter.contains("_") { rest = shorter }
    }
    var words = rest.split(separator: "_", omittingEmptySubsequences: false)
    if let last = words.popLast() { words.append(endings[last] ?? last) }
    return SwiftName.member(words.joined(separator: "_"))
  }

  /// The endings that Postgres gives to the names of constraints and indexes.
  private static let endings: [Substring: Substring] = [
    "pkey": "primary_key", "fkey": "foreign_key", "excl": "exclusion", "idx": "index",
  ]
}

extension [ConstraintPlan] {
  /// The same with numbers behind names that are there already.
  fileprivate func numbered() -> [ConstraintPlan] {
    var taken: [String: Int] = [:]
    return map { plan in
      let count = taken[plan.name, default: 0] + 1
      taken[plan.name] = count
      guard count > 1 else { return plan }
      return ConstraintPlan(
        name: "\(plan.name)_\(count)",
        constraint: plan.constraint,
        sentence: plan.sentence
      )
    }
  }
}

private func list(_ columns: [String]) -> String {
  columns.map { code($0) }.joined(separator: ", ")
}
