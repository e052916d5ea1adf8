import Catalog

extension SchemaPlanner {
  /// Two objects that meet in one Swift name would hide each other.
  ///
  /// Case is left aside, because the files of such types would meet where the file system ignores
  /// it.
  mutating func reportSharedNames(of plan: SchemaPlan) {
    var objects: [String: String] = [:]
    let names = typeNames(of: plan)
    var taken = Set(names.map { $0.name.lowercased() })
    for name in names {
      guard let other = objects.updateValue(name.object, forKey: name.name.lowercased()) else {
        continue
      }
      let proposal = name.proposals.first { candidate in
        !taken.contains(candidate.lowercased()) && !reservedTypeNames.contains(candidate)
      }
      if let proposal { taken.insert(proposal.lowercased()) }
      report(
        name.object,
        "it meets \(other) in the Swift name \(name.name)",
        "Give one of them another name under 'names: tables:' in demarc.yml.",
        settledBy: name.key.flatMap { key in proposal.map { .table(key, $0) } }
      )
    }
  }

  private func typeNames(of plan: SchemaPlan) -> [TypeName] {
    var names = plan.enums.map { type in
      TypeName(name: type.typeName, object: "type \(type.type.name)", owner: type.type.name)
    }
    names += plan.composites.map { type in
      TypeName(name: type.typeName, object: "type \(type.type.name)", owner: type.type.name)
    }
    var repositories: Set<String> = []
    for entity in plan.entities {
      let owner = entity.relation.name
      names.append(TypeName(name: entity.typeName, object: "relation \(owner)", owner: owner))
      // Of relations that meet, the repositories do too: once said, that is enough.
      if repositories.insert(entity.repositoryName.lowercased()).inserted {
        let object = "the repository of \(owner)"
        names.append(TypeName(name: entity.repositoryName, object: object, owner: owner))
      }
    }
    // Where a domain meets a relation, the relation keeps its name.
    names += plan.domains.map { type in
      TypeName(name: type.typeName, object: "domain \(type.domain.name)", owner: type.domain.name)
    }
    for routine in plan.routines {
      guard case .rows(let typeName, _, _) = routine.result else { continue }
      names.append(TypeName(name: typeName, resultOf: routine.routine))
    }
    for group in plan.queries {
      let file = group.file.path
      names.append(TypeName(name: group.typeName, object: "the file \(file)", owner: nil))
      for query in group.queries {
        guard case .own(let typeName, _) = query.row else { continue }
        let object = "the query \(query.source.name) of \(file)"
        names.append(TypeName(name: typeName, object: object, owner: nil))
      }
    }
    return names
  }

  /// Two functions whose methods a caller could not tell apart.
  mutating func reportSharedMethods(_ routines: [RoutinePlan]) {
    var owners: [String: String] = [:]
    for routine in routines {
      let labels = routine.arguments.map { "\($0.name): \($0.type)" }
      let method = "\(routine.methodName)(\(labels.joined(separator: ", ")))"
      let object = "function \(routine.routine.name)(\(routine.routine.signature))"
      if let owner = owners.updateValue(object, forKey: method) {
        report(
          object,
          "it meets \(owner) in the Swift method \(method)",
          "Rename one of them, or leave one out with 'exclude:'.",
          settledBy: .exclude(routine.routine.signedName)
        )
      }
    }
  }
}

/// The name of a Swift type, and what asks for it.
private struct TypeName {
  let name: String
  let object: String
  /// The key under which `names: tables:` overrides the name.
  let key: String?
  /// Other names, which say where the object stands, or what it is, and as a last resort count.
  let proposals: [String]

  /// Names an object of the database, or something of a file, whose name only the file can change.
  init(name: String, object: String, owner: QualifiedName?) {
    self.name = name
    self.object = object
    key = owner.map { "\($0)" }
    proposals = owner.map { Self.names(of: $0, singularize: true) } ?? []
  }

  /// Names the rows that only one function gives; others may have its name and other arguments.
  init(name: String, resultOf routine: Routine) {
    self.name = name
    object = "the result of function \(routine.signedName)"
    key = routine.signedName
    let names = Self.names(of: routine.name, singularize: false)
    proposals = names.map { $0 + "Row" }
  }

  private static func names(of owner: QualifiedName, singularize: Bool) -> [String] {
    let path = "\(owner.schema)_\(owner.name)"
    let counted = SwiftName.type(owner.name, singularize: singularize).map { name in
      (2...9).map { "\(name)\($0)" }
    }
    let names = [
      SwiftName.type(path, singularize: singularize),
      SwiftName.type(owner.name, singularize: false), SwiftName.type(path, singularize: false),
    ]
    return names.compactMap(\.self) + (counted ?? [])
  }
}
