/// The types that a schema names itself.
struct NamedTypes {
  private let domains: [QualifiedName: DomainType]
  private let enums: [QualifiedName: EnumType]
  private let composites: [QualifiedName: CompositeType]
  private let bounds: [QualifiedName: TypeReference]

  init(_ schema: DatabaseSchema) {
    domains = Dictionary(
      schema.domains.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    composites = Dictionary(
      schema.composites.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    bounds = Dictionary(
      schema.ranges.flatMap { [($0.name, $0.subtype), ($0.multirange, $0.subtype)] },
      uniquingKeysWith: { first, _ in first }
    )
    enums = Dictionary(schema.enums.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The type in whose form values travel: what stands below the last domain.
  func base(of type: TypeReference) -> TypeReference {
    chain(of: type).last?.base ?? type
  }

  /// The labels of the enum that a type is, or is an array of, or nil when it is none.
  func enumLabels(of type: TypeReference) -> [String]? { enums[base(of: type).name]?.labels }

  /// The fields of the composite that a type is, or is an array of, in the form in which their values travel, or nil
  /// when it is none.
  func fields(of type: TypeReference) -> [String]? {
    composites[base(of: type).name]?.fields.map { field in
      let base = base(of: field.type)
      return "\(field.name) \(base.name)\(base.isArray ? "[]" : "")"
    }
  }

  /// What bounds travel as where a type is a range that users define, or sets or arrays of such, or nil when it is none.
  func bounds(of type: TypeReference) -> TypeReference? {
    bounds[base(of: type).name].map(base)
  }

  /// Whether a column that an insert leaves out is filled by its domain.
  func hasDefault(_ type: TypeReference) -> Bool {
    chain(of: type).contains { $0.defaultExpression != nil }
  }

  /// The conditions of the domains that a type is made of.
  func conditions(of type: TypeReference) -> [String] {
    chain(of: type).flatMap { domain in
      domain.checks.map(\.definition) + (domain.isNullable ? [] : ["NOT NULL"])
    }
  }

  /// The domains from the type downwards.
  private func chain(of type: TypeReference) -> [DomainType] {
    var chain: [DomainType] = []
    var next = type
    while !next.isArray, let domain = domains[next.name],
      !chain.contains(where: { $0.name == domain.name })
    {
      chain.append(domain)
      next = domain.base
    }
    return chain
  }
}
