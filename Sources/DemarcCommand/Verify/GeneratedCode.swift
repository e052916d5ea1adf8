import Catalog
import ConfigurationFile
import Foundation
import GenerationLock
import PostgresDriver
import RepositoryGeneration
import SchemaIntrospection
import SchemaMigration

/// The code of a database: the snapshot that it was generated from, and its methods.
struct GeneratedCode {
  let schema: DatabaseSchema
  let callers: GeneratedCallers
  /// The names of the migrations, in order.
  let migrations: [String]
  /// The statements of the project's queries; none where these are not known.
  let queries: [QueryStatement]
  private let generator: RepositoryGenerator

  /// Reads the snapshot of a database.
  init(of database: Configuration.Database, in project: Project) throws {
    let path = GenerationLock.snapshotPath(of: database.name)
    self.init(
      schema: try DatabaseSchema(snapshot: Data(try project.files.read(path)), path: path),
      migrations: try MigrationFolder(path: database.migrations, below: project.root)
        .files.map(\.name),
      queries: try project.queries(of: database),
      database: database,
      configuration: project.configuration
    )
  }

  /// Makes the code of a schema.
  init(
    schema: DatabaseSchema,
    migrations: [String] = [],
    queries: [QueryFile] = [],
    database: Configuration.Database,
    configuration: Configuration
  ) {
    self.schema = schema
    self.migrations = migrations
    callers = GeneratedCallers(of: schema, database: database, configuration: configuration)
    generator = RepositoryGenerator(database: database, configuration: configuration)
    self.queries = generator.statements(of: queries, in: schema)
  }

  /// The queries that a database does not take, with what it says, each once.
  ///
  /// Postgres itself is asked: a query may need of the schema what nothing else does.
  func refusedQueries(
    on client: PostgresClient
  ) async throws -> [(statement: QueryStatement, cause: String)] {
    let descriptions = try await describe(queries.map(\.sql), on: client)
    var refused: [(statement: QueryStatement, cause: String)] = []
    for query in queries {
      guard case .failure(let refusal)? = descriptions[query.sql],
        refused.last?.statement.query != query.query || refused.last?.statement.path != query.path
      else { continue }
      refused.append((query, refusal.message))
    }
    return refused
  }

  /// What is wrong with the tables of tenants that the code does not know.
  ///
  /// Those that it knows are compared with the snapshot, policies included.
  func isolationProblems(in found: DatabaseSchema) -> [GenerationProblem] {
    generator.isolationProblems(in: found, except: Set(schema.relations.map(\.name)))
  }
}
