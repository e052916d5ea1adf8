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
  /// - Parameters:
  ///   - queries: the project's queries.
  ///   - descriptions: what Postgres says of their statements.
  /// - Returns: the plan.
  /// - Throws: `GenerationError` with every problem at once.
  mutating func plan(
    _ queries: [QueryFile],
    _ descriptions: StatementDescriptions
  ) throws(GenerationError) -> SchemaPlan {
    let entities = schema.relations.compactMap { planEntity($0) }
    let routines = schema.routines.compactMap { planRoutine($0) }
    var queryPlanner = QueryPlanner(self, entities, descriptions)
    let groups = queries.compactMap { queryPlanner.plan($0) }
    problems.append(contentsOf: queryPlanner.problems)
    reportSharedNames(entities: entities, routines: routines, groups: groups)
    reportSharedMethods(routines)
    try problems.throwIfAny(database: database.name)
    return SchemaPlan(
      source: database.migrations,
      isControlPlane: database.plane == .control,
      entities: entities,
      enums: enums,
      routines: routines,
      queries: groups
    )
  }

  /// The statements of queries of which Postgres must be asked.
  mutating func statements(of queries: [QueryFile]) -> [String] {
    let entities = schema.relations.compactMap { planEntity($0) }
    let queryPlanner = QueryPlanner(self, entities, [:])
    return queries.flatMap { queryPlanner.statements(of: $0) }
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
  private mutating func reportSharedNames(
    entities: [EntityPlan],
    routines: [RoutinePlan],
    groups: [QueryGroupPlan]
  ) {
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
    for group in groups {
      names.append((group.typeName, "the file \(group.file.path)"))
      for query in group.queries {
        if case .own(let typeName, _) = query.row {
          names.append((typeName, "the query \(query.source.name) of \(group.file.path)"))
        }
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
