import Catalog
import ConfigurationFile
import RepositoryGeneration

/// Resolves the names of a contract in both schemas, and reports everything that does not fit.
struct ContractPlanner {
  let contract: Contract
  let configuration: Configuration
  let control: Plane
  let data: Plane
  let tenant: Configuration.Tenant
  private(set) var problems: [ConfigurationError] = []

  /// A database of the contract.
  struct Plane {
    let database: Configuration.Database
    let shapes: [QualifiedName: RelationShape]

    /// The relation with a name, with or without its Postgres schema.
    func shape(named name: String) -> RelationShape? {
      shapes.values.first {
        "\($0.relation.name)" == name || "\($0.relation.name.schema).\($0.relation.name.name)" == name
      }
    }
  }

  /// Looks up the databases that the contract names.
  ///
  /// - Throws: `ContractError` when there are none of these names, or of another plane.
  init(
    _ contract: Contract,
    configuration: Configuration,
    shapes: [String: [QualifiedName: RelationShape]]
  ) throws(ContractError) {
    self.contract = contract
    self.configuration = configuration
    do throws(ConfigurationError) {
      control = try Self.plane(contract.control.database, .control, configuration, shapes)
      data = try Self.plane(contract.data.database, .data, configuration, shapes)
    } catch {
      throw ContractError(problems: [error])
    }
    guard let tenant = data.database.tenant else {
      throw ContractError(
        problems: [
          contract.data.database.error("demarc.yml does not say how its tenants are told apart.")
        ]
      )
    }
    self.tenant = tenant
  }

  private static func plane(
    _ name: ConfigurationText,
    _ plane: Configuration.Plane,
    _ configuration: Configuration,
    _ shapes: [String: [QualifiedName: RelationShape]]
  ) throws(ConfigurationError) -> Plane {
    guard let database = configuration.databases[name.text], let shapes = shapes[name.text] else {
      let names = configuration.databases.keys.sorted()
      throw name.error(
        "demarc.yml has no database '\(name)'.\(spellingAdvice(name.text, among: names))"
      )
    }
    guard database.plane == plane else {
      throw name.error("'\(name)' is of the plane '\(database.plane.rawValue)'; name another one.")
    }
    return Plane(database: database, shapes: shapes)
  }

  /// The plan of the whole contract.
  ///
  /// - Throws: `ContractError` with every problem at once.
  mutating func plan() throws(ContractError) -> ContractPlan {
    guard let control = planControl(), let data = planData(), let outbox = planOutbox() else {
      throw ContractError(problems: problems)
    }
    var source = SourcePlanner(self, control: control)
    let fields = source.planFields()
    let checks = source.planChecks(fields)
    problems = source.planner.problems
    requireEveryColumn(fields, data)
    let events = planEvents(fields)
    guard problems.isEmpty else { throw ContractError(problems: problems) }
    return ContractPlan(
      source: contract.path,
      controlModule: self.control.database.module,
      dataModule: self.data.database.module,
      control: source.plan,
      data: data,
      outbox: outbox,
      fields: fields,
      events: events,
      checks: checks
    )
  }

  /// Notes a problem and goes on.
  mutating func report(_ text: ConfigurationText, _ message: String) {
    problems.append(text.error(message))
  }

  // MARK: Looking up

  /// The relation that a text names, or nil with a problem noted.
  mutating func relation(_ text: ConfigurationText, in plane: Plane) -> RelationShape? {
    if let shape = plane.shape(named: text.text) { return shape }
    let names = plane.shapes.keys.map(\.description).sorted()
    report(
      text,
      "'\(plane.database.name)' has no table '\(text)'.\(spellingAdvice(text.text, among: names))"
    )
    return nil
  }

  /// The column that a text names, or nil with a problem noted.
  mutating func column(_ text: ConfigurationText, of shape: RelationShape) -> ColumnShape? {
    if let column = shape.column(named: text.text) { return column }
    let names = shape.columns.map(\.column.name)
    report(
      text,
      "\(shape.relation.name) has no column '\(text)'.\(spellingAdvice(text.text, among: names))"
    )
    return nil
  }

  /// The column that a text names, of one of some types; nil with a problem noted.
  mutating func column(
    _ text: ConfigurationText,
    of shape: RelationShape,
    types: [String]
  ) -> String? {
    guard let column = column(text, of: shape) else { return nil }
    guard types.contains(column.column.type.sql) else {
      report(
        text,
        "it is of type \(column.column.type.sql), and must be of \(types.joined(separator: " or "))."
      )
      return nil
    }
    return column.column.name
  }

  // MARK: Planes

