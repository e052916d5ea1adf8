import Catalog
import ConfigurationFile

/// The columns that `demarc.yml` gives a meaning: versions, and marks of deleted rows.
extension SchemaPlanner {
  /// The property that counts the changes of a relation's rows, where `versions:` names it.
  mutating func version(
    of relation: Relation,
    scope: Scope,
    properties: [PropertyPlan]
  ) -> PropertyPlan? {
    let named = properties.filter { property in
      relation.isNamed(property.column.name, in: configuration.versions)
    }
    guard let property = named.first else { return nil }
    let isNumber = ["Int16", "Int32", "Int64"].contains(property.baseType)
    let cause =
      named.count > 1
      ? "it has several: \(named.map(\.column.name).joined(separator: ", "))"
      : fault(of: property, in: relation, scope: scope)
        ?? (isNumber && !property.column.isNullable && property.column.source != nil
          && property.isWritable
          ? nil
          : "it must be a smallint, integer or bigint that is not NULL and has a default, such as 1")
    return settled(property, "versions", of: relation, cause)
  }

  /// The property that tells when a row of a relation was deleted, where `soft_delete:` names it.
  mutating func deletion(
    of relation: Relation,
    scope: Scope,
    properties: [PropertyPlan]
  ) -> PropertyPlan? {
    guard
      let property = properties.first(where: { property in
        relation.isNamed(property.column.name, in: configuration.softDeleteColumns)
      })
    else { return nil }
    let isMoment = ["Timestamp", "TimestampWithoutZone"].contains(property.baseType)
    let cause =
      fault(of: property, in: relation, scope: scope)
      ?? (isMoment && property.column.isNullable && property.column.source == nil
        ? nil : "it must be a timestamptz or timestamp that may be NULL and has no default")
    return settled(property, "soft_delete", of: relation, cause)
  }

  /// Why a relation's repository cannot keep a column by itself.
  private func fault(of property: PropertyPlan, in relation: Relation, scope: Scope) -> String? {
    guard relation.isTable && scope != .global else { return "no row of it is written" }
    if scope.isRoot && configuration.contract != nil {
      return "the contract writes its rows, and counts a version of its own"
    }
    guard let key = relation.primaryKey else { return "it has no primary key" }
    let indexed = relation.indexes.filter(\.isUnique).flatMap(\.terms).compactMap(\.column)
    let keyed = key.columns + relation.uniqueKeys.flatMap(\.columns) + indexed
    if keyed.contains(property.column.name) {
      return "the column is part of a key"
    }
    return property.isSecret ? "the column is a secret" : nil
  }

  private mutating func settled(
    _ property: PropertyPlan,
    _ key: String,
    of relation: Relation,
    _ cause: String?
  ) -> PropertyPlan? {
    guard let cause else { return property }
    report(
      "\(relation.name).\(property.column.name)",
      "'\(key):' names it, and \(cause)",
      "Correct the column in a migration, or take it out of '\(key):' in demarc.yml."
    )
    return nil
  }
}

extension Relation {
  /// Whether names of `demarc.yml` have a column of this relation, in either spelling.
  fileprivate func isNamed(_ column: String, in names: [String]) -> Bool {
    names.contains("\(name).\(column)") || names.contains("\(name.schema).\(name.name).\(column)")
  }
}
