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
  /// What they take and give, by their places, as the lock knows it.
  private let shapes: [String: String]
  private let generator: RepositoryGenerator

  /// Reads the snapshot of a database.
  init(of database: Configuration.Database, in project: Project) throws {
    let path = GenerationLock.snapshotPath(of: database.name)
    let queries = try project.queries(of: database)
    let lock = queries.isEmpty ? nil : try GenerationLock(in: project.files)
    self.init(
      schema: try DatabaseSchema(snapshot: Data(try project.files.read(path)), path: path),
      migrations: try MigrationFolder(path: database.migrations, below: project.root)
        .files.map(\.name),
      queries: queries,
      shapes: lock?.databases[database.name]?.queries ?? [:],
      database: database,
      configuration: project.configuration
    )
  }

  /// Makes the code of a schema.
  init(
    schema: DatabaseSchema,
    migrations: [String] = [],
    queries: [QueryFile] = [],
    shapes: [String: String] = [:],
    database: Configuration.Database,
    configuration: Configuration
  ) {
    self.schema = schema
    self.shapes = shapes
    self.migrations = migrations
    callers = GeneratedCallers(of: schema, database: database, configuration: configuration)
    generator = RepositoryGenerator(database: database, configuration: configuration)
    self.queries = generator.statements(of: queries, in: schema)
  }

  /// The queries that fail on a database, with the cause, each once.
  ///
  /// Postgres itself is asked: a query may need of the schema what nothing else does. It must take the statement, and
  /// what travels must be what the code was generated for.
  func brokenQueries(
    on client: PostgresClient
  ) async throws -> [(place: String, cause: String)] {
    let descriptions = try await describe(queries.map(\.sql), on: client)
    var seen: Set<String> = []
    return queries.compactMap { query in
      let cause: String
      switch descriptions[query.sql] {
      case .failure(let refusal): cause = refusal.message
      // Of the ways in which a query is sent, the first has all its filters, and the lock that one's shape.
      case .success(let found) where !seen.contains(query.place):
        seen.insert(query.place)
        guard let shape = shapes[query.place], shape != found.shape else { return nil }
        cause = "it is (\(found.shape)) here, and the code was generated for (\(shape))"
        return (query.place, cause)
      default: return nil
      }
      return seen.insert("\(query.place) refused").inserted ? (query.place, cause) : nil
    }
  }

  /// What is wrong with the tables of tenants that the code does not know.
  ///
  /// Those that it knows are compared with the snapshot, policies included.
  func isolationProblems(in found: DatabaseSchema) -> [GenerationProblem] {
    generator.isolationProblems(in: found, except: Set(schema.relations.map(\.name)))
  }
}
