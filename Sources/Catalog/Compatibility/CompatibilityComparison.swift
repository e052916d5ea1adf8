/// Collects what breaks of code that was generated from a schema on a database that has another.
struct CompatibilityComparison {
  typealias Break = SchemaCompatibility.Break
  typealias Use = SchemaCompatibility.Use

  let expected: DatabaseSchema
  let found: DatabaseSchema
  let expectedTypes: NamedTypes
  let foundTypes: NamedTypes
  private(set) var breaks: [Break] = []

  init(expected: DatabaseSchema, found: DatabaseSchema) {
    self.expected = expected
    self.found = found
    expectedTypes = NamedTypes(expected)
    foundTypes = NamedTypes(found)
  }

  /// Compares everything that generated code uses.
  mutating func run() {
    guard expected != found else { return }
    let relations = Dictionary(
      found.relations.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for relation in expected.relations {
      guard let found = relations[relation.name] else {
        report(relation.name, "\(relation.name)", "it does not exist", .all, .always)
        continue
      }
      compare(relation, found)
      // Even where the relation is the same, the types that its columns name may not be.
      compareNamedTypes(of: relation)
    }
    let routines = Dictionary(grouping: found.routines, by: \.name)
    for routine in expected.routines { compare(routine, routines[routine.name, default: []]) }
  }

  /// Notes what fails.
  mutating func report(
    _ owner: QualifiedName,
    _ object: String,
    _ cause: String,
    _ uses: Set<Use>,
    _ certainty: Break.Certainty
  ) {
    breaks.append(
      Break(owner: owner, object: object, cause: cause, uses: uses, certainty: certainty)
    )
  }

  // MARK: Relations

  private mutating func compare(_ expected: Relation, _ found: Relation) {
    guard expected != found else { return }
    compareKinds(expected, found)
    compareRowSecurity(expected, found)
    compareGrants(expected, found)
    for column in expected.columns { compare(column, of: expected, found) }
    for column in found.columns where expected.column(named: column.name) == nil {
      requireFilled(column, of: found)
    }
    compareKeys(expected, found)
    compareConstraints(expected, found)
  }

  private mutating func compareKinds(_ expected: Relation, _ found: Relation) {
    let tables: Set<Relation.Kind> = [.table, .partitionedTable]
    guard tables.contains(expected.kind), !tables.contains(found.kind) else { return }
    report(
      found.name,
      "\(found.name)",
      "it is no table but a \(found.kind.words)",
      [.insert, .update, .upsert, .delete],
      found.kind == .materializedView ? .always : .sometimes
    )
  }

  /// A privilege that migrations give and the database does not: methods that run as that role need it.
  private mutating func compareGrants(_ expected: Relation, _ found: Relation) {
    for grant in expected.grants {
      for privilege in grant.privileges where !found.allows(privilege, as: grant) {
        guard let uses = Set<Use>(needing: privilege) else { continue }
        let columns = grant.columns.isEmpty ? "" : " (\(grant.columns.joined(separator: ", ")))"
        report(
          found.name,
          "\(found.name)",
          "the role '\(grant.role)' may not \(privilege)\(columns)",
          uses,
          .always
        )
      }
    }
  }

  /// Policies that differ hide rows, refuse them, or let others see them; a router refuses such a cluster.
  private mutating func compareRowSecurity(_ expected: Relation, _ found: Relation) {
    if expected.view?.isSecurityInvoker == true && found.view?.isSecurityInvoker == false {
      report(found.name, "\(found.name)", "it reads with its owner's rights", .all, .always)
    }
    guard expected.rowSecurity != found.rowSecurity || expected.policies != found.policies else {
      return
    }
    let cause =
      expected.rowSecurity == found.rowSecurity
      ? "its policies are others"
      : "its row security is \(found.rowSecurity), and not \(expected.rowSecurity)"
    report(
      found.name,
      "\(found.name)",
      cause,
      .all,
      expected.rowSecurity == .forced ? .always : .sometimes
    )
  }

  // MARK: Constraints

  /// A key that is gone no longer answers an upsert.
  private mutating func compareKeys(_ expected: Relation, _ found: Relation) {
    let foundKeys = found.uniqueColumnSets
    for columns in expected.uniqueColumnSets.subtracting(foundKeys)
    where columns.allSatisfy({ found.column(named: $0) != nil }) {
      let isPrimary = expected.primaryKey.map { Set($0.columns) } == columns
      report(
        found.name,
        "\(found.name)",
        """
        no key over (\(columns.sorted().joined(separator: ", "))), so that rows do not meet in it and \
        more than one can be found by it
        """,
        [.upsert],
        isPrimary ? .always : .sometimes
      )
    }
    for columns in foundKeys.subtracting(expected.uniqueColumnSets)
    where columns.allSatisfy({ expected.column(named: $0) != nil }) {
      report(
        found.name,
        "\(found.name)",
        "a new key over (\(columns.sorted().joined(separator: ", "))) refuses rows",
        .writing,
        .sometimes
      )
    }
  }

  /// A constraint that the code does not know of refuses what it writes.
  ///
  /// One over columns that are new as well is met by their defaults.
  private mutating func compareConstraints(_ expected: Relation, _ found: Relation) {
    let known = Set(expected.foreignKeys.map(\.condition))
    for key in found.foreignKeys where !known.contains(key.condition) {
      guard key.columns.allSatisfy({ expected.column(named: $0) != nil }) else { continue }
      report(
        found.name,
        "\(found.name).\(key.name)",
        "a new foreign key to \(key.target) refuses rows",
        .writing,
        .sometimes
      )
    }
    let definitions = Set(expected.checks.map(\.definition))
    let newColumns = found.columns.map(\.name).filter { expected.column(named: $0) == nil }
    for check in found.checks where !definitions.contains(check.definition) {
      guard !newColumns.contains(where: { check.definition.containsWord($0) }) else { continue }
      report(
        found.name,
        "\(found.name).\(check.name)",
        "a new condition refuses rows: \(check.definition)",
        .writing,
        .sometimes
      )
    }
  }
}

extension Relation {
  /// Whether a role has a privilege on what another grant covers.
  fileprivate func allows(_ privilege: String, as wanted: Grant) -> Bool {
    let own = grants.filter { grant in
      [wanted.role, "public"].contains(grant.role) && grant.privileges.contains(privilege)
    }
    if own.contains(where: \.columns.isEmpty) { return true }
    let columns = Set(own.flatMap(\.columns))
    return !wanted.columns.isEmpty && columns.isSuperset(of: wanted.columns)
  }

  /// The columns of every key in which two rows can meet, without regard to their order.
  fileprivate var uniqueColumnSets: Set<Set<String>> {
    let keys = ([primaryKey].compactMap { $0 } + uniqueKeys).filter { $0.period == nil }
      .map { Set($0.columns) }
    let whole = indexes.filter { index in
      index.isUnique && index.predicate == nil && index.terms.allSatisfy { $0.column != nil }
    }
    return Set(keys + whole.map { index in Set(index.terms.compactMap(\.column)) })
  }
}

extension ForeignKey {
  /// What the key demands, whatever it is called.
  fileprivate var condition: [String] { columns + ["\(target)"] + targetColumns }
}

extension String {
  /// Whether a name stands in the text with nothing around it that could belong to a name.
  fileprivate func containsWord(_ name: String) -> Bool {
    var rest = self[...]
    while let range = rest.firstRange(of: name) {
      let before = rest[..<range.lowerBound].last ?? self[..<range.lowerBound].last
      let after = self[range.upperBound...].first
      if ![before, after].contains(where: { $0?.isPartOfName == true }) { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }
}

extension Character {
  fileprivate var isPartOfName: Bool { isLetter || isNumber || self == "_" }
}
