import Catalog
import Configuration

/// Names of generated types, with the overrides of `names:` in `demarc.yml`.
struct TypeNaming {
  let names: Configuration.Names

  /// The name of each relation's row type: singular, and `…Row` where the plain name means something
  /// else to generated code.
  func rowTypeNames(
    _ relations: [Relation],
    _ problems: inout ProblemCollector
  ) -> [QualifiedName: String] {
    var typeNames: [QualifiedName: String] = [:]
    for relation in relations {
      if let name = override(relation.name) {
        typeNames[relation.name] = name
      } else if let name = SwiftName.type(relation.name.name, singularize: true) {
        typeNames[relation.name] = reservedTypeNames.contains(name) ? name + "Row" : name
      } else {
        problems.report(
          "relation \(relation.name)",
          "its name holds no letter or digit that a Swift name could be made of",
          "Name it under 'names: tables:' in demarc.yml."
        )
      }
    }
    return typeNames
  }

  /// The plan of an enum, or nil when one of its names cannot be made.
  func plan(_ type: EnumType, _ problems: inout ProblemCollector) -> EnumPlan? {
    guard
      let typeName = override(type.name) ?? SwiftName.type(type.name.name, singularize: false)
    else {
      problems.report(
        "type \(type.name)",
        "its name holds no letter or digit that a Swift name could be made of",
        "Name it under 'names: tables:' in demarc.yml."
      )
      return nil
    }
    var cases: [EnumPlan.Case] = []
    for label in type.labels {
      let key = "\(type.name).\(label)"
      guard let name = names.columns[key] ?? SwiftName.member(label) else {
        problems.report(
          "label '\(label)' of type \(type.name)",
          "it holds no letter or digit that a Swift name could be made of",
          "Name it under 'names: columns:' in demarc.yml, as \"\(key)\"."
        )
        continue
      }
      if let other = cases.first(where: { $0.name == name }) {
        problems.report(
          "label '\(label)' of type \(type.name)",
          "it meets the label '\(other.label)' in the Swift name \(name)",
          "Name one of them under 'names: columns:' in demarc.yml, as \"\(key)\"."
        )
        continue
      }
      cases.append(EnumPlan.Case(name: name, label: label))
    }
    let isReserved = reservedTypeNames.contains(typeName)
    return EnumPlan(
      type: type, typeName: isReserved ? typeName + "Enum" : typeName, cases: cases)
  }

  private func override(_ name: QualifiedName) -> String? {
    names.tables["\(name)"] ?? names.tables["\(name.schema).\(name.name)"]
  }
}
