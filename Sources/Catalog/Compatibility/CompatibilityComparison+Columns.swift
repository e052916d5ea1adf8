extension CompatibilityComparison {
  /// Compares a column that generated code names.
  mutating func compare(_ expected: Column, of relation: Relation, _ table: Relation) {
    let object = "\(table.name).\(expected.name)"
    guard let found = table.column(named: expected.name) else {
      // Every statement finds its rows by the key; a row that is read has every column.
      let isKey = relation.primaryKey?.columns.contains(expected.name) == true
      report(table.name, object, "it does not exist", isKey ? .all : .wholeRows, .always)
      return
    }
    compareTypes(expected, found, of: table)
    compareNullability(expected, found, of: table)
    compareSources(expected, found, of: table)
  }

  /// A new column that no insert gives must fill itself.
  mutating func requireFilled(_ column: Column, of table: Relation) {
    guard !column.isNullable, column.source == nil, !foundTypes.hasDefault(column.type) else {
      return
    }
    report(
      table.name,
      "\(table.name).\(column.name)",
      "the new column is not null and has no default",
      [.insert, .upsert],
      .always
    )
  }

  private mutating func compareTypes(_ expected: Column, _ found: Column, of table: Relation) {
    let before = expectedTypes.base(of: expected.type)
    let after = foundTypes.base(of: found.type)
    guard let change = TypeChange(from: before, to: after) else { return }
    let object = "\(table.name).\(found.name)"
    let cause = "\(expected.type.sql) became \(found.type.sql)"
    switch change {
    case .wider: break
    case .narrower: report(table.name, object, cause, .writing, .sometimes)
    case .other: report(table.name, object, cause, .wholeRows, .always)
    }
  }

  private mutating func compareNullability(
    _ expected: Column,
    _ found: Column,
    of table: Relation
  ) {
    guard expected.isNullable != found.isNullable else { return }
    let object = "\(table.name).\(found.name)"
    if found.isNullable {
      let cause = "it may be NULL, which a row cannot hold"
      report(table.name, object, cause, [.read, .update, .upsert], .sometimes)
    } else if expected.isWritable {
      report(table.name, object, "it can no longer be NULL", .writing, .sometimes)
    }
  }

  private mutating func compareSources(_ expected: Column, _ found: Column, of table: Relation) {
    guard expected.source != found.source else { return }
    let object = "\(table.name).\(found.name)"
    if expected.isWritable && !found.isWritable {
      report(table.name, object, "a statement may not give it a value", .writing, .sometimes)
    }
    let isUnfilled = found.source == nil && !found.isNullable && !foundTypes.hasDefault(found.type)
    guard expected.source != nil, isUnfilled else { return }
    // What the code never gives fails each time, what it may leave out fails when it does.
    report(
      table.name,
      object,
      "it has no default any more",
      [.insert, .upsert],
      expected.isWritable ? .sometimes : .always
    )
  }

  /// Compares the labels and conditions of the types that a relation's columns name.
  mutating func compareNamedTypes(of relation: Relation) {
    for column in relation.columns {
      let object = "\(relation.name).\(column.name)"
      if let before = expectedTypes.fields(of: column.type),
        let after = foundTypes.fields(of: column.type), before != after
      {
        let cause = "the fields of \(column.type.sql) are others"
        report(relation.name, object, cause, .wholeRows, .always)
      }
      if let before = expectedTypes.bounds(of: column.type),
        let after = foundTypes.bounds(of: column.type), before.name != after.name
      {
        let cause = "the bounds of \(column.type.sql) became \(after.sql)"
        report(relation.name, object, cause, .wholeRows, .always)
      }
      for label in addedLabels(of: column.type) {
        let cause = "the label '\(label)' is new, and a row with it cannot be decoded"
        report(relation.name, object, cause, [.read, .update, .upsert], .sometimes)
      }
      for label in removedLabels(of: column.type) {
        report(
          relation.name,
          object,
          "the label '\(label)' does not exist",
          Set.writing.union([.read, .count]),
          .sometimes
        )
      }
      for definition in addedConditions(of: column.type) where column.isWritable {
        let cause = "a new condition of its domain refuses values: \(definition)"
        report(relation.name, object, cause, .writing, .sometimes)
      }
    }
  }

  /// The labels that the database's enum has and the code's does not.
  func addedLabels(of type: TypeReference) -> [String] {
    guard let before = expectedTypes.enumLabels(of: type),
      let after = foundTypes.enumLabels(of: type)
    else { return [] }
    return after.filter { !before.contains($0) }
  }

  /// The labels that the code's enum has and the database's does not.
  func removedLabels(of type: TypeReference) -> [String] {
    guard let before = expectedTypes.enumLabels(of: type),
      let after = foundTypes.enumLabels(of: type)
    else { return [] }
    return before.filter { !after.contains($0) }
  }

  private func addedConditions(of type: TypeReference) -> [String] {
    let known = expectedTypes.conditions(of: type)
    return foundTypes.conditions(of: type).filter { !known.contains($0) }
  }
}

extension Column {
  /// Whether a statement may give a value.
  fileprivate var isWritable: Bool {
    switch source {
    case .identityAlways, .generated: false
    case .defaultExpression, .identityByDefault, nil: true
    }
  }
}
