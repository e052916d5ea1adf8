import Catalog

/// The domains of a schema, and what stands below them.
struct Domains {
  private let byName: [QualifiedName: DomainType]

  init(_ domains: [DomainType]) {
    byName = Dictionary(domains.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Every domain, sorted by name.
  var all: [DomainType] { byName.values.sorted { $0.name < $1.name } }

  /// The domain that a type is, or nil when it is none.
  ///
  /// An array of a domain is none.
  func domain(_ type: TypeReference) -> DomainType? { type.isArray ? nil : byName[type.name] }

  /// The domains below a domain, from the one right below it.
  func domains(below domain: DomainType) -> [DomainType] {
    var found: [DomainType] = []
    var seen: Set<QualifiedName> = [domain.name]
    var base = domain.base
    while let next = self.domain(base), seen.insert(next.name).inserted {
      found.append(next)
      base = next.base
    }
    return found
  }

  /// The domains that columns of a relation are of.
  func domainsByColumn(of relation: Relation) -> [String: DomainType] {
    let pairs = relation.columns.compactMap { column in
      domain(column.type).map { (column.name, $0) }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// The domain of an array's elements, or nil where the type is no array of one.
  func elementDomain(of type: TypeReference) -> DomainType? {
    type.isArray ? byName[type.name] : nil
  }

  /// The type that values travel as: what stands below the last domain.
  ///
  /// It prints as it did.
  func base(of type: TypeReference) -> TypeReference {
    guard let domain = domain(type) else { return type }
    let base = (domains(below: domain).last ?? domain).base
    return TypeReference(name: base.name, isArray: base.isArray, sql: type.sql)
  }

  /// The schema with the types below in the place of columns' domains.
  func withoutColumnDomains(_ schema: DatabaseSchema) -> DatabaseSchema {
    var plain = schema
    for relation in plain.relations.indices {
      for column in plain.relations[relation].columns.indices {
        let type = plain.relations[relation].columns[column].type
        plain.relations[relation].columns[column].type = base(of: type)
      }
    }
    return plain
  }
}