  /// The account itself, without what is read of it.
  private mutating func planControl() -> ControlPlan? {
    let statement = contract.control
    guard let shape = relation(statement.table, in: control) else { return nil }
    let version = column(statement.version, of: shape, types: ["bigint"])
    let cluster = column(statement.cluster, of: shape, types: ["text"])
    let deleted = statement.deleted.map { column($0, of: shape)?.column.name }
    guard let key = shape.relation.primaryKey?.columns, key.count == 1,
      shape.column(named: key[0])?.column.type.sql == "uuid"
    else {
      report(statement.table, "accounts are told apart by a primary key of one uuid; it has none.")
      return nil
    }
    guard let version, let cluster else { return nil }
    return ControlPlan(
      relation: shape.relation,
      key: key[0],
      version: version,
      cluster: cluster,
      deleted: deleted.flatMap { $0 },
      joins: [],
      inputs: [],
      lists: []
    )
  }

  private mutating func planData() -> DataPlan? {
    guard let shape = data.shape(named: tenant.root) else {
      report(contract.data.database, "it has no table '\(tenant.root)', the root of its tenants.")
      return nil
    }
    guard let version = column(contract.data.version, of: shape, types: ["bigint"]) else {
      return nil
    }
    return DataPlan(
      relation: shape.relation,
      key: tenant.key,
      account: tenant.account,
      version: version
    )
  }

  private mutating func planOutbox() -> OutboxPlan? {
    let statement = contract.outbox
    guard let shape = relation(statement.table, in: control) else { return nil }
    let key = column(statement.key, of: shape, types: ["text"])
    let account = column(statement.account, of: shape, types: ["uuid"])
    let event = column(statement.event, of: shape, types: ["text"])
    let version = column(statement.version, of: shape, types: ["bigint"])
    let payload = column(statement.payload, of: shape, types: ["jsonb"])
    let status = column(statement.status, of: shape, types: ["text"])
    guard let key, let account, let event, let version, let payload, let status else { return nil }
    let keys = shape.relation.uniqueKeys.map(\.columns) + [shape.relation.primaryKey?.columns ?? []]
    guard keys.contains([key]) else {
      report(statement.key, "no unique key holds it alone, so an event could be announced twice.")
      return nil
    }
    return OutboxPlan(
      relation: shape.relation,
      key: key,
      account: account,
      event: event,
      version: version,
      payload: payload,
      status: status,
      open: statement.open.map(\.text)
    )
  }

  // MARK: Completeness

  /// Every column of the copy belongs to one field, or is the cluster's own: so a column that somebody adds is not
  /// left out by silence.
  private mutating func requireEveryColumn(_ fields: [FieldPlan], _ data: DataPlan) {
    let kept = [data.key, data.account, data.version]
    let own = contract.data.own
    let copied = Set(fields.flatMap(\.columns).map(\.column.name))
    for text in own {
      guard let column = data.relation.column(named: text.text) else {
        let names = data.relation.columns.map(\.name)
        report(
          text,
          "\(data.relation.name) has no column '\(text)'.\(spellingAdvice(text.text, among: names))"
        )
        continue
      }
      if copied.contains(text.text) {
        report(text, "'\(text)' is the target of a field too; it is the one or the other.")
      } else if kept.contains(text.text) {
        report(text, "'\(text)' is the key or the version of the copy; take it out.")
      } else if !column.isNullable && column.source == nil {
        report(text, "it has no default, so no copy could be made. Give it one, or make it a field.")
      }
    }
    let named = copied.union(own.map(\.text)).union(kept)
    let unnamed = data.relation.columns.map(\.name).filter { !named.contains($0) }
    guard !unnamed.isEmpty else { return }
    report(
      contract.data.database,
      """
      \(data.relation.name) has columns that are neither a field's nor the cluster's own: \
      \(unnamed.joined(separator: ", ")). Name each as the target of a field, or in 'data.own'.
      """
    )
  }

  // MARK: Events

  private mutating func planEvents(_ fields: [FieldPlan]) -> [EventPlan] {
    let events = contract.events.compactMap { event -> EventPlan? in
      guard let caseName = SwiftName.member(event.name.text),
        let typeName = SwiftName.type(event.name.text, singularize: false)
      else {
        report(event.name, "no Swift name can be made of '\(event.name)'.")
        return nil
      }
      let carried = event.fields.map { lookUp($0, in: fields) } ?? fields
      return EventPlan(
        name: event.name.text,
        caseName: caseName,
        typeName: typeName,
        fields: carried
      )
    }
    let announced = Set(
      zip(contract.events, events).filter { $0.0.fields != nil }.flatMap { $0.1.fields.map(\.name) }
    )
    for field in contract.fields where !announced.contains(field.name.text) {
      report(field.name, "no event announces that it changed; name it under 'events'.")
    }
    return events
  }

  /// The fields that a list names; problems are noted.
  mutating func lookUp(_ names: [ConfigurationText], in fields: [FieldPlan]) -> [FieldPlan] {
    let known = contract.fields.map(\.name.text)
    for name in names where !known.contains(name.text) {
      report(name, "there is no field '\(name)'.\(spellingAdvice(name.text, among: known))")
    }
    return fields.filter { field in names.contains { $0.text == field.name } }
  }
}
