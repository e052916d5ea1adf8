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
    let domains = Domains(schema.domains)
    columnDomains = Dictionary(
      uniqueKeysWithValues: schema.relations.map { relation in
        (relation.name, domains.domainsByColumn(of: relation))
      }
    )
    let schema = domains.withoutDomains(schema)
    let naming = TypeNaming(names: configuration.names, module: database.module)
    enums = schema.enums.compactMap { naming.plan($0, &problems) }
    mapping = TypeMapping(
      enums: Dictionary(uniqueKeysWithValues: enums.map { ($0.type.name, $0.typeName) }),
      domains: domains,
      overrides: configuration.types
    )
    scopes = classify(schema.relations.filter(\.isTable), of: database, &problems)
    relations = Dictionary(uniqueKeysWithValues: schema.relations.map { ($0.name, $0) })
    typeNames = naming.rowTypeNames(schema.relations, &problems)
    self.naming = naming
    self.schema = schema
    self.database = database
    self.configuration = configuration
    self.problems = problems
  }

  /// The plan of the whole schema.
  ///
  /// - Throws: `GenerationError` with every problem at once.
  mutating func plan() throws(GenerationError) -> SchemaPlan {
    let entities = schema.relations.compactMap { planEntity($0) }
    let routines = schema.routines.compactMap { planRoutine($0) }
    reportSharedNames(entities: entities, routines: routines)
    reportSharedMethods(routines)
    try problems.throwIfAny(database: database.name)
    return SchemaPlan(
      source: database.migrations,
      isControlPlane: database.plane == .control,
      entities: entities,
      enums: enums,
      routines: routines
    )
  }

  /// Notes a problem and goes on.
  mutating func report(_ object: String, _ cause: String, _ remedy: String) {
    problems.report(object, cause, remedy)
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
  private mutating func reportSharedNames(entities: [EntityPlan], routines: [RoutinePlan]) {
    var owners: [String: String] = [:]
    var names = enums.map { (name: $0.typeName, object: "type \($0.type.name)") }
    var repositories: Set<String> = []
    for entity in entities {
      names.append((entity.typeName, "relation \(entity.relation.name)"))
      // Of relations that meet, the repositories do too: once said, that is enough.
      if repositories.insert(entity.repositoryName.lowercased()).inserted {
        names.append((entity.repositoryName, "the repository of \(entity.relation.name)"))
      }
    }
    for routine in routines {
      if case .rows(let typeName, _, _) = routine.result {
        names.append((typeName, "the result of function \(routine.routine.name)"))
      }
    }
    for (name, object) in names {
      if let owner = owners.updateValue(object, forKey: name.lowercased()) {
        report(
          object,
          "it meets \(owner) in the Swift name \(name)",
          "Give one of them another name under 'names: tables:' in demarc.yml."
        )
      }
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
        report(object, "it meets \(owner) in the Swift method \(method)", "Rename one of them.")
      }
    }
  }
}

extension Relation {
  /// Whether a repository can be generated for the relation.
  var isTable: Bool { kind == .table || kind == .partitionedTable }
}
