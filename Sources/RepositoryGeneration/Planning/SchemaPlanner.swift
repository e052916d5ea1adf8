import Catalog
import ConfigurationFile
import SQLLanguage

/// Decides what is generated for a schema, and reports everything that cannot be.
struct SchemaPlanner {
  /// The schema, with the types below in the place of columns' domains.
  let schema: DatabaseSchema
  let database: Configuration.Database
  let configuration: Configuration
  let naming: TypeNaming
  let mapping: TypeMapping
  /// The relations that code can be generated for, by name.
  let relations: [QualifiedName: Relation]
  /// The columns of views that tell a secret, by relation.
  private let secretsOfViews: [QualifiedName: Set<String>]
  /// The columns of relations that columns of views show as they are, by view.
  let originsOfViews: [QualifiedName: [String: ColumnOrigin]]
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
    var plainSchema = domains.withoutColumnDomains(schema)
    let views = ViewReader(plainSchema, configuration: configuration, &problems)
    plainSchema.relations = views.relations
    secretsOfViews = views.secrets
    originsOfViews = views.origins
    let naming = TypeNaming(names: configuration.names, module: database.module)
    enums = plainSchema.enums.compactMap { naming.plan($0, &problems) }
    mapping = TypeMapping(
      enums: Dictionary(uniqueKeysWithValues: enums.map { ($0.type.name, $0.typeName) }),
      composites: naming.compositeTypeNames(plainSchema.composites, &problems),
      ranges: Ranges(schema.ranges),
      domains: domains,
      domainNames: naming.domainTypeNames(schema.domains, &problems),
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
  /// - Parameters:
  ///   - queries: the project's queries.
  ///   - descriptions: what Postgres says of their statements.
  /// - Returns: the plan.
  /// - Throws: `GenerationError` with every problem at once.
  mutating func plan(
    _ queries: [QueryFile] = [],
    _ descriptions: StatementDescriptions = [:]
  ) throws(GenerationError) -> SchemaPlan {
    let composites = schema.composites.compactMap { planComposite($0) }
    let entities = schema.relations.compactMap { planEntity($0) }
    let routines = schema.routines.compactMap { planRoutine($0) }
    var queryPlanner = QueryPlanner(self, entities, descriptions)
    let groups = queries.compactMap { queryPlanner.plan($0) }
    problems.append(contentsOf: queryPlanner.problems)
    let plan = SchemaPlan(
      source: database.migrations,
      isControlPlane: database.plane == .control,
      tenancy: tenancy,
      entities: entities,
      composites: composites,
      domains: mapping.domains.all.compactMap(planDomain),
      enums: enums,
      routines: routines,
      queries: groups
    )
    reportSharedNames(of: plan)
    reportSharedMethods(routines)
    try problems.throwIfAny(database: database.name)
    return plan
  }

  /// The plan of a domain, or nil where what stands below has no mapping: whatever is of the domain says so.
  private func planDomain(_ domain: DomainType) -> DomainPlan? {
    guard let typeName = mapping.domainNames[domain.name],
      let rawType = mapping.swiftType(of: mapping.domains.base(of: domain.base))
    else { return nil }
    return DomainPlan(
      domain: domain,
      others: mapping.domains.domains(below: domain),
      typeName: typeName,
      rawType: rawType
    )
  }

  private var tenancy: (tenant: Configuration.Tenant, roles: Configuration.Roles)? {
    guard let tenant = database.tenant, let roles = database.roles else { return nil }
    return (tenant, roles)
  }

  /// The statements of queries of which Postgres must be asked.
  mutating func statements(of queries: [QueryFile]) -> [QueryStatement] {
    guard !queries.isEmpty else { return [] }
    let entities = schema.relations.compactMap { planEntity($0) }
    let queryPlanner = QueryPlanner(self, entities, [:])
    return queries.flatMap { queryPlanner.statements(of: $0) }
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
    configuration.isSecret(column, of: owner) || secretsOfViews[owner]?.contains(column) == true
  }
}

extension Relation {
  /// Whether the relation holds rows that a statement may change.
  var isTable: Bool { kind == .table || kind == .partitionedTable }

  /// Whether the relation can have indexes.
  var hasIndexes: Bool { isTable || kind == .materializedView }
}
