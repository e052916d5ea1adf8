import Catalog
import ConfigurationFile

extension SchemaPlanner {
  /// The plan of a function, or nil when a problem was reported that leaves none.
  mutating func planRoutine(_ routine: Routine) -> RoutinePlan? {
    let object = "function \(routine.name)(\(routine.signature))"
    guard routine.kind == .function else {
      report(
        object,
        "methods for a \(routine.kind.rawValue) cannot be generated yet",
        "Make it a function, or leave it out of the migrations."
      )
      return nil
    }
    if routine.isSecurityDefiner && database.plane == .data {
      report(
        object,
        "it runs with its owner's privileges, past the row security of the tenant's tables",
        "Declare it 'security invoker'."
      )
      return nil
    }
    guard let methodName = SwiftName.member(routine.name.name) else {
      report(
        object,
        "its name holds no letter or digit that a Swift name could be made of",
        "Rename it."
      )
      return nil
    }
    let arguments = routine.arguments.compactMap { planArgument($0, of: routine, object: object) }
    if Set(arguments.map(\.name)).count < arguments.count {
      report(object, "two of its arguments meet in one Swift name", "Rename one of them.")
      return nil
    }
    guard arguments.count == routine.arguments.count,
      let result = planResult(routine, object: object)
    else { return nil }
    return RoutinePlan(
      routine: routine,
      methodName: methodName,
      arguments: arguments,
      result: result
    )
  }

  private mutating func planArgument(
    _ argument: Routine.Argument,
    of routine: Routine,
    object: String
  ) -> RoutinePlan.Argument? {
    guard let name = SwiftName.member(plainName(of: argument)) else {
      report(object, "one of its arguments has no name", "Name every argument.")
      return nil
    }
    guard let type = mapping.swiftType(of: argument.type) else {
      reportUnmapped(argument, of: object)
      return nil
    }
    return RoutinePlan.Argument(
      name: name,
      databaseName: argument.name,
      type: isSecret(argument.name, of: routine.name) ? "Secret<\(type)>" : type,
      sqlType: sqlType(argument.type),
      hasDefault: argument.hasDefault
    )
  }

  /// The name without the `p_` or `_` by which authors of functions tell arguments from columns.
  private func plainName(of argument: Routine.Argument) -> String {
    for prefix in ["p_", "_"] where argument.name.hasPrefix(prefix) {
      return String(argument.name.dropFirst(prefix.count))
    }
    return argument.name
  }

  private mutating func planResult(_ routine: Routine, object: String) -> RoutinePlan.Result? {
    switch routine.result {
    case .void:
      return .void
    case .value(let type):
      return entity(of: type, isSet: false) ?? scalar(type, of: object).map { .value($0) }
    case .values(let type):
      return entity(of: type, isSet: true) ?? scalar(type, of: object).map { .values($0) }
    case .table(let columns):
      return rows(of: routine, columns, isSet: true, object: object)
    case .record(let columns):
      return rows(of: routine, columns, isSet: false, object: object)
    }
  }

  private func entity(of type: TypeReference, isSet: Bool) -> RoutinePlan.Result? {
    guard !type.isArray, let relation = relations[type.name], let name = typeNames[type.name] else {
      return nil
    }
    return .entities(typeName: name, relation: relation, isSet: isSet)
  }

  private mutating func scalar(_ type: TypeReference, of object: String) -> String? {
    guard let name = mapping.swiftType(of: type) else {
      reportUnmapped(Routine.Argument(name: "result", type: type), of: object)
      return nil
    }
    return name
  }

  private mutating func rows(
    of routine: Routine,
    _ columns: [Routine.Argument],
    isSet: Bool,
    object: String
  ) -> RoutinePlan.Result? {
    let planned = columns.compactMap { column -> RoutinePlan.Column? in
      guard let name = SwiftName.member(column.name) else {
        report(object, "a column of its result has no name", "Name every column.")
        return nil
      }
      guard let type = mapping.swiftType(of: column.type) else {
        reportUnmapped(column, of: object)
        return nil
      }
      return RoutinePlan.Column(
        name: name,
        databaseName: column.name,
        type: type,
        isSecret: isSecret(column.name, of: routine.name)
      )
    }
    guard planned.count == columns.count,
      let typeName = SwiftName.type(routine.name.name, singularize: false)
    else { return nil }
    return .rows(typeName: typeName + "Row", planned, isSet: isSet)
  }

  private mutating func reportUnmapped(_ argument: Routine.Argument, of object: String) {
    report(
      "\(object), \(argument.name)",
      "the type \(argument.type.sql) has no mapping to a Swift type",
      mapping.remedy(for: argument.type)
    )
  }

  private func sqlType(_ type: TypeReference) -> String {
    // Arguments have no length, but `bit` and `character` as Postgres prints them have that of 1.
    let isLimited = ["bit", "bpchar"].contains(type.name.name)
    return type.name.schema == "pg_catalog" && !isLimited
      ? type.sql : type.unlimitedSQL + (type.isArray ? "[]" : "")
  }
}
