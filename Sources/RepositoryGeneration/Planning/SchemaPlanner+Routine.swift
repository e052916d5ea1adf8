import Catalog
import ConfigurationFile

extension SchemaPlanner {
  /// The plan of a function, or nil when a problem was reported that leaves none.
  mutating func planRoutine(_ routine: Routine) -> RoutinePlan? {
    let object = "function \(routine.signedName)"
    // Aggregates and window functions are called in queries.
    if routine.kind == .aggregate || routine.kind == .window { return nil }
    if routine.kind == .procedure, routine.result != .void {
      report(
        routine,
        object,
        "a procedure with output arguments has no method",
        "Make it a function."
      )
      return nil
    }
    if routine.isSecurityDefiner && database.plane == .data {
      report(
        routine,
        object,
        "it runs with its owner's privileges, past the row security of the tenant's tables",
        "Declare it 'security invoker'."
      )
      return nil
    }
    guard let methodName = SwiftName.member(routine.name.name) else {
      report(
        routine,
        object,
        "its name holds no letter or digit that a Swift name could be made of",
        "Rename it."
      )
      return nil
    }
    // Arguments stand in their places up to the last that has no name.
    let placed = (routine.arguments.lastIndex { $0.name.isEmpty } ?? -1) + 1
    let arguments = routine.arguments.enumerated().compactMap { position, argument in
      planArgument(
        argument,
        at: position,
        isPlaced: position < placed,
        of: routine,
        object: object
      )
    }
    if Set(arguments.map(\.name)).count < arguments.count {
      report(routine, object, "two of its arguments meet in one Swift name", "Rename one of them.")
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

  /// Notes a problem of a routine, which can be left out.
  private mutating func report(
    _ routine: Routine,
    _ object: String,
    _ cause: String,
    _ remedy: String
  ) {
    report(
      object,
      cause,
      "\(remedy) Or leave it out: exclude: [\"\(routine.signedName)\"] under databases.\(database.name) in demarc.yml.",
      settledBy: .exclude(routine.signedName)
    )
  }

  private mutating func planArgument(
    _ argument: Routine.Argument,
    at position: Int,
    isPlaced: Bool,
    of routine: Routine,
    object: String
  ) -> RoutinePlan.Argument? {
    let isNamed = !argument.name.isEmpty
    guard
      let name = isNamed
        ? SwiftName.member(plainName(of: argument)) : "argument\(position + 1)"
    else {
      report(
        routine,
        object,
        "the name of its argument '\(argument.name)' holds no letter or digit that a Swift name could be made of",
        "Rename the argument."
      )
      return nil
    }
    if isPlaced && argument.isVariadic {
      report(routine, object, "its variadic argument stands behind no name", "Name the argument.")
      return nil
    }
    guard let type = mapping.swiftType(of: argument.type) else {
      reportUnmapped(argument, of: routine, object)
      return nil
    }
    return RoutinePlan.Argument(
      name: name,
      callName: isPlaced
        ? nil : (argument.isVariadic ? "variadic " : "") + quotedIdentifier(argument.name),
      isLabelled: isNamed,
      type: isSecret(argument.name, of: routine.name) ? "Secret<\(type)>" : type,
      sqlType: sqlType(argument.type),
      hasDefault: argument.hasDefault && !isPlaced
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
      return entity(of: type, isSet: false) ?? scalar(type, of: routine, object).map { .value($0) }
    case .values(let type):
      return entity(of: type, isSet: true) ?? scalar(type, of: routine, object).map { .values($0) }
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

  private mutating func scalar(
    _ type: TypeReference,
    of routine: Routine,
    _ object: String
  ) -> RoutinePlan.Scalar? {
    guard let name = mapping.swiftType(of: type) else {
      reportUnmapped(Routine.Argument(name: "result", type: type), of: routine, object)
      return nil
    }
    let cast = mapping.travel(of: type) == .text ? "text" + (type.isArray ? "[]" : "") : nil
    return RoutinePlan.Scalar(type: name, castSQL: cast)
  }

  private mutating func rows(
    of routine: Routine,
    _ columns: [Routine.Argument],
    isSet: Bool,
    object: String
  ) -> RoutinePlan.Result? {
    let planned = columns.compactMap { column -> RoutinePlan.Column? in
      guard let name = SwiftName.member(column.name) else {
        report(routine, object, "a column of its result has no name", "Name every column.")
        return nil
      }
      guard let type = mapping.swiftType(of: column.type) else {
        reportUnmapped(column, of: routine, object)
        return nil
      }
      return RoutinePlan.Column(
        name: name,
        databaseName: column.name,
        type: type,
        isSecret: isSecret(column.name, of: routine.name),
        selectSQL: mapping.travel(of: column.type)
          .selected(quotedIdentifier(column.name), isArray: column.type.isArray)
      )
    }
    guard planned.count == columns.count,
      let typeName = naming.rowTypeName(of: routine, &problems)
    else { return nil }
    return .rows(typeName: typeName, planned, isSet: isSet)
  }

  private mutating func reportUnmapped(
    _ argument: Routine.Argument,
    of routine: Routine,
    _ object: String
  ) {
    report(
      routine,
      argument.name.isEmpty ? object : "\(object), \(argument.name)",
      "the type \(argument.type.sql) has no mapping to a Swift type",
      mapping.remedy(for: argument.type)
    )
  }

  private func sqlType(_ type: TypeReference) -> String {
    // Arguments have no length, but `bit` and `character` as Postgres prints them have that of 1.
    let isLimited = ["bit", "bpchar"].contains(type.name.name)
    if mapping.travel(of: type) != .binary, !type.isArray { return "text::\(type.unlimitedSQL)" }
    return type.name.schema == "pg_catalog" && !isLimited
      ? type.sql : type.unlimitedSQL + (type.isArray ? "[]" : "")
  }
}
