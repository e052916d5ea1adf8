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
        "\($0.relation.name)" == name
          || "\($0.relation.name.schema).\($0.relation.name.name)" == name
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
}
