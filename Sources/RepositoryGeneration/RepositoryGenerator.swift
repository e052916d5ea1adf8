package import Catalog
package import ConfigurationFile

/// Turns the schema of a database into Swift.
///
/// The output depends on the schema and the configuration alone: no time, host, path or OID is in it.
public struct RepositoryGenerator: Sendable {
  let database: Configuration.Database
  private let configuration: Configuration

  /// Generates for one of the databases of a configuration.
  package init(database: Configuration.Database, configuration: Configuration) {
    self.database = database
    self.configuration = configuration
  }

  /// The files of the database's module, sorted by path.
  ///
  /// - Throws: `GenerationError` with everything that cannot be generated.
  package func files(for schema: DatabaseSchema) throws(GenerationError) -> [GeneratedFile] {
    var planner = SchemaPlanner(
      schema: schema,
      database: database,
      configuration: configuration
    )
    let plan = try planner.plan()
    let enums = plan.enums.map { $0.file(source: plan.source) }
    let entities = plan.entities.flatMap { $0.files(source: plan.source) }
    return (enums + entities + plan.functionFiles() + plan.requirementFiles()).sorted {
      $0.path < $1.path
    }
  }
}

extension EntityPlan {
  /// The files of one relation.
  func files(source: String) -> [GeneratedFile] {
    [
      rowFile(source: source),
      scope.isWritable ? changesFile(source: source) : nil,
      queriesFile(source: source),
      repositoryFile(source: source),
    ].compactMap { $0 }
  }
}
