import Catalog
import ConfigurationFile

/// Decides what is generated for a schema, and reports everything that cannot be.
struct SchemaPlanner {
  /// The schema, with the types below in the place of domains.
  let schema: DatabaseSchema
  let database: Configuration.Database
  let configuration: Configuration
  let naming: TypeNaming
  let mapping: TypeMapping
  /// The relations that code can be generated for, by name.
  let relations: [QualifiedName: Relation]
  /// The relations whose foreign keys lead to a relation.
  let referring: [QualifiedName: [Relation]]
  /// How each relation is reached.
  let scopes: [QualifiedName: Scope]
  /// The name of each relation's row type.
  let typeNames: [QualifiedName: String]
  /// The domains of columns, by relation and column.
  let columnDomains: [QualifiedName: [String: DomainType]]
  private let enums: [EnumPlan]
  var problems: ProblemCollector

  /// Names and classifies everything in the schema.
  init(
    schema: DatabaseSchema,
    database: Configuration.Database,
    configuration: Configuration
  ) {
    var problems = ProblemCollector()
    let schema = schema.without(database.exclude)
    let domains = Domains(schema.domains)
    columnDomains = Dictionary(
      uniqueKeysWithValues: schema.relations.map { relation in
        (relation.name, domains.domainsByColumn(of: relation))
      }
    )
    let plainSchema = domains.withoutDomains(schema)
    let naming = TypeNaming(names: configuration.names, module: database.module)
    enums = plainSchema.enums.compactMap { naming.plan($0, &problems) }
    mapping = TypeMapping(
      enums: Dictionary(uniqueKeysWithValues: enums.map { ($0.type.name, $0.typeName) }),
      composites: naming.compositeTypeNames(plainSchema.composites, &problems),
      domains: domains,
      overrides: configuration.types
    )
    scopes = classify(plainSchema.relations, of: database, &problems)
    var referring: [QualifiedName: [Relation]] = [:]
    for relation in plainSchema.relations {
      for target in Set(relation.foreignKeys.map(\.target)) {
        referring[target, default: []].append(relation)
      }
    }
    self.referring = referring
    relations = Dictionary(uniqueKeysWithValues: plainSchema.relations.map { ($0.name, $0) })
    typeNames = naming.rowTypeNames(plainSchema.relations, &problems)
    self.naming = naming
    self.schema = plainSchema
    self.database = database
    self.configuration = configuration
    self.problems = problems
  }

  /// The plan of the whole schema.
  ///
  /// - Throws: `GenerationError` with every problem at once.
  mutating func plan() throws(GenerationError) -> SchemaPlan {
    let composites = schema.composites.compactMap { planComposite($0) }
    let entities = schema.relations.compactMap { planEntity($0) }
    let routines = schema.routines.compactMap { planRoutine($0) }
    reportSharedNames(entities: entities, composites: composites, routines: routines)
    reportSharedMethods(routines)
    try problems.throwIfAny(database: database.name)
    return SchemaPlan(
      source: database.migrations,
      isControlPlane: database.plane == .control,
      entities: entities,
      composites: composites,
      enums: enums,
      routines: routines
    )
  }

  /// Notes a problem and goes on.
  mutating func report(
    _ object: String,
    _ cause: String,
    _ remedy: String,
    settledBy settlement: Settlement? = nil
  ) {
    problems.report(object, cause, remedy, settledBy: settlement)
  }

  /// Whether `secrets:` names a column of a relation or of a function's result.
  func isSecret(_ column: String, of owner: QualifiedName) -> Bool {
    configuration.secrets.contains("\(owner).\(column)")
      || configuration.secrets.contains("\(owner.schema).\(owner.name).\(column)")
  }

  /// Two objects that meet in one Swift name would hide each other.
  ///
  /// Case is left aside, because the files of such types would meet where the file system ignores
  /// it.
  private mutating func reportSharedNames(
    entities: [EntityPlan],
    composites: [CompositePlan],
    routines: [RoutinePlan]
  ) {
    var names = enums.map {
      SharedName(name: $0.typeName, object: "type \($0.type.name)", owner: $0.type.name)
    }
    names += composites.map {
      SharedName(name: $0.typeName, object: "type \($0.type.name)", owner: $0.type.name)
    }
    var repositories: Set<String> = []
    for entity in entities {
      let relation = entity.relation.name
      names.append(
        SharedName(name: entity.typeName, object: "relation \(relation)", owner: relation)
      )
      // Of relations that meet, the repositories do too: once said, that is enough.
      if repositories.insert(entity.repositoryName.lowercased()).inserted {
        names.append(
          SharedName(
            name: entity.repositoryName,
            object: "the repository of \(relation)",
            owner: relation
          )
        )
      }
    }
    for routine in routines {
      if case .rows(let typeName, _, _) = routine.result {
        let name = routine.routine.name
        names.append(
          SharedName(name: typeName, object: "the result of function \(name)", owner: name)
        )
      }
    }
    reportSharedNames(names)
  }

  private mutating func reportSharedNames(_ names: [SharedName]) {
    var objects: [String: String] = [:]
    let taken = Set(names.map { $0.name.lowercased() })
    for name in names {
      guard let other = objects.updateValue(name.object, forKey: name.name.lowercased()) else {
        continue
      }
      report(
        name.object,
        "it meets \(other) in the Swift name \(name.name)",
        "Give one of them another name under 'names: tables:' in demarc.yml.",
        settledBy: name.proposal(besides: taken).map { .table("\(name.owner)", $0) }
      )
    }
  }

  /// Two functions whose methods a caller could not tell apart.
  private mutating func reportSharedMethods(_ routines: [RoutinePlan]) {
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

/// The name of a Swift type, and the object of the database that asks for it.
private struct SharedName {
  let name: String
  let object: String
  let owner: QualifiedName

  /// A name that says where the object stands, or what it is, and that nothing else has.
  func proposal(besides taken: Set<String>) -> String? {
    let candidates = [
      SwiftName.type("\(owner.schema)_\(owner.name)", singularize: true),
      SwiftName.type(owner.name, singularize: false),
      SwiftName.type("\(owner.schema)_\(owner.name)", singularize: false),
    ]
    return candidates.compactMap(\.self).first { candidate in
      !taken.contains(candidate.lowercased()) && !reservedTypeNames.contains(candidate)
    }
  }
}

extension Relation {
  /// Whether the relation holds rows that a statement may change.
  var isTable: Bool { kind == .table || kind == .partitionedTable }

  /// Whether the relation can have indexes.
  var hasIndexes: Bool { isTable || kind == .materializedView }
}
