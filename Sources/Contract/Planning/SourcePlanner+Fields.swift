import Catalog
import ConfigurationFile
import RepositoryGeneration

extension SourcePlanner {
  /// The plans of the fields; problems are noted.
  mutating func planFields() -> [FieldPlan] {
    var owners: [String: ConfigurationText] = [:]
    let plans = planner.contract.fields.compactMap { field -> FieldPlan? in
      guard let plan = planField(field) else { return nil }
      for (text, column) in zip(field.to ?? field.from, plan.columns) {
        if let owner = owners.updateValue(field.name, forKey: column.column.name) {
          planner.report(text, "the field '\(owner)' is copied to '\(text)' too; name it once.")
        }
      }
      return plan
    }
    planner.requireOwnNames(
      planner.contract.fields.compactMap { field in
        SwiftName.member(field.name.text).map { (field.name, $0) }
      },
      besides: ["columns", "sensitivity"]
    )
    requireUse(plans)
    return plans
  }

  /// What nothing is read of would cost every look at an account.
  private mutating func requireUse(_ fields: [FieldPlan]) {
    let names = fields.flatMap { $0.arguments.map(\.name) }
    for list in planner.contract.control.lists {
      guard let name = SwiftName.member(list.join.name.text), !names.contains(name) else {
        continue
      }
      planner.report(list.join.name, "no field comes from it. Take it out, or name it in a field.")
    }
    for join in planner.contract.control.beside {
      let prefix = "\(join.name.text)."
      let sources =
        planner.contract.fields.flatMap(\.from)
        + planner.contract.checks.flatMap(\.control).map(\.column)
      guard !sources.contains(where: { $0.text.hasPrefix(prefix) }) else { continue }
      planner.report(join.name, "nothing is read of it. Take it out, or name it in a field.")
    }
  }

  private mutating func planField(_ field: Contract.Field) -> FieldPlan? {
    guard let root = planner.data.shape(named: planner.tenant.root) else { return nil }
    let arguments = field.from.compactMap { argument($0) }
    let columns = (field.to ?? field.from).compactMap { target($0, of: root) }
    guard let caseName = SwiftName.member(field.name.text),
      let typeName = SwiftName.type(field.name.text, singularize: false)
    else {
      planner.report(field.name, "no Swift name can be made of '\(field.name)'. Call it otherwise.")
      return nil
    }
    guard arguments.count == field.from.count,
      columns.count == (field.to ?? field.from).count
    else { return nil }
    requireSensitivity(field, arguments, columns)
    if field.transform == nil {
      requireCopies(field, arguments, columns)
    } else if columns.count > 1 {
      planner.requireOwnType(field.name, typeName)
    }
    let transform = field.transform.map { SwiftName.member($0.text) ?? $0.text }
    return FieldPlan(
      name: field.name.text,
      caseName: caseName,
      typeName: typeName,
      arguments: arguments,
      columns: columns,
      transform: transform,
      sensitivity: field.sensitivity,
      note: field.note
    )
  }

  /// What a state and the enum of columns have besides the columns.
  private static let memberNames: Set<String> = [
    "account", "allCases", "compared", "field", "hashValue", "rawValue", "version",
  ]

  private mutating func target(_ text: ConfigurationText, of root: RelationShape) -> TargetPlan? {
    guard let column = planner.column(text, of: root) else { return nil }
    let kept = [
      planner.tenant.key, planner.tenant.account, planner.contract.data.version.text,
    ]
    guard !kept.contains(text.text) else {
      planner.report(text, "'\(text)' is the key or the version of the copy, and no field.")
      return nil
    }
    if Self.memberNames.contains(column.name) {
      let name = "\(root.relation.name).\(text)"
      planner.report(
        text,
        """
        generated code means something else by \(column.name). Name the column under 'names: columns:' \
        in demarc.yml, as "\(name)".
        """
      )
    }
    switch column.column.source {
    case .identityAlways, .generated:
      planner.report(text, "the database makes its values, so nothing can be copied to it.")
      return nil
    case .defaultExpression, .identityByDefault, nil: break
    }
    guard column.isPlain,
      let form = CanonicalForm(column.column.type, isEnum: column.labels != nil)
    else {
      planner.report(
        text,
        """
        values of the type \(column.column.type.sql) cannot be compared across databases yet; use text, \
        boolean, a whole number, numeric, uuid, jsonb or an enum.
        """
      )
      return nil
    }
    if column.isSecret, form != .text {
      planner.report(
        text,
        "a secret must be text, for it is compared by a keyed digest of its text."
      )
    }
    return TargetPlan(
      column: column.column,
      name: column.name,
      type: column.valueType + (column.column.isNullable ? "?" : ""),
      baseType: column.baseType,
      isSecret: column.isSecret,
      labels: column.labels,
      form: column.isSecret ? .secret : form,
      sentence: sentence(
        column.column.comment,
        otherwise: "\(code("\(column.column.name) \(column.column.type.sql)"))."
      )
    )
  }

  /// A field is secret exactly when 'secrets:' of demarc.yml has its columns, so that neither the contract nor the
  /// generated rows show what the other hides.
  private mutating func requireSensitivity(
    _ field: Contract.Field,
    _ arguments: [ArgumentPlan],
    _ columns: [TargetPlan]
  ) {
    let isSecret = field.sensitivity == .secret
    for column in columns where column.isSecret != isSecret {
      let name = "\(planner.tenant.root).\(column.column.name)"
      planner.report(
        field.name,
        isSecret
          ? "its sensitivity is 'secret', and 'secrets:' of demarc.yml does not have \(name). Add it."
          : "'secrets:' of demarc.yml has \(name). Write 'sensitivity: secret'."
      )
    }
    for (text, argument) in zip(field.from, arguments) where argument.isSecret && !isSecret {
      planner.report(
        text,
        "'secrets:' of demarc.yml has \(argument.origin), so the field is one. Write 'sensitivity: secret'."
      )
    }
  }

  /// Without a transform, one column goes to each target, or as many to as many.
  private mutating func requireCopies(
    _ field: Contract.Field,
    _ arguments: [ArgumentPlan],
    _ columns: [TargetPlan]
  ) {
    guard arguments.count == 1 || arguments.count == columns.count else {
      planner.report(
        field.name,
        """
        \(arguments.count) columns cannot be copied to \(columns.count). Name a 'transform' that makes \
        these of those.
        """
      )
      return
    }
    for (position, column) in columns.enumerated() {
      let argument = arguments.count == 1 ? arguments[0] : arguments[position]
      let fits = argument.type == column.type || argument.type + "?" == column.type
      guard !fits else { continue }
      planner.report(
        field.name,
        """
        \(argument.origin) is \(argument.type) in Swift, and \(column.column.name) is \(column.type). \
        Name a 'transform' that makes the one of the other.
        """
      )
    }
  }
}
