package import Catalog
import ConfigurationFile

/// A relation as generated code shows it, for code that is generated beside its repository.
package struct RelationShape: Sendable {
  /// The relation in the database.
  package let relation: Relation
  /// The columns, sorted by name.
  package let columns: [ColumnShape]

  /// The column with a name.
  package func column(named name: String) -> ColumnShape? {
    columns.first { $0.column.name == name }
  }
}

/// A column as generated code shows it.
package struct ColumnShape: Hashable, Sendable {
  /// The column in the database, with the type below in the place of a domain.
  package let column: Column
  /// The property's name, not escaped.
  package let name: String
  /// The type of a value that is not NULL, without `Secret` and identifiers; an enum's is qualified with
  /// its module.
  package let baseType: String
  /// Whether values are redacted.
  package let isSecret: Bool
  /// The labels, where the type is an enum.
  package let labels: [String]?
  /// Whether values are read as they are, as a type of the driver's or an enum: neither as text, nor as a
  /// type that only the module or the project has.
  package let isPlain: Bool

  /// The type of a value that is not NULL.
  package var valueType: String { isSecret ? "Secret<\(baseType)>" : baseType }
}

extension RepositoryGenerator {
  /// The relations of a schema, by name.
  ///
  /// - Throws: `GenerationError` with everything that cannot be generated.
  package func shapes(
    of schema: DatabaseSchema
  ) throws(GenerationError) -> [QualifiedName: RelationShape] {
    var planner = SchemaPlanner(schema: schema, database: database, configuration: configuration)
    let plan = try planner.plan()
    let enums = Dictionary(uniqueKeysWithValues: plan.enums.map { ($0.type.name, $0) })
    return Dictionary(
      uniqueKeysWithValues: plan.entities.map { entity in
        let columns = entity.relation.columns.compactMap { column in
          planner.shape(of: column, entity, enums: enums, module: database.module)
        }
        return (
          entity.relation.name, RelationShape(relation: entity.relation, columns: columns)
        )
      }
    )
  }
}

extension SchemaPlanner {
  fileprivate func shape(
    of column: Column,
    _ entity: EntityPlan,
    enums: [QualifiedName: EnumPlan],
    module: String
  ) -> ColumnShape? {
    // What travels as text alone is no value that statements of others can compare, and lists are flat.
    guard let property = entity.property(column.name), property.travel == .binary,
      column.dimensions == nil,
      let type = mapping.swiftType(of: column.type)
    else { return nil }
    let enumPlan = column.type.isArray ? nil : enums[column.type.name]
    let isEnumArray = column.type.isArray && enums[column.type.name] != nil
    return ColumnShape(
      column: column,
      name: property.name,
      baseType: enumPlan == nil ? type : "\(module).\(type)",
      isSecret: property.isSecret,
      labels: enumPlan?.type.labels,
      isPlain: mapping.travel(of: column.type) == .binary && !mapping.isMapped(column.type)
        && !isEnumArray
    )
  }
}
