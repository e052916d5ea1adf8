import Catalog
import ConfigurationFile
import Foundation
import GenerationLock
import RepositoryGeneration
import SchemaMigration

/// The code of a database: the snapshot that it was generated from, and its methods.
struct GeneratedCode {
  let schema: DatabaseSchema
  let callers: GeneratedCallers
  /// The names of the migrations, in order.
  let migrations: [String]
  private let generator: RepositoryGenerator

  /// Reads the snapshot of a database.
  init(of database: Configuration.Database, in project: Project) throws {
    let path = GenerationLock.snapshotPath(of: database.name)
    self.init(
      schema: try DatabaseSchema(snapshot: Data(try project.files.read(path)), path: path),
      migrations: try MigrationFolder(path: database.migrations, below: project.root)
        .files.map(\.name),
      database: database,
      configuration: project.configuration
    )
  }

  /// Makes the code of a schema.
  init(
    schema: DatabaseSchema,
    migrations: [String] = [],
    database: Configuration.Database,
    configuration: Configuration
  ) {
    self.schema = schema
    self.migrations = migrations
    callers = GeneratedCallers(of: schema, database: database, configuration: configuration)
    generator = RepositoryGenerator(database: database, configuration: configuration)
  }

  /// What is wrong with the tables of tenants that the code does not know.
  ///
  /// Those that it knows are compared with the snapshot, policies included.
  func isolationProblems(in found: DatabaseSchema) -> [GenerationProblem] {
    generator.isolationProblems(in: found, except: Set(schema.relations.map(\.name)))
  }
}
