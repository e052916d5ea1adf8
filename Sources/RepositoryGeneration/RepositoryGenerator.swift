package import Catalog
package import ConfigurationFile
import Parallelism
package import SQLLanguage

/// Turns the schema of a database into Swift.
///
/// The output depends on the schema and the configuration alone: no time, host, path or OID is in it.
public struct RepositoryGenerator: Sendable {
  let database: Configuration.Database
  let configuration: Configuration

  /// Generates for one of the databases of a configuration.
  package init(database: Configuration.Database, configuration: Configuration) {
    self.database = database
    self.configuration = configuration
  }

  /// The statements of queries of which Postgres must be asked what they take and return.
  package func statements(
    of queries: [QueryFile],
    in schema: DatabaseSchema
  ) -> [QueryStatement] {
    var planner = planner(for: schema)
    return planner.statements(of: queries)
  }

  /// The files of the database's module, sorted by path.
  ///
  /// - Parameters:
  ///   - schema: the schema.
  ///   - queries: the project's queries of the database.
  ///   - descriptions: what Postgres says of `statements(of:in:)`.
  /// - Returns: the files.
  /// - Throws: `GenerationError` with everything that cannot be generated.
  package func files(
    for schema: DatabaseSchema,
    queries: [QueryFile] = [],
    descriptions: StatementDescriptions = [:]
  ) throws(GenerationError) -> [GeneratedFile] {
    var planner = planner(for: schema)
    let plan = try planner.plan(queries, descriptions)
    let enums = plan.enums.map { $0.file(source: plan.source) }
    let domains = plan.domains.map { $0.file(source: plan.source) }
    let composites = plan.composites.map { $0.file(source: plan.source) }
    let entities = parallelMap(plan.entities) { [source = plan.source] entity in
      entity.files(source: source)
    }
    .flatMap(\.self)
    let others = plan.functionFiles() + plan.queryFiles() + plan.requirementFiles()
    return (enums + domains + composites + entities + others).sorted { $0.path < $1.path }
  }

  /// What a statement of SQL may name in a schema, and whose rows that is.
  package func knownSchema(of schema: DatabaseSchema) -> KnownSchema {
    KnownSchema(planner(for: schema))
  }

  func planner(for schema: DatabaseSchema) -> SchemaPlanner {
    SchemaPlanner(schema: schema, database: database, configuration: configuration)
  }
}

extension EntityPlan {
  /// The files of one relation.
  func files(source: String) -> [GeneratedFile] {
    [
      rowFile(source: source),
      isWritable ? changesFile(source: source) : nil,
      queriesFile(source: source),
      repositoryFile(source: source),
    ].compactMap { $0 }
  }
}
