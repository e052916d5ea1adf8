import Catalog
import ConfigurationFile

/// Names of generated types, with the overrides of `names:` in `demarc.yml`.
struct TypeNaming {
  let names: Configuration.Names
  /// The module, whose name a type would hide.
  let module: String

  /// The name of each relation's row type: singular, and `…Row` where the plain name means something
  /// else to generated code.
  func rowTypeNames(
    _ relations: [Relation],
    _ problems: inout ProblemCollector
  ) -> [QualifiedName: String] {
    typeNames(of: relations.map(\.name), kind: "relation", singularize: true, "Row", &problems)
  }

  /// The name of each composite type's Swift type.
  func compositeTypeNames(
    _ types: [CompositeType],
    _ problems: inout ProblemCollector
  ) -> [QualifiedName: String] {
    typeNames(of: types.map(\.name), kind: "type", singularize: false, "Composite", &problems)
  }

  /// The name of each domain's Swift type.
  func domainTypeNames(
    _ domains: [DomainType],
    _ problems: inout ProblemCollector
  ) -> [QualifiedName: String] {
    typeNames(of: domains.map(\.name), kind: "domain", singularize: false, "Domain", &problems)
  }

  private func typeNames(
    of names: [QualifiedName],
    kind: String,
    singularize: Bool,
    _ suffix: String,
    _ problems: inout ProblemCollector
  ) -> [QualifiedName: String] {
    var typeNames: [QualifiedName: String] = [:]
    for name in names {
      typeNames[name] = typeName(
        of: name,
        object: "\(kind) \(name)",
        singularize: singularize,
        suffix: suffix,
        &problems
      )
    }
    return typeNames
  }

  /// The plan of an enum, or nil when one of its names cannot be made.
  func plan(_ type: EnumType, _ problems: inout ProblemCollector) -> EnumPlan? {
    guard
      let typeName = typeName(
        of: type.name,
        object: "type \(type.name)",
        singularize: false,
        suffix: "Enum",
        &problems
      )
    else { return nil }
    var cases: [EnumPlan.Case] = []
    for label in type.labels {
      let object = "label '\(label)' of type \(type.name)"
      let key = "\(type.name).\(label)"
      guard let name = memberName(of: label, key: key, object: object, &problems) else { continue }
      if let other = cases.first(where: { $0.name == name }) {
        problems.report(
          object,
          "it meets the label '\(other.label)' in the Swift name \(name)",
          nameOne(of: key),
          settledBy: .column(key, name + "2")
        )
      } else if reservedCaseNames.contains(name) {
        problems.report(
          object,
          "every Swift enum has a member \(name)",
          nameIt(key),
          settledBy: .column(key, name + "2")
        )
      } else {
        cases.append(EnumPlan.Case(name: name, label: label))
      }
    }
    return EnumPlan(type: type, typeName: typeName, cases: cases)
  }

  /// The name of a property or case: the override of `names: columns:`, or one made of the name.
  func memberName(
    of name: String,
    key: String,
    object: String,
    _ problems: inout ProblemCollector
  ) -> String? {
    if let override = names.columns[key] ?? names.columns["public.\(key)"] {
      if SwiftName.isName(override) { return override }
      reportBadOverride(override, "columns", object: object, &problems)
      return nil
    }
    if let member = SwiftName.member(name) { return member }
    problems.report(object, Self.isNameless, nameIt(key))
    return nil
  }

  /// The name of the rows that only one function gives.
  func rowTypeName(of routine: Routine, _ problems: inout ProblemCollector) -> String? {
    // By its name alone a relation or another function would be meant, too.
    if let override = names.tables[routine.signedName] {
      return checked(override, object: "function \(routine.signedName)", &problems)
    }
    return SwiftName.type(routine.name.name, singularize: false).map { $0 + "Row" }
  }

  private func typeName(
    of name: QualifiedName,
    object: String,
    singularize: Bool,
    suffix: String,
    _ problems: inout ProblemCollector
  ) -> String? {
    if let override = name.spellings.lazy.compactMap({ names.tables[$0] }).first {
      return checked(override, object: object, &problems)
    }
    guard let plain = SwiftName.type(name.name, singularize: singularize) else {
      problems.report(object, Self.isNameless, "Name it under 'names: tables:' in demarc.yml.")
      return nil
    }
    return isReserved(plain) || foundationTypeNames.contains(plain) ? plain + suffix : plain
  }

  private func checked(
    _ override: String,
    object: String,
    _ problems: inout ProblemCollector
  ) -> String? {
    if SwiftName.isName(override), !isReserved(override) { return override }
    reportBadOverride(override, "tables", object: object, &problems)
    return nil
  }

  private func isReserved(_ name: String) -> Bool {
    name == module || reservedTypeNames.contains(name)
  }

  private func reportBadOverride(
    _ override: String,
    _ section: String,
    object: String,
    _ problems: inout ProblemCollector
  ) {
    problems.report(
      object,
      "'names: \(section):' calls it '\(override)', which is no Swift name of its own",
      "Write one word of letters and digits that means nothing else in generated code."
    )
  }

  /// Asks for an override of a column's or label's name.
  func nameIt(_ key: String) -> String {
    "Name it under 'names: columns:' in demarc.yml, as \"\(key)\"."
  }

  /// Asks for an override of one of two names that meet.
  func nameOne(of key: String) -> String {
    "Name one of them under 'names: columns:' in demarc.yml, as \"\(key)\"."
  }

  private static let isNameless =
    "its name holds no letter or digit that a Swift name could be made of"
}
