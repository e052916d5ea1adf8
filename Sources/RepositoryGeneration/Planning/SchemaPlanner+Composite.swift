import Catalog

extension SchemaPlanner {
  /// The plan of a composite type, or nil when a problem was reported that leaves none.
  mutating func planComposite(_ type: CompositeType) -> CompositePlan? {
    guard let typeName = mapping.composites[type.name] else { return nil }
    var fields: [CompositePlan.Field] = []
    for field in type.fields {
      let object = "\(type.name).\(field.name)"
      guard
        let name = naming.memberName(of: field.name, key: object, object: object, &problems)
      else { continue }
      guard let swiftType = mapping.swiftType(of: field.type),
        mapping.travel(of: field.type) != .text
      else {
        report(
          object,
          "the type \(field.type.sql) has no mapping to a Swift type that a composite can hold",
          "Map \(field.type.name) under 'types:' in demarc.yml to a type of your own, or change it.",
          settledBy: .exclude("\(type.name)")
        )
        continue
      }
      if let other = fields.first(where: { $0.name == name }) {
        report(
          object,
          "it meets the field \(other.field.name) in the Swift name \(name)",
          naming.nameOne(of: object),
          settledBy: .column(object, name + "2")
        )
        continue
      }
      fields.append(CompositePlan.Field(field: field, name: name, type: swiftType))
    }
    return CompositePlan(type: type, typeName: typeName, fields: fields)
  }
}
