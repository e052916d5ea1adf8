import Catalog
import SQLLanguage

extension QueryPlanner {
  // MARK: Parameters

  /// The parameters of a method, in the order in which the file names them.
  mutating func parameters(
    of source: QuerySource,
    _ variant: QueryVariant,
    _ analysis: StatementAnalysis,
    _ description: StatementDescription
  ) -> [QueryPlan.Parameter] {
    let filters = Set(source.text.filterNames)
    var parameters: [QueryPlan.Parameter] = []
    for databaseName in source.text.parameterNames {
      guard let position = variant.parameters.firstIndex(of: databaseName),
        position < description.parameters.count, let name = SwiftName.member(databaseName)
      else {
        report(source, "':\(databaseName)' is no name of a parameter", "Give it another name.")
        continue
      }
      if let other = parameters.first(where: { $0.name == name }) {
        report(
          source,
          "':\(databaseName)' meets ':\(other.databaseName)' in the Swift name \(name)",
          "Rename one of them."
        )
      }
      let type = description.parameters[position]
      guard
        let swiftType = parameterType(type, uses: analysis.parameterUses[position + 1] ?? [])
      else {
        report(
          source,
          "the type \(type.sql) of ':\(databaseName)' has no mapping to a Swift type",
          planner.mapping.remedy(for: type)
        )
        continue
      }
      parameters.append(
        QueryPlan.Parameter(
          databaseName: databaseName,
          name: name,
          type: swiftType,
          castSQL: planner.mapping.travel(of: type).castSQL(of: type),
          presence: filters.contains(databaseName)
            ? .filter : source.text.isNullable(databaseName) ? .nullable : .required
        )
      )
    }
    return parameters
  }

  /// The Swift type of a parameter: that of the column that it is compared with or written to, where all agree.
  private func parameterType(
    _ type: TypeReference,
    uses: [StatementAnalysis.ParameterUse]
  ) -> String? {
    let below = planner.mapping.domains.base(of: type)
    let element = TypeReference(name: type.name, isArray: false, sql: type.sql)
    let plain =
      type.isArray
      ? planner.mapping.swiftType(of: element).map { "[\($0)]" }
      : planner.mapping.swiftType(of: type)
    guard let plain else { return nil }
    let isSecret = uses.contains { planner.isSecret($0.column.column, of: $0.column.relation) }
    let own = uses.map { use -> String? in
      guard let property = property(use.column), property.column.type.name == below.name,
        use.isList == (type.isArray && !property.column.type.isArray)
      else { return nil }
      return use.isList ? "[\(property.baseType)]" : property.baseType
    }
    let agreed = Set(own).count == 1 ? own.first ?? nil : nil
    let value = agreed ?? plain
    return isSecret ? "Secret<\(value)>" : value
  }

  // MARK: Columns

  /// What a row of the result is.
  mutating func row(
    of source: QuerySource,
    _ analyses: [StatementAnalysis],
    _ description: StatementDescription
  ) -> QueryPlan.Row? {
    if source.kind == .exec {
      // What a function returns that returns nothing.
      if description.columns.allSatisfy({ $0.type.name.name == "void" }) {
        return QueryPlan.Row.none
      }
      report(
        source,
        "it returns rows, and ':exec' gives none",
        "Write :many, or leave 'returning' out."
      )
      return nil
    }
    guard !description.columns.isEmpty else {
      report(source, "it returns no columns, and ':\(source.kind)' gives rows", "Write :exec.")
      return nil
    }
    guard analyses.allSatisfy({ $0.columns?.count == description.columns.count }) else {
      report(source, "not every column of its result is understood", "Write the columns out.")
      return nil
    }
    let columns = self.columns(of: source, analyses.compactMap(\.columns), description)
    guard columns.count == description.columns.count else { return nil }
    if let entity = entity(columns, description) { return .entity(typeName: entity.typeName) }
    if columns.count == 1, source.kind != .stream { return .value(columns[0]) }
    let typeName = SwiftName.type(source.name, singularize: false) ?? source.name
    return .own(typeName: typeName + "Row", columns)
  }

  private mutating func columns(
    of source: QuerySource,
    _ analyses: [[StatementAnalysis.Column]],
    _ description: StatementDescription
  ) -> [QueryPlan.Column] {
    var columns: [QueryPlan.Column] = []
    for (position, column) in description.columns.enumerated() {
      guard column.name != "?column?", let name = SwiftName.member(column.name) else {
        report(source, "column \(position + 1) of its result has no name", "Name it: … as total.")
        continue
      }
      if let other = columns.first(where: { $0.name == name }) {
        report(
          source,
          "the column '\(column.name)' of its result meets '\(other.databaseName)' in the Swift name \(name)",
          "Name one of them with 'as'."
        )
        continue
      }
      let type = planner.mapping.domains.base(of: column.type)
      guard let plain = planner.mapping.swiftType(of: type) else {
        report(
          source,
          "the type \(type.sql) of its column '\(column.name)' has no mapping to a Swift type",
          planner.mapping.remedy(for: type)
        )
        continue
      }
      guard planner.mapping.travel(of: type) != .text else {
        report(
          source,
          "values of the type \(type.sql) of its column '\(column.name)' are read as text alone",
          "Write \(column.name)::text as \(column.name)."
        )
        continue
      }
      let facts = analyses.map { $0[position] }
      let origin = origin(of: column, facts)
      let property = origin.flatMap(property).flatMap {
        $0.column.type.name == type.name ? $0 : nil
      }
      let isSecret = facts.contains(where: \.isSecret) || property?.isSecret == true
      let base = property.map(\.baseType) ?? (origin.map(isTenant) == true ? "TenantID" : plain)
      columns.append(
        QueryPlan.Column(
          name: name,
          databaseName: column.name,
          type: isSecret ? "Secret<\(base)>" : base,
          isOptional: !facts.allSatisfy(\.isNonNull),
          comment: property?.column.comment
        )
      )
    }
    return columns
  }

  /// The column of a relation whose values a column has: as Postgres says, which does not look through unions; else as the
  /// parse tree does.
  private func origin(
    of column: StatementDescription.Column,
    _ facts: [StatementAnalysis.Column]
  ) -> ColumnOrigin? {
    if let relation = column.relation, let name = column.column {
      return ColumnOrigin(relation: relation, column: name)
    }
    return Set(facts.map(\.origin)).count == 1 ? facts.first?.origin : nil
  }

  /// The relation whose row the columns are, exactly and in order.
  private func entity(
    _ columns: [QueryPlan.Column],
    _ description: StatementDescription
  ) -> EntityPlan? {
    guard let name = description.columns.first?.relation, let entity = entities[name],
      entity.properties.count == columns.count
    else { return nil }
    let isRow = zip(entity.properties, zip(columns, description.columns)).allSatisfy {
      property,
      column in
      column.1.relation == name && column.1.column == property.column.name
        && column.0.databaseName == property.column.name
        && column.0.type == property.valueType
        // What is never NULL fits where it may be.
        && (!column.0.isOptional || property.column.isNullable)
    }
    return isRow ? entity : nil
  }

  /// The property of a column.
  private func property(_ origin: ColumnOrigin) -> PropertyPlan? {
    entities[origin.relation]?.property(origin.column)
  }

  private func isTenant(_ origin: ColumnOrigin) -> Bool {
    planner.scopes[origin.relation]?.tenantColumn == origin.column
  }
}
