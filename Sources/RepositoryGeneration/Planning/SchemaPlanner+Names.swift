import Catalog

extension SchemaPlanner {
  /// Two objects that meet in one Swift name would hide each other.
  ///
  /// Case is left aside, because the files of such types would meet where the file system ignores
  /// it.
  mutating func reportSharedNames(of plan: SchemaPlan) {
    var objects: [String: String] = [:]
    let names = typeNames(of: plan)
    let taken = Set(names.map { $0.name.lowercased() })
    for name in names {
      guard let other = objects.updateValue(name.object, forKey: name.name.lowercased()) else {
        continue
      }
      let settlement = name.owner.flatMap { owner in
        proposal(for: owner, besides: taken).map { Settlement.table("\(owner)", $0) }
      }
      report(
        name.object,
        "it meets \(other) in the Swift name \(name.name)",
        "Give one of them another name under 'names: tables:' in demarc.yml.",
        settledBy: settlement
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
      let owner = routine.routine.name
      let object = "the result of function \(owner)"
      names.append(TypeName(name: typeName, object: object, owner: owner))
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

  /// A name that says where an object stands, or what it is, and that nothing else has.
  private func proposal(for owner: QualifiedName, besides taken: Set<String>) -> String? {
    let path = "\(owner.schema)_\(owner.name)"
    let candidates = [
      SwiftName.type(path, singularize: true), SwiftName.type(owner.name, singularize: false),
      SwiftName.type(path, singularize: false),
    ]
    return candidates.compactMap(\.self).first { candidate in
      !taken.contains(candidate.lowercased()) && !reservedTypeNames.contains(candidate)
    }
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
          settledBy: .exclude(routine.routine.exclusionName)
        )
      }
    }
  }
}

/// The name of a Swift type, and what asks for it.
private struct TypeName {
  let name: String
  let object: String
  /// The object of the database whose name `demarc.yml` can override.
  let owner: QualifiedName?
}
